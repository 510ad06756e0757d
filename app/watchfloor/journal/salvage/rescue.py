"""A new journal from what is left of a damaged one: whole commits as they were, and all else marked."""
# ruff: noqa: S608 - only names of our own are put into SQL

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.core.happening import Warned
from watchfloor.journal import packing
from watchfloor.journal.row import EVENT_COLUMNS, EventRow, packed_row
from watchfloor.journal.salvage.wreck import CHUNK_ROWS, Channel, Segment, Wreck, decode_totals
from watchfloor.journal.writer.book import DAMAGED
from watchfloor.journal.writer.segment import encode, ledger_bytes
from watchfloor.journal.writer.transaction import transaction

DOUBTFUL = "doubtful"


class Rescue:
    """Fills a new file with what can be carved from a damaged one."""

    def __init__(self, connection: apsw.Connection, now_s: float) -> None:
        self._connection = connection
        self._now_s = now_s
        self._wreck = Wreck(connection)
        self._written = 0
        self._proven: list[int] = []  # pinned events that are as they were pinned
        self.intact = self.doubtful = 0
        self.losses: dict[str, int] = {}

    def run(self, path: Path) -> "Rescue":
        with transaction(self._connection):
            self._wreck.read(path)
            self._begin_after_retention()
            self._keep_segments()
            self._end_channels()
        return self

    def _begin_after_retention(self) -> None:
        """What retention had dropped does not come back from pages that were freed."""
        for row in self._wreck.dropped.values():
            _, channel_id, reason, *_, last_seq, _, anchor = row
            channel = self._wreck.channels.get(channel_id)
            if channel is None:
                continue
            self._connection.execute("INSERT OR REPLACE INTO dropped VALUES (?,?,?,?,?,?,?,?)", row)
            if reason == "retention":
                channel.chain, channel.due_seq = anchor, last_seq + 1
                self._connection.execute(
                    "DELETE FROM event WHERE channel = ? AND seq <= ? AND id NOT IN"
                    " (SELECT value FROM json_each(?))",
                    (channel_id, last_seq, msgspec.json.encode(list(self._wreck.pins)).decode()),
                )
        for pin in self._wreck.pins.values():
            self._connection.execute(
                "INSERT INTO pin SELECT ?,?,?,? WHERE EXISTS (SELECT 1 FROM event WHERE id = ?)",
                (*pin, pin[0]),
            )
        self._prove_pins()
        self._miss_pins()

    def _prove_pins(self) -> None:
        """A pinned event has a digest of its own, whatever became of its commit."""
        for id_, _, _, digest in self._wreck.pins.values():
            for row in self._rows(id_, id_ + 1):
                if packing.proves(digest, b"", [packed_row(row)]):
                    self._proven.append(id_)
                else:
                    self._connection.execute(
                        f"UPDATE event SET mark = '{DOUBTFUL}' WHERE id = ? AND mark = ''", (id_,)
                    )
            for row in self._rows(id_, id_ + 1):
                sealed = packing.digest(b"", [packed_row(row)])
                self._connection.execute("UPDATE pin SET digest = ? WHERE event = ?", (sealed, id_))

    def _miss_pins(self) -> None:
        """Of what retention passed by, all that was neither dropped nor lost before was pinned."""
        rows = self._wreck.dropped.values()
        for _, id_, reason, _, first_seq, last_seq, events, anchor in rows:
            channel = self._wreck.channels.get(id_)
            if reason != "retention" or channel is None:
                continue
            known = sum(
                row[6]
                for row in rows
                if row[1:3] == (id_, DAMAGED) and first_seq <= row[4] and row[5] <= last_seq
            )
            pinned = "SELECT count(*) FROM event WHERE channel = ? AND seq <= ?"
            here = int(self._connection.execute(pinned, (id_, last_seq)).get)
            lost = last_seq - first_seq + 1 - events - known - here
            if lost > 0:  # which ones they were, nobody knows any more
                self._tell_lost(channel, last_seq, last_seq, lost, anchor)

    def _keep_segments(self) -> None:
        """In the order of the file: whole commits as they were, and what is left of the others."""
        covered = 0
        for segment in sorted(self._wreck.segments.values(), key=lambda segment: segment.id):
            self._keep_orphans(covered + 1, segment.first_id)
            self._keep_segment(segment)
            covered = max(covered, segment.first_id + segment.count - 1)
        self._keep_orphans(covered + 1, 1 << 62)

    def _rows(self, low: int, high: int) -> Iterator[EventRow]:
        rows: Any = self._connection.cursor().execute(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE id >= ? AND id < ? ORDER BY id", (low, high)
        )
        return iter(rows)

    def _keep_segment(self, segment: Segment) -> None:
        channel = self._wreck.channels[segment.channel]
        rows = list(self._rows(segment.first_id, segment.first_id + segment.count))
        happenings = [row for _, row in sorted(self._wreck.happenings.get(segment.id, {}).items())]
        shift = segment.first_id - segment.first_seq
        packed = [packed_row(row) for row in rows if (row[1], row[0] - row[2]) == (segment.channel, shift)]
        bodies = [row[5].encode() for row in happenings]
        ledger = ledger_bytes(segment.first_seq, segment.last_event_id, segment.totals.encode(), bodies)
        whole = len(packed) == segment.count and packing.proves(segment.digest, ledger, packed)
        if whole and segment.first_seq >= channel.due_seq:
            self.intact += segment.count
            self._skip_to(channel, segment.first_seq)
            channel.totals = decode_totals(segment.totals)
            channel.seen_event_id = segment.last_event_id
            self._write(channel, segment.first_id, packed, segment.totals, happenings)
        elif not whole or rows:
            self._keep_runs(rows, happenings)

    def _keep_orphans(self, low: int, high: int) -> None:
        """Events whose commit's row is lost, but for those that are pinned in what retention dropped."""
        pinned = {pin for pin in self._wreck.pins if low <= pin < high}
        orphans = (
            row
            for row in self._rows(low, high)
            if not (row[0] in pinned and row[2] < self._wreck.channels[row[1]].due_seq)
        )
        run: list[EventRow] = []
        for row in orphans:
            if run and (not _follows(run[-1], row) or len(run) == CHUNK_ROWS):
                self._keep_run(run, [])
                run = []
            run.append(row)
        if run:
            self._keep_run(run, [])

    def _keep_runs(self, rows: list[EventRow], happenings: list[tuple[Any, ...]]) -> None:
        run: list[EventRow] = []
        for row in rows:
            if run and not _follows(run[-1], row):
                self._keep_run(run, happenings)
                run, happenings = [], []
            run.append(row)
        if run:
            self._keep_run(run, happenings)

    def _keep_run(self, run: list[EventRow], happenings: list[tuple[Any, ...]]) -> None:
        """Events side by side that nothing proves: kept and marked, unless they were there before."""
        first_id, channel_id, first_seq = run[0][:3]
        span = (first_id, run[-1][0])
        channel = self._wreck.channels[channel_id]
        if first_seq < channel.due_seq:
            self._connection.execute("DELETE FROM event WHERE id BETWEEN ? AND ?", span)
            return
        self._connection.execute(
            f"UPDATE event SET mark = '{DOUBTFUL}' WHERE id BETWEEN ? AND ? AND mark = ''"
            " AND id NOT IN (SELECT value FROM json_each(?))",
            (*span, msgspec.json.encode(self._proven).decode()),
        )
        self.doubtful += len(run)
        self._skip_to(channel, first_seq)
        packed = [packed_row(row) for row in self._rows(span[0], span[1] + 1)]
        if run[-1][8]:
            channel.seen_event_id = run[-1][8]
        self._write(channel, first_id, packed, encode(channel.totals).decode(), happenings)

    def _skip_to(self, channel: Channel, seq: int) -> None:
        """Between what was kept and `seq`, events are lost: say so in the file."""
        lost = seq - channel.due_seq
        if lost <= 0 or self._jumped(channel, seq):
            return
        self._tell_lost(channel, channel.due_seq, seq - 1, lost, channel.chain)
        channel.due_seq = seq

    def _tell_lost(self, channel: Channel, first_seq: int, last_seq: int, events: int, chain: bytes) -> None:
        self._connection.execute(
            "INSERT INTO dropped(channel, reason, at_us, first_seq, last_seq, events, anchor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                channel.id,
                DAMAGED,
                packing.microseconds(self._now_s),
                first_seq,
                last_seq,
                events,
                chain,
            ),
        )
        channel.lost += events

    def _jumped(self, channel: Channel, seq: int) -> bool:
        """Whether an earlier salvage told of exactly this hole."""
        for _, channel_id, reason, _, first_seq, last_seq, *_ in self._wreck.dropped.values():
            if (channel_id, reason, first_seq, last_seq) == (channel.id, DAMAGED, channel.due_seq, seq - 1):
                channel.due_seq = seq
                return True
        return False

    def _write(
        self,
        channel: Channel,
        first_id: int,
        packed: list[bytes],
        totals: str,
        happenings: Iterable[tuple[Any, ...]],
    ) -> None:
        self._written += 1
        kept = list(happenings)
        ledger = ledger_bytes(
            channel.due_seq, channel.seen_event_id, totals.encode(), [row[5].encode() for row in kept]
        )
        digest = packing.digest(ledger, packed)
        channel.chain = packing.chain(channel.chain, digest)
        self._connection.execute(
            "INSERT INTO segment VALUES (?,?,?,?,?,?,?,?,?)",
            (
                self._written,
                channel.id,
                first_id,
                channel.due_seq,
                len(packed),
                channel.seen_event_id,
                totals,
                digest,
                channel.chain,
            ),
        )
        self._connection.executemany(
            "INSERT INTO happening(channel, segment, after_id, kind, body) VALUES (?,?,?,?,?)",
            [(row[1], self._written, *row[3:]) for row in kept],
        )
        channel.due_seq += len(packed)

    def _end_channels(self) -> None:
        last_id = int(self._connection.execute("SELECT coalesce(max(id), 0) FROM event").get)
        for channel in self._wreck.channels.values():
            tail_lost = channel.last_seq >= channel.due_seq
            self._skip_to(channel, channel.last_seq + 1)
            if not tail_lost and channel.last_event_id:
                channel.seen_event_id = channel.last_event_id
            self._end_channel(channel, last_id)
            if channel.lost:
                self.losses[channel.name] = channel.lost

    def _end_channel(self, channel: Channel, last_id: int) -> None:
        """The channel's row, after a last commit that says in the ledger what could not be saved."""
        stored = int(
            self._connection.execute(
                "SELECT (SELECT count(*) FROM event WHERE channel = ?1) + coalesce("
                "(SELECT sum(events) FROM dropped WHERE channel = ?1 AND reason = 'retention'), 0)",
                (channel.id,),
            ).get
        )
        totals = _settled(channel, stored)
        self._connection.execute(
            "INSERT INTO channel VALUES (?,?,?,?,?,?,?,?)",
            (
                channel.id,
                channel.name,
                channel.url,
                channel.profile,
                channel.seen_event_id,
                channel.due_seq - 1,
                encode(totals).decode(),
                channel.chain,
            ),
        )
        warning = Warned(
            channel=channel.name,
            at_s=self._now_s,
            after_seq=channel.due_seq - 1,
            code="salvaged",
            message=f"The journal was damaged: {channel.lost:,} events of this channel could not be saved.",
        )
        happening = (0, channel.id, 0, last_id, "warned", encode(warning).decode())
        self._write(channel, last_id + 1, [], encode(totals).decode(), [happening] if channel.lost else [])
        self._connection.execute("UPDATE channel SET head = ? WHERE id = ?", (channel.chain, channel.id))
        self._connection.execute(
            "INSERT INTO name(channel, name, url, profile) VALUES (?,?,?,?)",
            (channel.id, channel.name, channel.url, channel.profile),
        )


def _follows(before: EventRow, row: EventRow) -> bool:
    """Whether two events were written side by side."""
    return row[1] == before[1] and row[0] == before[0] + 1 and row[2] == before[2] + 1


def _settled(channel: Channel, stored: int) -> Totals:
    """The ledger after the mishap: what is lost was received, and is now refused as damaged."""
    totals = channel.newest if channel.newest.received >= channel.totals.received else channel.totals
    refused = dict(totals.refused)
    if channel.lost:
        refused[DAMAGED] = refused.get(DAMAGED, 0) + channel.lost
    return Totals(
        stored + totals.duplicates + sum(refused.values()), stored, totals.duplicates, refused, totals.missing
    )
