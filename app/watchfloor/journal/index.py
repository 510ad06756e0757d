"""The indexes that are filled behind the stream: words, readings and zones.

They cost more than the events themselves, so that the stream never waits for them: they follow in
slices, when nothing is due. `progress.indexed` is the last position they hold; a reader looks at the
events after it one by one, so that an index that is behind makes a query slower, never wrong.
"""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections.abc import Callable
from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.fold import searchable
from watchfloor.core.query.moment import time_us
from watchfloor.journal.row import Stored, stored
from watchfloor.journal.writer.transaction import transaction

SLICE_EVENTS = 500
CATCH_UP_EVENTS = 2_000  # when nothing else is waiting
_SLICE_BYTES = 4 << 20
DOUBTED_EVENTS = 20_000  # so many are looked at in one go for having been read by nobody

Read = Callable[[Event], Reading | None]


def tolerant(read: Read) -> Read:
    """A profile that trips over an event must not stop the record: that event has no reading."""

    def reading(event: Event) -> Reading | None:
        try:
            return read(event)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
            return None

    return reading


_SLICE_END = """
SELECT max(id) FROM (
    SELECT id, sum(octet_length(data)) OVER (ORDER BY id) AS size, row_number() OVER (ORDER BY id) AS n
    FROM (SELECT id, data FROM event WHERE id > ?1 ORDER BY id LIMIT ?2)
) WHERE size <= ?3 OR n = 1"""

_WORDS = r"""
INSERT INTO words(rowid, text)
SELECT id, CASE
    WHEN instr(data, '\') = 0 AND length(data) = octet_length(data) AND length(type) = octet_length(type)
        AND length(event_id) = octet_length(event_id)
    THEN type || ' ' || iif(own_id, event_id, '') || ' ' || data
    ELSE searchable(type, iif(own_id, event_id, ''), data) END
FROM event WHERE id > ? AND id <= ?"""

COLUMNS = """
event channel seq received_us size type mark kind time_us title severity confidence lat lon place
from_lat from_lon from_place source metric value
""".split()  # noqa: SIM905 - a list of twenty quoted names reads worse


_READINGS = (
    f"INSERT OR REPLACE INTO reading({', '.join(COLUMNS)}) SELECT "
    + ", ".join(f"value->>{number}" for number in range(len(COLUMNS)))
    + " FROM json_each(?)"
)

# A zone names the few channels, kinds, sources, places and marks of its events; NULL where they are many.
_FEW = """(SELECT iif(count(*) <= 24, json_group_array(name), NULL)
    FROM (SELECT DISTINCT {} AS name FROM reading AS r {} WHERE r.event BETWEEN ?1 AND ?2)
    WHERE name <> '')"""
_KINDS = """(SELECT iif(count(*) <= 24, json_group_array(name), NULL) FROM (
    SELECT type AS name FROM reading WHERE event BETWEEN ?1 AND ?2
    UNION SELECT kind FROM reading WHERE event BETWEEN ?1 AND ?2) WHERE name <> '')"""
_ZONE = f"""
INSERT OR REPLACE INTO zone
SELECT ?1, ?2, min(received_us), max(received_us), min(time_us), max(time_us),
    min(severity), max(severity), min(value), max(value), min(lat), max(lat),
    {_FEW.format("c.name", "JOIN channel AS c ON c.id = r.channel")}, {_KINDS},
    {_FEW.format("source", "")}, {_FEW.format("place", "")}, {_FEW.format("mark", "")}
FROM reading WHERE event BETWEEN ?1 AND ?2 HAVING count(*) > 0"""

# The newest that nobody has read, as many as one slice holds.
_UNREAD = """
SELECT json_group_array(id) FROM (
    SELECT id, sum(size) OVER (ORDER BY id DESC) AS size, row_number() OVER (ORDER BY id DESC) AS n
    FROM (SELECT event AS id, size FROM reading WHERE event > ?1 AND event <= ?2 AND kind IS NULL
        ORDER BY event DESC LIMIT ?3)
) WHERE size <= ?4 OR n = 1"""
_AMONG = "e.id IN (SELECT value FROM json_each(?))"

_encode = msgspec.json.encode


class Index:
    """Follows the events of one writing connection, a slice at a time, each in one transaction."""

    def __init__(self, connection: apsw.Connection, read: Read) -> None:
        self._connection = connection
        self._read = tolerant(read)
        connection.create_scalar_function("searchable", _searchable, 3, deterministic=True)
        self._channels: dict[str, int] = {}
        self.done = int(connection.execute("SELECT indexed FROM progress").get or 0)
        self.doubted = int(connection.execute("SELECT position FROM doubt").get or 0)

    def step(self, last_id: int, events: int = SLICE_EVENTS) -> bool:
        """Take the next slice, up to `last_id`; False when there is nothing left."""
        if self.done >= last_id:
            return False
        with transaction(self._connection):
            end = self._connection.execute(_SLICE_END, (self.done, events, _SLICE_BYTES)).get
            end = last_id if end is None else int(end)
            self._connection.execute(_WORDS, (self.done, end))
            self._keep_readings(end)
            self._connection.execute(_ZONE, (self._zone_first(), end))
            self._connection.execute("UPDATE progress SET indexed = ?", (end,))
        self.done = end
        return self.done < last_id

    def read_doubted(self) -> None:
        """Look at the next of what an earlier version may have indexed without reading it, and read that."""
        first = max(0, self.doubted - DOUBTED_EVENTS)
        with transaction(self._connection):
            bounds = (first, self.doubted, SLICE_EVENTS, _SLICE_BYTES)
            unread: list[int] = msgspec.json.decode(self._connection.execute(_UNREAD, bounds).get)
            if unread:
                first = min(unread) - 1
                self._keep_rows(stored(self._connection, _AMONG, (_encode(unread).decode(),)))
                for zone in self._zones(first + 1, max(unread)):
                    self._connection.execute(_ZONE, zone)
            self._connection.execute("UPDATE doubt SET position = ?", (first,))
        self.doubted = first

    def _zones(self, first: int, last: int) -> list[tuple[int, int]]:
        """Those that hold any of these positions."""
        rows: Any = self._connection.execute(
            "SELECT first, last FROM zone WHERE last >= ? AND first <= ?", (first, last)
        ).fetchall()
        return [(int(low), int(high)) for low, high in rows]

    def _zone_first(self) -> int:
        """Where the zone begins that the next events belong to: the last one, while it is small."""
        last = self._connection.execute("SELECT first FROM zone ORDER BY first DESC LIMIT 1").get
        return int(last) if last is not None and self.done + 1 - int(last) < SLICE_EVENTS else self.done + 1

    def _keep_readings(self, end: int) -> None:
        self._keep_rows(stored(self._connection, "e.id > ? AND e.id <= ?", (self.done, end)))

    def _keep_rows(self, rows: list[Stored]) -> None:
        columns = [self._columns(row) for row in rows]
        self._connection.execute(_READINGS, (_encode(columns).decode(),))

    def _columns(self, row: Stored) -> tuple[object, ...]:
        size = len(row.data) if row.data.isascii() else len(row.data.encode())
        known = (row.id, self._channel(row.channel), row.seq, row.received_us, size, row.type, row.mark)
        reading = self._read(row.event)
        if reading is None:
            return (*known, None, row.received_us, *(None,) * 12)
        return (
            *known,
            reading.kind,
            time_us(reading.time_s, row.received_us),
            reading.title,
            _real(reading.severity),
            _real(reading.confidence),
            _real(reading.place_lat),
            _real(reading.place_lon),
            reading.place,
            _real(reading.from_lat),
            _real(reading.from_lon),
            reading.from_place,
            reading.source,
            reading.metric,
            _real(reading.value),
        )

    def _channel(self, name: str) -> int:
        if name not in self._channels:
            rows: Any = self._connection.execute("SELECT name, id FROM channel")
            self._channels = dict(rows)
        return self._channels[name]

    def forget_names(self) -> None:
        """The channels are called otherwise now."""
        self._channels = {}

    def finish(self, last_id: int) -> None:
        while self.step(last_id, CATCH_UP_EVENTS):
            pass

    def restart(self) -> None:
        """Forget what was indexed; it is built anew, in slices."""
        with transaction(self._connection):
            self._connection.execute(
                "DELETE FROM reading; DELETE FROM zone; INSERT INTO words(words) VALUES ('delete-all')"
            )
            self._connection.execute("UPDATE progress SET indexed = 0; UPDATE doubt SET position = 0")
        self.done = self.doubted = 0


def _searchable(*texts: Any) -> str:
    return searchable(*texts)


def _real(number: float | None) -> float | None:
    return None if number is None else float(number)
