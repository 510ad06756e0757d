"""Proof of a journal from its rows alone: nothing missing, nothing doubled, nothing changed by hand.

What is proven: each channel's events are numbered without a hole; each commit's digest is made of
exactly these rows, and chained to the one before; the ledger balances, and its "stored" is what can be
counted here and what is known to have been dropped.
"""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.core.happening import GapFound
from watchfloor.journal import file, packing
from watchfloor.journal.packing import NO_DIGEST
from watchfloor.journal.row import EVENT_COLUMNS, packed_row
from watchfloor.journal.writer.segment import ledger_bytes

_MAX_BROKEN = 20
_decode_totals = msgspec.json.Decoder(Totals).decode
_decode_gap = msgspec.json.Decoder(GapFound).decode


class Gap(msgspec.Struct):
    after: str
    before: str
    missing: int


class ChannelAudit(msgspec.Struct):
    """What the rows say of one channel. `broken` names each promise that does not hold."""

    name: str
    totals: Totals = Totals()
    gaps: list[Gap] = []
    counted: int = 0
    dropped: int = 0
    pinned: int = 0
    damaged: int = 0
    broken: list[str] = []

    @property
    def balanced(self) -> bool:
        return self.totals.balanced


class Audit(msgspec.Struct):
    """`broken`: what is wrong with the file itself."""

    channels: list[ChannelAudit]
    broken: list[str]

    @property
    def ok(self) -> bool:
        return not self.broken and not any(channel.broken for channel in self.channels)


class _State(msgspec.Struct):
    """A channel while its segments go by."""

    audit: ChannelAudit
    last_event_id: str
    last_seq: int
    head: bytes
    chain: bytes = NO_DIGEST
    due_seq: int = 1
    seen_last_event_id: str = ""
    seen_totals: Totals = Totals()
    holes: dict[int, int] = {}  # first seq of a hole known to damage → its last seq
    segments: int = 0


def audit(path: Path) -> Audit:
    """Read every row once, in constant memory."""
    connection = file.open_read(path)
    try:
        return _Auditor(connection).run()
    except msgspec.DecodeError as error:
        return Audit([], [f"A ledger in {path} cannot be read: {error}."])
    except file.READ_ERRORS as error:
        raise file.known(error, path) from error
    finally:
        connection.close(True)


class _Auditor:
    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._states: dict[int, _State] = {}
        self._broken: list[str] = []

    def run(self) -> Audit:
        with self._connection:
            self._read_channels()
            self._read_dropped()
            for segment in self._connection.cursor().execute(
                "SELECT id, channel, first_id, first_seq, count, last_event_id, totals, digest, chain"
                " FROM segment ORDER BY id"
            ):
                self._check_segment(*segment)
            self._check_ends()
            self._check_pins()
            self._check_strays()
        return Audit([state.audit for state in self._states.values()], self._broken)

    def _read_channels(self) -> None:
        for id_, name, last_event_id, last_seq, totals, head in self._connection.execute(
            "SELECT id, name, last_event_id, last_seq, totals, head FROM channel ORDER BY id"
        ):
            audit_ = ChannelAudit(name, _decode_totals(totals))
            self._states[id_] = _State(audit_, last_event_id, last_seq, head)

    def _read_dropped(self) -> None:
        for channel, reason, first_seq, last_seq, events, anchor in self._connection.execute(
            "SELECT channel, reason, first_seq, last_seq, events, anchor FROM dropped ORDER BY id"
        ):
            state = self._states[channel]
            if reason == "retention":
                state.chain, state.due_seq = anchor, last_seq + 1
                state.audit.dropped += events
            else:
                state.holes[first_seq] = last_seq
                state.audit.damaged += events

    def _check_segment(
        self,
        id_: int,
        channel: int,
        first_id: int,
        first_seq: int,
        count: int,
        last_event_id: str,
        totals: str,
        digest: bytes,
        chain: bytes,
    ) -> None:
        state = self._states.get(channel)
        if state is None:
            self._broken.append(f"Commit {id_} belongs to a channel that is not in the file.")
            return
        state.segments += 1
        self._check_order(state, id_, first_seq)
        try:
            packed = list(self._packed(channel, first_id, count, first_id - first_seq))
        except UnicodeDecodeError:
            packed = []
            state.audit.counted += self._unreadable(first_id, count)
            _break(state, f"a row of commit {id_} holds bytes that are no text: the file is damaged")
        if len(packed) != count:
            _break(
                state,
                f"commit {id_} wrote {count:,} events (numbers {first_seq:,} to {first_seq + count - 1:,}), "
                f"{len(packed):,} of them are here: rows were removed or added",
            )
        ledger = ledger_bytes(first_seq, last_event_id, totals.encode(), self._happenings(id_))
        if len(packed) == count and not packing.proves(digest, ledger, packed):
            _break(
                state,
                f"commit {id_} (events {first_seq:,} to {first_seq + count - 1:,}) does not match its "
                "digest: a row or its ledger was changed",
            )
        if packing.chain(state.chain, digest) != chain:
            _break(state, f"commit {id_} does not follow from the one before it: a commit was removed")
        state.chain = chain
        state.due_seq = first_seq + count
        state.audit.counted += len(packed)
        state.seen_last_event_id = last_event_id
        state.seen_totals = _decode_totals(totals)
        if not state.seen_totals.balanced:
            _break(state, f"the ledger of commit {id_} does not balance")

    def _check_order(self, state: _State, id_: int, first_seq: int) -> None:
        while state.due_seq in state.holes:
            state.due_seq = state.holes[state.due_seq] + 1
        if first_seq != state.due_seq:
            _break(state, f"events {state.due_seq:,} to {first_seq - 1:,} are missing before commit {id_}")

    def _packed(self, channel: int, first_id: int, count: int, shift: int) -> Iterator[bytes]:
        for row in self._connection.cursor().execute(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE id >= ? AND id < ? ORDER BY id",
            (first_id, first_id + count),
        ):
            if row[1] == channel and row[0] - row[2] == shift:
                yield packed_row(row)

    def _unreadable(self, first_id: int, count: int) -> int:
        """How many rows stand where text was that is none any more."""
        span = (first_id, first_id + count)
        return int(self._connection.execute("SELECT count(*) FROM event WHERE id >= ? AND id < ?", span).get)

    def _happenings(self, segment: int) -> Iterator[bytes]:
        for kind, body, channel in self._connection.cursor().execute(
            "SELECT kind, body, channel FROM happening WHERE segment = ? ORDER BY id", (segment,)
        ):
            if kind == "gap":
                gap = _decode_gap(body)
                self._states[channel].audit.gaps.append(Gap(gap.after, gap.before, gap.missing))
            yield body.encode()

    def _check_ends(self) -> None:
        """What the channel's own row says is where its last commit ended."""
        rows: Any = self._connection.execute(
            "SELECT e.channel, count(*) FROM pin JOIN event AS e ON e.id = pin.event WHERE e.id <"
            " (SELECT coalesce(min(first_id), 0) FROM segment) GROUP BY 1"
        )
        pinned: dict[int, int] = dict(rows)
        for id_, state in self._states.items():
            audit_ = state.audit
            audit_.pinned = pinned.get(id_, 0)
            while state.due_seq in state.holes:
                state.due_seq = state.holes[state.due_seq] + 1
            if state.segments and (
                state.chain != state.head
                or state.seen_totals != audit_.totals
                or state.seen_last_event_id != state.last_event_id
            ):
                _break(state, "its last commit is not the one that the channel ended with")
            if state.due_seq != state.last_seq + 1:
                _break(state, f"events {state.due_seq:,} to {state.last_seq:,} are missing at its end")
            kept = audit_.counted + audit_.dropped + audit_.pinned
            if kept != audit_.totals.stored:
                _break(state, f"its ledger says {audit_.totals.stored:,} stored, its rows {kept:,}")
            if not audit_.balanced:
                _break(state, "its ledger does not balance")

    def _check_pins(self) -> None:
        for row in self._connection.cursor().execute(
            f"SELECT digest, {', '.join('event.' + name for name in EVENT_COLUMNS.split(', '))}"
            " FROM pin LEFT JOIN event ON event.id = pin.event"
        ):
            if row[1] is None:
                self._broken.append("A pinned event is missing.")
            elif not packing.proves(row[0], b"", [packed_row(row[1:])]):
                state = self._states.get(row[2])
                if state is not None:
                    _break(state, f"the pinned event {row[3]:,} was changed")

    def _check_strays(self) -> None:
        """Rows that no commit wrote."""
        total = int(self._connection.execute("SELECT count(*) FROM event").get)
        known = sum(state.audit.counted + state.audit.pinned for state in self._states.values())
        if total > known:
            self._broken.append(f"{total - known:,} events are in the file that no commit wrote.")


def _break(state: _State, sentence: str) -> None:
    if len(state.audit.broken) < _MAX_BROKEN:
        state.audit.broken.append(sentence)
