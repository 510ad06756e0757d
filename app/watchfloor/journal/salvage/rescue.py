"""A new journal from what is left of a damaged one: whole commits as they were, and all else marked."""
# ruff: noqa: S608 - only names of our own are put into SQL

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.core.happening import Warned
from watchfloor.journal import packing
from watchfloor.journal.row import CommitRow, EventRow, packed_row
from watchfloor.journal.salvage.evidence import Evidence
from watchfloor.journal.salvage.gone import Gone
from watchfloor.journal.salvage.retelling import Happening, retold
from watchfloor.journal.salvage.wreck import CHUNK_ROWS, Channel, Wreck, decode_totals
from watchfloor.journal.writer.book import DAMAGED
from watchfloor.journal.writer.segment import encode, ledger_bytes
from watchfloor.journal.writer.transaction import transaction

DOUBTFUL = "doubtful"
_STORED = (
    "SELECT (SELECT count(*) FROM event WHERE channel = ?1)"
    " + coalesce((SELECT sum(events) FROM dropped WHERE channel = ?1 AND reason = 'retention'), 0)"
)


class Rescue:
    """Fills a new file with what can be carved from a damaged one."""

    def __init__(self, connection: apsw.Connection, now_s: float) -> None:
        self._connection = connection
        self._now_s = now_s
        self._wreck = Wreck(connection)
        self._gone = Gone(connection, self._wreck, now_s)
        self._written = 0
        self._due_id = 0
        self._room: Channel | None = None  # before whose commit positions are empty
        self._pinned: list[int] = []  # events that are as they were pinned
        self._untold: dict[int, list[Happening]] = defaultdict(
            list
        )  # by channel: their commit has no event left
        self.intact = self.doubtful = 0
        self.losses: dict[str, int] = {}

    def run(self, path: Path) -> "Rescue":
        with transaction(self._connection):
            self._wreck.read(path)
            self._evidence = Evidence(self._connection, self._wreck)
            self._gone.begin_after_retention(self._evidence)
            self._keep_pins()
            self._gone.miss_pins()
            self._keep_segments()
            self._end_channels()
        return self

    def _keep_pins(self) -> None:
        """A pinned event has a digest of its own, whatever became of its commit."""
        for pin in self._wreck.pins.values():
            id_, _, _, digest = pin
            for row in self._evidence.rows(id_, id_ + 1):
                if packing.proves(digest, b"", [packed_row(row)]):
                    self._pinned.append(id_)
                elif not self._evidence.is_proven(id_):
                    self._connection.execute(f"UPDATE event SET mark = '{DOUBTFUL}' WHERE id = ?", (id_,))
            for row in self._evidence.rows(id_, id_ + 1):
                sealed = packing.digest(b"", [packed_row(row)])
                self._connection.execute("INSERT INTO pin VALUES (?,?,?,?)", (*pin[:3], sealed))

    def _keep_segments(self) -> None:
        """In the order of the file: whole commits as they were, and what is left of the others."""
        covered = 0
        segments = self._evidence.segments
        for segment, following in zip_longest(segments, segments[1:]):
            self._keep_runs(self._remains(covered + 1, segment.first_id), [])
            end_id = segment.last_id + 1
            if following is not None and not self._evidence.is_whole(segment):
                end_id = min(end_id, following.first_id)  # what its own row says may be wrong
            self._keep_segment(segment, max(covered + 1, segment.first_id), end_id)
            covered = max(covered, end_id - 1)
        self._keep_runs(self._remains(covered + 1, 1 << 62), [])

    def _keep_segment(self, segment: CommitRow, first_id: int, end_id: int) -> None:
        channel = self._wreck.channels[segment.channel]
        happenings = self._evidence.happenings(segment)
        if not self._evidence.is_whole(segment):
            self._untold[channel.id] += self._keep_runs(self._remains(first_id, end_id), happenings)
        elif segment.first_seq >= channel.due_seq:
            packed = [packed_row(row) for row in self._evidence.rows(segment.first_id, segment.last_id + 1)]
            self.intact += segment.count
            self._gone.skip_to(channel, segment.first_seq)
            channel.totals = decode_totals(segment.totals)
            channel.seen_event_id = segment.last_event_id
            self._write(channel, segment.first_id, packed, segment.totals, happenings)
        else:
            self._delete(segment.first_id, segment.last_id)

    def _remains(self, low: int, high: int) -> Iterator[EventRow]:
        """Events that no whole commit holds, but for those that are pinned in what retention dropped."""
        for row in self._evidence.rows(low, high):
            is_kept = row[0] in self._wreck.pins and row[2] < self._wreck.channels[row[1]].due_seq
            if not (is_kept or self._evidence.is_proven(row[0])):
                yield row

    def _delete(self, first_id: int, last_id: int) -> None:
        self._connection.execute(
            "DELETE FROM event WHERE id BETWEEN ? AND ? AND id NOT IN (SELECT event FROM pin)",
            (first_id, last_id),
        )

    def _keep_runs(self, rows: Iterator[EventRow], happenings: list[Happening]) -> list[Happening]:
        """Each stretch of events side by side; the lines of the story that are still to be told."""
        run: list[EventRow] = []
        for row in rows:
            if run and (not _follows(run[-1], row) or len(run) == CHUNK_ROWS):
                happenings = self._keep_run(run, happenings)
                run = []
            run.append(row)
        return self._keep_run(run, happenings) if run else happenings

    def _keep_run(self, run: list[EventRow], happenings: list[Happening]) -> list[Happening]:
        """What nothing proves is kept and marked, unless it was there before or will be."""
        first_id, channel_id, first_seq = run[0][:3]
        span = (first_id, run[-1][0])
        channel = self._wreck.channels[channel_id]
        if first_seq < channel.due_seq or self._evidence.is_due(channel, run[-1][2]):
            self._delete(*span)
            return happenings
        self._connection.execute(
            f"UPDATE event SET mark = '{DOUBTFUL}' WHERE id BETWEEN ? AND ?"
            " AND id NOT IN (SELECT value FROM json_each(?))",
            (*span, msgspec.json.encode(self._pinned).decode()),
        )
        self.doubtful += len(run)
        self._gone.skip_to(channel, first_seq)
        packed = [packed_row(row) for row in self._evidence.rows(span[0], span[1] + 1)]
        if run[-1][8]:
            channel.seen_event_id = run[-1][8]
        self._write(channel, first_id, packed, encode(channel.totals).decode(), happenings)
        return []

    def _write(
        self, channel: Channel, first_id: int, packed: list[bytes], totals: str, happenings: list[Happening]
    ) -> None:
        self._written += 1
        if self._due_id and first_id > self._due_id:
            self._room = self._room or channel
        self._due_id = first_id + len(packed)
        happenings = [*self._untold.pop(channel.id, []), *happenings]
        story = retold(happenings, channel, first_id, channel.due_seq, self._due_id - 1, self._now_s)
        ledger = ledger_bytes(
            channel.due_seq, channel.seen_event_id, totals.encode(), [body.encode() for *_, body in story]
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
            [(channel.id, self._written, *line) for line in story],
        )
        channel.due_seq += len(packed)

    def _end_channels(self) -> None:
        last_id = int(self._connection.execute("SELECT coalesce(max(id), 0) FROM event").get)
        last_id = max(last_id, self._due_id - 1)
        for channel in self._wreck.channels.values():
            if channel.guessed and channel.due_seq == 1:
                continue  # what named it was put right
            tail_lost = channel.last_seq >= channel.due_seq
            self._gone.skip_to(channel, channel.last_seq + 1)
            if not tail_lost and channel.last_event_id:
                channel.seen_event_id = channel.last_event_id
            self._gone.end(channel)
            self._end_channel(channel, last_id)
            if channel.lost:
                self.losses[channel.name] = channel.lost
        if self._room is not None and not self.losses:
            self._gone.excuse_room(self._room)

    def _end_channel(self, channel: Channel, last_id: int) -> None:
        """The channel's row, after a last commit that says in the ledger what could not be saved."""
        totals = _settled(channel, int(self._connection.execute(_STORED, (channel.id,)).get))
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
        happening = (0, channel.id, 0, last_id, "warned", encode(_warning(channel, self._now_s)).decode())
        self._write(channel, last_id + 1, [], encode(totals).decode(), [happening] if channel.lost else [])
        self._connection.execute("UPDATE channel SET head = ? WHERE id = ?", (channel.chain, channel.id))
        self._connection.execute(
            "INSERT INTO name(channel, name, url, profile) VALUES (?,?,?,?)",
            (channel.id, channel.name, channel.url, channel.profile),
        )


def _follows(before: EventRow, row: EventRow) -> bool:
    """Whether two events were written side by side."""
    return row[1] == before[1] and row[0] == before[0] + 1 and row[2] == before[2] + 1


def _warning(channel: Channel, at_s: float) -> Warned:
    return Warned(
        channel=channel.name,
        at_s=at_s,
        after_seq=channel.due_seq - 1,
        code="salvaged",
        message=f"The journal was damaged: {channel.lost:,} events of this channel could not be saved.",
    )


def _settled(channel: Channel, stored: int) -> Totals:
    """The ledger after the mishap: what is lost was received, and is now refused as damaged."""
    totals = channel.newest if channel.newest.received >= channel.totals.received else channel.totals
    refused = dict(totals.refused)
    if channel.lost:
        refused[DAMAGED] = refused.get(DAMAGED, 0) + channel.lost
    return Totals(
        stored + totals.duplicates + sum(refused.values()), stored, totals.duplicates, refused, totals.missing
    )
