"""A damaged journal: set aside whole, and its intact rows moved into a new one under the old name.

The new file is complete before anything is renamed, so that a second mishap at any moment loses nothing.
"""
# ruff: noqa: S608 - only names of our own are put into SQL

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw
import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.event import Totals
from watchfloor.core.happening import Warned
from watchfloor.journal import file, packing
from watchfloor.journal.book import DAMAGED
from watchfloor.journal.carve import carve
from watchfloor.journal.packing import NO_DIGEST
from watchfloor.journal.row import EVENT_COLUMNS, EventRow, packed_row
from watchfloor.journal.segment import encode, ledger_bytes

DOUBTFUL = "doubtful"
_CHUNK_ROWS = 1_000
_decode_totals = msgspec.json.Decoder(Totals).decode
_decode_name = msgspec.json.Decoder(dict[str, Any]).decode


class Salvaged(msgspec.Struct, frozen=True):
    """`intact` events are proven by their commit's digest. `doubtful` ones can be read, but their commit
    lacks a row or does not match its digest: they are kept, and marked. `lost` ones cannot be read."""

    path: Path
    aside: Path
    intact: int
    doubtful: int
    losses: dict[str, int]  # by channel

    @property
    def lost(self) -> int:
        return sum(self.losses.values())

    @property
    def sentence(self) -> str:
        doubtful = (
            f" {self.doubtful:,} more can be read but not proven, and are marked." if self.doubtful else ""
        )
        lost = f"{self.lost:,} could not be saved." if self.lost else "None is missing."
        return (
            f"{self.path.name} was damaged. It is kept as {self.aside.name}; {self.intact:,} intact events "
            f"are in a new file under the old name.{doubtful} {lost}"
        )


def salvage(path: Path, now_s: float) -> Salvaged:
    """Build the new file beside the damaged one, then let them change places."""
    building = Path(f"{path}-salvaging")
    _remove(building)
    try:
        connection = file.open_write(building)
        try:
            found = _Salvage(connection, now_s).run(path)
        finally:
            connection.close(True)
    except apsw.Error as error:
        raise file.known(error, building) from error
    except OSError as error:
        raise KnownError(
            f"{path} is damaged and cannot be read: {error.strerror}. Check its disk."
        ) from error
    ready = Path(f"{path}-salvaged")
    building.replace(ready)
    aside = _aside(path, now_s)
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        if Path(f"{path}{suffix}").exists():
            Path(f"{path}{suffix}").replace(f"{aside}{suffix}")
    ready.replace(path)
    return Salvaged(path, aside, found.intact, found.doubtful, found.losses)


def finish(path: Path) -> None:
    """End a salvage that was interrupted while the files changed places."""
    ready = Path(f"{path}-salvaged")
    if ready.exists() and not path.exists():
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        ready.replace(path)
    _remove(ready)
    _remove(Path(f"{path}-salvaging"))


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _aside(path: Path, now_s: float) -> Path:
    stamp = datetime.fromtimestamp(now_s, UTC).strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}.damaged-{stamp}{more}{path.suffix}")
        if not aside.exists():
            return aside
        number += 1


class _Segment(msgspec.Struct, array_like=True):
    id: int
    channel: int
    first_id: int
    first_seq: int
    count: int
    last_event_id: str
    totals: str
    digest: bytes
    chain: bytes


class _Channel(msgspec.Struct):
    id: int
    name: str
    url: str = ""
    profile: str = ""
    last_event_id: str = ""
    last_seq: int = 0
    newest: Totals = Totals()  # as its own row says
    totals: Totals = Totals()  # as the last intact commit says
    seen_event_id: str = ""
    chain: bytes = NO_DIGEST
    due_seq: int = 1
    lost: int = 0


class _Salvage:
    """Fills a new file with what can be carved from a damaged one."""

    def __init__(self, connection: apsw.Connection, now_s: float) -> None:
        self._connection = connection
        self._now_s = now_s
        self._channels: dict[int, _Channel] = {}
        self._segments: dict[int, _Segment] = {}
        self._happenings: dict[int, dict[int, tuple[Any, ...]]] = {}
        self._pins: dict[int, tuple[Any, ...]] = {}
        self._dropped: dict[int, tuple[Any, ...]] = {}
        self._names: dict[int, tuple[str, str, str]] = {}
        self._written = 0
        self.intact = self.doubtful = 0
        self.losses: dict[str, int] = {}

    def run(self, path: Path) -> "_Salvage":
        with self._connection:
            self._stage(path)
            self._name_channels()
            self._begin_after_retention()
            self._keep_segments()
            self._end_channels()
        return self

    def _stage(self, path: Path) -> None:
        """Events go into the new file as they are found; the rest is little, and stays in memory."""
        events: list[tuple[Any, ...]] = []
        for table, row in carve(path):
            if table == "event":
                events.append(row)
                if len(events) == _CHUNK_ROWS:
                    self._insert_events(events)
                    events.clear()
            else:
                self._stage_row(table, row)
        self._insert_events(events)

    def _insert_events(self, rows: list[tuple[Any, ...]]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO event VALUES (?,?,?,?,?,?,?,?,?,?)", rows)

    def _stage_row(self, table: str, row: tuple[Any, ...]) -> None:
        match table:
            case "segment":
                self._segments.setdefault(row[0], _Segment(*row))
            case "happening":
                self._happenings.setdefault(row[2], {}).setdefault(row[0], row)
            case "pin":
                self._pins[row[0]] = row
            case "dropped":
                known = self._dropped.get(row[0])
                if known is None or known[5] < row[5]:
                    self._dropped[row[0]] = row
            case "name":
                self._names[row[1]] = row[2:]
            case "channel":
                self._stage_channel(row)

    def _stage_channel(self, row: tuple[Any, ...]) -> None:
        """A page that was freed may hold an older copy of the row: the newest one counts."""
        id_, name, url, profile, last_event_id, last_seq, totals, _ = row
        try:
            decoded = _decode_totals(totals)
        except msgspec.DecodeError:
            decoded = Totals()
        known = self._channels.get(id_)
        if known is None or (known.last_seq, known.newest.received) < (last_seq, decoded.received):
            self._channels[id_] = _Channel(id_, name, url, profile, last_event_id, last_seq, decoded)

    def _name_channels(self) -> None:
        """Channels whose row is lost have their name from what befell them, or are numbered."""
        rows: Any = self._connection.execute("SELECT DISTINCT channel FROM event")
        for id_ in sorted(
            {id_ for (id_,) in rows} | {segment.channel for segment in self._segments.values()}
        ):
            if id_ not in self._channels:
                known = self._names.get(id_, (self._told_name(id_) or f"channel {id_}", "", ""))
                self._channels[id_] = _Channel(id_, *known)
        taken: set[str] = set()
        for channel in self._channels.values():
            while channel.name in taken:
                channel.name += "′"
            taken.add(channel.name)

    def _told_name(self, id_: int) -> str:
        for happenings in self._happenings.values():
            for row in happenings.values():
                if row[1] == id_:
                    try:
                        return str(_decode_name(row[5]).get("channel", ""))
                    except msgspec.DecodeError:
                        continue
        return ""

    def _begin_after_retention(self) -> None:
        """What retention had dropped does not come back from pages that were freed."""
        for row in self._dropped.values():
            _, channel_id, reason, *_, last_seq, _, anchor = row
            channel = self._channels.get(channel_id)
            if channel is None:
                continue
            self._connection.execute("INSERT OR REPLACE INTO dropped VALUES (?,?,?,?,?,?,?,?)", row)
            if reason == "retention":
                channel.chain, channel.due_seq = anchor, last_seq + 1
                self._connection.execute(
                    "DELETE FROM event WHERE channel = ? AND seq <= ? AND id NOT IN"
                    " (SELECT value FROM json_each(?))",
                    (channel_id, last_seq, msgspec.json.encode(list(self._pins)).decode()),
                )
        for pin in self._pins.values():
            self._connection.execute(
                "INSERT INTO pin SELECT ?,?,?,? WHERE EXISTS (SELECT 1 FROM event WHERE id = ?)",
                (*pin, pin[0]),
            )

    def _keep_segments(self) -> None:
        """In the order of the file: whole commits as they were, and what is left of the others."""
        covered = 0
        for segment in sorted(self._segments.values(), key=lambda segment: segment.id):
            self._keep_orphans(covered + 1, segment.first_id)
            self._keep_segment(segment)
            covered = max(covered, segment.first_id + segment.count - 1)
        self._keep_orphans(covered + 1, 1 << 62)

    def _rows(self, low: int, high: int) -> Iterator[EventRow]:
        rows: Any = self._connection.cursor().execute(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE id >= ? AND id < ? ORDER BY id", (low, high)
        )
        return iter(rows)

    def _keep_segment(self, segment: _Segment) -> None:
        channel = self._channels[segment.channel]
        rows = list(self._rows(segment.first_id, segment.first_id + segment.count))
        happenings = [row for _, row in sorted(self._happenings.get(segment.id, {}).items())]
        shift = segment.first_id - segment.first_seq
        packed = [packed_row(row) for row in rows if (row[1], row[0] - row[2]) == (segment.channel, shift)]
        bodies = [row[5].encode() for row in happenings]
        ledger = ledger_bytes(segment.first_seq, segment.last_event_id, segment.totals.encode(), bodies)
        whole = len(packed) == segment.count and packing.digest(ledger, packed) == segment.digest
        if whole and segment.first_seq >= channel.due_seq:
            self.intact += segment.count
            self._skip_to(channel, segment.first_seq)
            channel.totals = _decode_totals(segment.totals)
            channel.seen_event_id = segment.last_event_id
            self._write(channel, segment.first_id, packed, segment.totals, happenings)
        elif not whole or rows:
            self._keep_runs(rows, happenings)

    def _keep_orphans(self, low: int, high: int) -> None:
        """Events whose commit's row is lost, but for those that are pinned in what retention dropped."""
        pinned = {pin for pin in self._pins if low <= pin < high}
        orphans = (
            row
            for row in self._rows(low, high)
            if not (row[0] in pinned and row[2] < self._channels[row[1]].due_seq)
        )
        run: list[EventRow] = []
        for row in orphans:
            if run and (not _follows(run[-1], row) or len(run) == _CHUNK_ROWS):
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
        channel = self._channels[channel_id]
        if first_seq < channel.due_seq:
            self._connection.execute("DELETE FROM event WHERE id BETWEEN ? AND ?", span)
            return
        self._connection.execute(
            f"UPDATE event SET mark = '{DOUBTFUL}' WHERE id BETWEEN ? AND ? AND mark = ''", span
        )
        self.doubtful += len(run)
        self._skip_to(channel, first_seq)
        packed = [packed_row(row) for row in self._rows(span[0], span[1] + 1)]
        if run[-1][8]:
            channel.seen_event_id = run[-1][8]
        self._write(channel, first_id, packed, encode(channel.totals).decode(), happenings)

    def _skip_to(self, channel: _Channel, seq: int) -> None:
        """Between what was kept and `seq`, events are lost: say so in the file."""
        lost = seq - channel.due_seq
        if lost <= 0 or self._jumped(channel, seq):
            return
        self._connection.execute(
            "INSERT INTO dropped(channel, reason, at_us, first_seq, last_seq, events, anchor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                channel.id,
                DAMAGED,
                packing.microseconds(self._now_s),
                channel.due_seq,
                seq - 1,
                lost,
                channel.chain,
            ),
        )
        channel.lost += lost
        channel.due_seq = seq

    def _jumped(self, channel: _Channel, seq: int) -> bool:
        """Whether an earlier salvage told of exactly this hole."""
        for _, channel_id, reason, _, first_seq, last_seq, *_ in self._dropped.values():
            if (channel_id, reason, first_seq, last_seq) == (channel.id, DAMAGED, channel.due_seq, seq - 1):
                channel.due_seq = seq
                return True
        return False

    def _write(
        self,
        channel: _Channel,
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
        for channel in self._channels.values():
            tail_lost = channel.last_seq >= channel.due_seq
            self._skip_to(channel, channel.last_seq + 1)
            if not tail_lost and channel.last_event_id:
                channel.seen_event_id = channel.last_event_id
            self._end_channel(channel, last_id)
            if channel.lost:
                self.losses[channel.name] = channel.lost

    def _end_channel(self, channel: _Channel, last_id: int) -> None:
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


def _settled(channel: _Channel, stored: int) -> Totals:
    """The ledger after the mishap: what is lost was received, and is now refused as damaged."""
    totals = channel.newest if channel.newest.received >= channel.totals.received else channel.totals
    refused = dict(totals.refused)
    if channel.lost:
        refused[DAMAGED] = refused.get(DAMAGED, 0) + channel.lost
    return Totals(
        stored + totals.duplicates + sum(refused.values()), stored, totals.duplicates, refused, totals.missing
    )
