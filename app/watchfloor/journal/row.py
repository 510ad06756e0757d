"""An event, and a commit of events, as they stand in the file."""

from typing import TypeAlias

import apsw
import msgspec

from watchfloor.core.event import Event
from watchfloor.journal import packing

EVENT_COLUMNS = "id, channel, seq, received_us, monotonic_us, own_id, type, mark, event_id, data"
EventRow: TypeAlias = tuple[int, int, int, int, int, int, str, str, str, str]


class Row(msgspec.Struct, gc=False):
    """An event and its position in the journal, by which views page."""

    position: int
    event: Event


def packed_row(row: EventRow) -> bytes:
    """The bytes that this row was inserted from; its segment's digest is made of them."""
    return packing.pack_row(*row[3:])


class CommitRow(msgspec.Struct, array_like=True):
    """What a commit added to one channel: the row of `segment`."""

    id: int
    channel: int
    first_id: int
    first_seq: int
    count: int
    last_event_id: str
    totals: str
    digest: bytes
    chain: bytes

    @property
    def last_id(self) -> int:
        return self.first_id + self.count - 1

    @property
    def last_seq(self) -> int:
        return self.first_seq + self.count - 1


class Stored(msgspec.Struct, array_like=True, gc=False):
    """A row as SQLite hands it over, many at once, in one JSON array."""

    id: int
    channel: str
    seq: int
    received_us: int
    own_id: int
    type: str
    mark: str
    event_id: str
    data: str

    @property
    def event(self) -> Event:
        return Event(
            self.channel,
            self.seq,
            self.received_us / 1_000_000,
            self.type,
            self.data,
            self.event_id,
            bool(self.own_id),
            self.mark,
        )


# One value for all rows: one hand-over of the interpreter lock, however busy the window is.
_STORED = """
SELECT json_group_array(json_array(e.id, c.name, e.seq, e.received_us, e.own_id, e.type, e.mark, e.event_id,
    e.data) ORDER BY e.id) FROM event AS e JOIN channel AS c ON c.id = e.channel WHERE """
_decode = msgspec.json.Decoder(list[Stored]).decode


def stored(connection: apsw.Connection, condition: str, parameters: tuple[object, ...]) -> list[Stored]:
    """The events `e` that meet a condition, in the order of the file."""
    try:
        return _decode(connection.execute(_STORED + condition, parameters).get)
    except msgspec.DecodeError as error:
        raise apsw.CorruptError(f"a row is not what was written: {error}") from error
