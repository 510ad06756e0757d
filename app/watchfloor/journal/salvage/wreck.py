"""What can still be read in a damaged journal, sorted by what it is."""

from pathlib import Path
from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.journal.packing import NO_DIGEST
from watchfloor.journal.row import CommitRow
from watchfloor.journal.salvage.carve import carve

CHUNK_ROWS = 1_000
_MOST = (
    1 << 60
)  # beyond any number that was ever counted or measured here; there is room above it to count on
decode_totals = msgspec.json.Decoder(Totals).decode
_decode_name = msgspec.json.Decoder(dict[str, Any]).decode


class Channel(msgspec.Struct):
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
    guessed: bool = False  # only an event or a commit says that there is such a channel


class Wreck:
    """The rows of one damaged file: its events go into a new one at once, the rest is little."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.channels: dict[int, Channel] = {}
        self.segments: dict[int, CommitRow] = {}
        self.happenings: dict[int, dict[int, tuple[Any, ...]]] = {}  # by segment
        self.pins: dict[int, tuple[Any, ...]] = {}
        self.dropped: dict[int, tuple[Any, ...]] = {}
        self._names: dict[int, tuple[str, str, str]] = {}
        self._connection = connection

    def read(self, path: Path) -> None:
        """Events go into the new file as they are found; the rest is little, and stays in memory."""
        events: list[tuple[Any, ...]] = []
        for table, row in carve(path):
            if not _is_possible(row):
                continue
            if table == "event":
                if row[0] > 0:  # positions begin with 1
                    events.append(row)
                if len(events) == CHUNK_ROWS:
                    self._insert_events(events)
                    events.clear()
            else:
                self._stage_row(table, row)
        self._insert_events(events)
        self._name_channels()

    def _insert_events(self, rows: list[tuple[Any, ...]]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO event VALUES (?,?,?,?,?,?,?,?,?,?)", rows)

    def _stage_row(self, table: str, row: tuple[Any, ...]) -> None:
        match table:
            case "segment":
                self.segments.setdefault(row[0], CommitRow(*row))
            case "happening":
                self.happenings.setdefault(row[2], {}).setdefault(row[0], row)
            case "pin":
                self.pins[row[0]] = row
            case "dropped":
                known = self.dropped.get(row[0])
                if known is None or known[5:7] < row[5:7]:
                    self.dropped[row[0]] = row
            case "name":
                self._names[row[1]] = row[2:]
            case "channel":
                self._stage_channel(row)

    def _stage_channel(self, row: tuple[Any, ...]) -> None:
        """A page that was freed may hold an older copy of the row: the newest one counts."""
        id_, name, url, profile, last_event_id, last_seq, totals, _ = row
        try:
            decoded = decode_totals(totals)
        except msgspec.DecodeError:
            decoded = Totals()
        if 0 < decoded.received < last_seq:
            last_seq = decoded.received  # it has numbered more events than ever came
        known = self.channels.get(id_)
        if known is None or (known.last_seq, known.newest.received) < (last_seq, decoded.received):
            self.channels[id_] = Channel(id_, name, url, profile, last_event_id, last_seq, decoded)

    def _name_channels(self) -> None:
        """Channels whose row is lost have their name from what befell them, or are numbered."""
        rows: Any = self._connection.execute("SELECT DISTINCT channel FROM event")
        for id_ in sorted({id_ for (id_,) in rows} | {segment.channel for segment in self.segments.values()}):
            if id_ not in self.channels:
                known = self._names.get(id_, (self._told_name(id_) or f"channel {id_}", "", ""))
                self.channels[id_] = Channel(id_, *known, guessed=True)
        taken: set[str] = set()
        for channel in self.channels.values():
            while channel.name in taken:
                channel.name += "′"
            taken.add(channel.name)

    def _told_name(self, id_: int) -> str:
        for happenings in self.happenings.values():
            for row in happenings.values():
                if row[1] == id_:
                    try:
                        return str(_decode_name(row[5]).get("channel", ""))
                    except msgspec.DecodeError:
                        continue
        return ""


def _is_possible(row: tuple[Any, ...]) -> bool:
    return all(-_MOST < value < _MOST for value in row if isinstance(value, int))
