"""A channel of another journal joined to the one that is here of the same feed: one history, one ledger.

What is here already is a duplicate, as in an import; the rest is numbered and proven anew.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import (
    AlertRaised,
    AnyHappening,
    GapFound,
    Happening,
    IdsRestarted,
    Warned,
)
from watchfloor.core.ledger.ledger import Ledger
from watchfloor.core.stream.frame import Frame
from watchfloor.journal import packing
from watchfloor.journal.exchange.archive import archives
from watchfloor.journal.row import EVENT_COLUMNS, packed_row
from watchfloor.journal.writer.book import Book

_FOUND_ANEW = (GapFound, IdsRestarted)  # by the ledger, which knows what was here before

_decode = msgspec.json.Decoder(AnyHappening).decode
_decode_totals = msgspec.json.Decoder(Totals).decode

_COMMITS = """
SELECT id, first_id, count, last_event_id FROM came.segment WHERE +channel = ? ORDER BY id"""
_ROWS = """
SELECT id, seq, received_us, monotonic_us, own_id, type, event_id, data
FROM came.event WHERE channel = ? AND id BETWEEN ? AND ? ORDER BY id"""
_ALONE = "SELECT coalesce(min(first_id), 1) - 1 FROM came.segment"
_STORY = "SELECT body FROM came.happening WHERE segment = ? ORDER BY id"
_PINS = "SELECT event, at_us, note FROM came.pin WHERE event BETWEEN ? AND ?"
_SAME = """
SELECT here.id FROM event AS here JOIN came.event AS there ON there.id = ?
WHERE here.channel = ? AND (here.event_id, here.type, here.data) = (there.event_id, there.type, there.data)
ORDER BY here.id DESC LIMIT 1"""


def broken_off() -> KnownError:
    return KnownError("Bringing events over was broken off. Nothing is lost: the next start does it.")


class Joining:
    """Works within one transaction. `number` is the channel's in the other file, `mark` says which one it is:
    that comes once only."""

    def __init__(self, book: Book, name: str, number: int, mark: str) -> None:
        self._book = book
        self._connection = book.connection
        self._name = name
        self._number = number
        self._code = f"joined-{mark}"
        self._numbers: dict[int, int] = {}  # of the latest events, there and here

    @property
    def was_done(self) -> bool:
        """It came before, and a start was cut off behind that."""
        sql = "SELECT 1 FROM happening WHERE channel = ? AND kind = 'warned' AND body->>'code' = ?"
        account = self._book.accounts[self._name]
        return bool(self._connection.execute(sql, (account.id, self._code)).get)

    def run(self, totals: Totals, stopped: Callable[[], bool]) -> int:
        """How many events are new here; `totals` is the ledger of what comes."""
        past = self._book.past(self._name)
        before = past.totals
        refused = {
            reason: before.refused.get(reason, 0) + totals.refused.get(reason, 0)
            for reason in {*before.refused, *totals.refused}
        }
        besides = totals.duplicates + sum(totals.refused.values())
        begins = msgspec.structs.replace(
            before,
            received=before.received + besides,
            duplicates=before.duplicates + totals.duplicates,
            refused=refused,
        )
        self._ledger = Ledger(self._name, msgspec.structs.replace(past, totals=begins))
        known = archives(self._connection, self._name).get(self._name)
        self._ledger.resume(past.last_event_id, 0.0, known)
        last_event_id = past.last_event_id
        for events, happenings, at, last_event_id in self._parts():
            if stopped():
                raise broken_off()
            self._write(events, happenings, last_event_id)
            self._pin(*at)
        new = self._ledger.totals.stored - before.stored
        self._write([], [self._told(new, self._ledger.totals.duplicates - begins.duplicates)], last_event_id)
        return new

    def _parts(self) -> Iterator[tuple[list[Event], list[Happening], tuple[int, int], str]]:
        """What each commit brings here, where it is there, and the id behind it."""
        alone: Any = self._connection.execute(_ALONE).get
        yield (*self._judged((0, alone), []), (0, alone), self._book.accounts[self._name].last_event_id)
        for id_, first_id, count, last_event_id in self._connection.cursor().execute(
            _COMMITS, (self._number,)
        ):
            told = [_decode(body) for (body,) in self._connection.execute(_STORY, (id_,))]
            at = (first_id, first_id + count - 1)
            yield (*self._judged(at, told), at, last_event_id)

    def _judged(self, at: tuple[int, int], told: list[Any]) -> tuple[list[Event], list[Happening]]:
        events: list[Event] = []
        happenings: list[Happening] = []
        self._numbers = {}
        waiting = [each for each in told if not isinstance(each, _FOUND_ANEW)]
        for _, seq, received_us, _, own_id, type_, event_id, data in self._connection.execute(
            _ROWS, (self._number, *at)
        ):
            while waiting and waiting[0].after_seq < seq:
                happenings.append(self._here(waiting.pop(0)))
            frame = Frame(type_, data, event_id, own_id=bool(own_id))
            judgement = self._ledger.judge([frame], received_us / 1_000_000)
            events += judgement.events
            happenings += judgement.happenings
            if judgement.events:
                self._numbers[seq] = self._ledger.last_seq
        happenings += map(self._here, waiting)
        return events, happenings

    def _here(self, happening: Any) -> Happening:
        """With the numbers that events have here."""
        found: Happening = msgspec.structs.replace(happening, after_seq=self._ledger.last_seq)
        if isinstance(found, AlertRaised) and found.seq:
            found = msgspec.structs.replace(found, seq=self._numbers.get(found.seq, self._ledger.last_seq))
        return found

    def _told(self, new: int, known: int) -> Warned:
        return Warned(
            channel=self._name,
            at_s=self._at_s(),
            after_seq=self._ledger.last_seq,
            code=self._code,
            message=f"{new:,} events came over from another journal; {known:,} more were here already.",
        )

    def _at_s(self) -> float:
        """When the latest event came."""
        account = self._book.accounts[self._name]
        sql = "SELECT received_us FROM event WHERE channel = ? AND id <= ? ORDER BY id DESC LIMIT 1"
        return int(self._connection.execute(sql, (account.id, self._book.last_id)).get or 0) / 1_000_000

    def _write(self, events: list[Event], happenings: list[Happening], last_event_id: str) -> None:
        if events or happenings:
            at_s = events[-1].received_at_s if events else 0.0
            self._book.write(
                [Batch(self._name, at_s, 0.0, events, last_event_id, self._ledger.totals, happenings)]
            )

    def _pin(self, first_id: int, last_id: int) -> None:
        account = self._book.accounts[self._name]
        pins: Any = self._connection.execute(_PINS, (first_id, last_id)).fetchall()
        for event, at_us, note in pins:
            row: Any = self._connection.execute(
                "SELECT seq FROM came.event WHERE id = ? AND channel = ?", (event, self._number)
            ).get
            if row is None:
                continue  # another channel's
            seq = self._numbers.get(int(row))
            if seq is not None:
                position: Any = self._book.last_id - account.last_seq + seq
            else:
                position = self._connection.execute(_SAME, (event, account.id)).get
            self._put_pin(position, at_us, note)

    def _put_pin(self, position: Any, at_us: int, note: str) -> None:
        row: Any = self._connection.execute(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE id = ?",  # noqa: S608 - of our own
            (position,),
        ).fetchone()
        if row is not None:
            digest = packing.digest(b"", [packed_row(row)])
            self._connection.execute(
                "INSERT OR IGNORE INTO pin VALUES (?, ?, ?, ?)", (position, at_us, note, digest)
            )
