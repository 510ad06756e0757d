"""What a journal tells besides its events, oldest first: what befell the channels, what was dropped, what
somebody pinned. A page at a time, without a loop."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

import heapq
from collections.abc import Iterator
from typing import Any

import apsw
import msgspec

from watchfloor.core.happening import AttemptEnded, Happening, StateChanged
from watchfloor.core.log.sentence import sentence
from watchfloor.core.state import ChannelState
from watchfloor.journal.reader.chronicle import decoded

PAGE_ROWS = 1_000


class Line(msgspec.Struct, gc=False):
    """One thing that happened, after the event at `position`. `details` holds what its kind has to say."""

    position: int
    kind: str
    channel: str
    at_s: float
    after_seq: int
    text: str
    details: dict[str, Any]


class Tale:
    """Tells each line once, in the order of the journal, also while that is being written."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._happening = (-1, 0)
        self._pin = 0
        self._has_told_what_is_gone = False

    def up_to(self, position: int) -> Iterator[Line]:
        """The lines that were not told yet, of what happened up to behind the event at this position."""
        yield from self._gone()
        yield from heapq.merge(
            self._happenings(position), self._pins(position), key=lambda line: line.position
        )

    def _gone(self) -> Iterator[Line]:
        """What retention has dropped stood before all that is left."""
        if self._has_told_what_is_gone:
            return
        self._has_told_what_is_gone = True
        rows: Any = self._connection.execute(
            "SELECT c.name, d.reason, d.at_us, d.first_seq, d.last_seq, d.events"
            " FROM dropped AS d JOIN channel AS c ON c.id = d.channel ORDER BY d.id"
        )
        for name, reason, at_us, first_seq, last_seq, events in rows.fetchall():
            details = {"reason": reason, "first_seq": first_seq, "last_seq": last_seq, "events": events}
            text = f"{events:,} of the events {first_seq} to {last_seq} were dropped ({reason})"
            yield Line(0, "dropped", name, at_us / 1e6, first_seq - 1, text, details)

    def _happenings(self, position: int) -> Iterator[Line]:
        while True:
            rows: Any = self._connection.execute(
                "SELECT h.after_id, h.id, h.kind, h.body, c.name"
                " FROM happening AS h JOIN channel AS c ON c.id = h.channel"
                f" WHERE (h.after_id, h.id) > (?, ?) AND h.after_id <= ?"
                f" ORDER BY h.after_id, h.id LIMIT {PAGE_ROWS}",
                (*self._happening, position),
            )
            page = rows.fetchall()
            for after_id, id_, kind, body, name in page:
                self._happening = after_id, id_
                yield _line(after_id, kind, decoded(kind, body, name))
            if len(page) < PAGE_ROWS:
                return

    def _pins(self, position: int) -> Iterator[Line]:
        while True:
            rows: Any = self._connection.execute(
                "SELECT p.event, p.at_us, p.note, e.seq, e.event_id, c.name"
                " FROM pin AS p JOIN event AS e ON e.id = p.event JOIN channel AS c ON c.id = e.channel"
                f" WHERE p.event > ? AND p.event <= ? ORDER BY p.event LIMIT {PAGE_ROWS}",
                (self._pin, position),
            )
            page = rows.fetchall()
            for event, at_us, note, seq, event_id, name in page:
                self._pin = event
                yield Line(event, "pin", name, at_us / 1e6, seq, note, {"seq": seq, "id": event_id})
            if len(page) < PAGE_ROWS:
                return


def _line(position: int, kind: str, happening: Happening) -> Line:
    details = msgspec.to_builtins(happening)
    for name in ("kind", "channel", "at_s", "after_seq"):
        details.pop(name, None)
    return Line(
        position, kind, happening.channel, happening.at_s, happening.after_seq, _text(happening), details
    )


def _text(happening: Happening) -> str:
    """What the log says of it; also of what is no row there, because it is every day's business."""
    match happening:
        case AttemptEnded():
            return _attempt(happening)
        case StateChanged(state=state, reason="") if state == ChannelState.CONNECTED:
            return "Connected"
        case _:
            return sentence(happening)


def _attempt(attempt: AttemptEnded) -> str:
    answer = f"HTTP {attempt.status}" if attempt.status else "no answer"
    ended = attempt.detail or attempt.outcome
    return f"A connection of {attempt.lasted_s:.1f} s ({answer}): {ended}"
