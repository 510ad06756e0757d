"""A journal's events in the forms that other programs read. Each takes pages and holds only one."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.query.field import json_path

FORMATS = ("ndjson", "csv", "parquet")
OWN_FIELDS = ("channel", "seq", "id", "type", "received_at", "mark", "data")
READ_FIELDS = (
    "kind",
    "time",
    "title",
    "severity",
    "confidence",
    "lat",
    "lon",
    "place",
    "source",
    "metric",
    "value",
    "text",
)
DEFAULT_FIELDS = OWN_FIELDS
# What spreadsheets take for the beginning of a formula.
_RISKY = ("=", "+", "-", "@", "\t", "\r")
# Beyond \n, some programs end a line at these; JSON may write them as escapes.
_LINE_ENDS = {
    "\u0085".encode(): b"\\u0085",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}
_encode = msgspec.json.Encoder().encode


class Sheet(Protocol):
    """One file being written."""

    def write(self, rows: Sequence[Any]) -> None: ...
    def close(self) -> None:
        """Write what belongs at the end. The stream itself stays open."""
        ...


def iso(at_s: float) -> str:
    """A moment as ISO 8601 in UTC, to the microsecond."""
    at = datetime.fromtimestamp(at_s, UTC)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def ndjson_line(event: Event) -> bytes:
    """An event as one line of JSON."""
    return json_line(
        {
            "id": event.id,
            "type": event.type,
            "data": event.data,
            "received_at": iso(event.received_at_s),
            "seq": event.seq,
            "channel": event.channel,
        }
    )


def json_line(row: dict[str, Any]) -> bytes:
    """One line of JSON that nothing but its end divides."""
    line = _encode(row)
    if not line.isascii():
        for end, escaped in _LINE_ENDS.items():
            line = line.replace(end, escaped)
    return line + b"\n"


class NdjsonSheet:
    """`line` tells how a row is written: as a rule it is an event."""

    def __init__(self, stream: BinaryIO, line: Callable[[Any], bytes] = ndjson_line) -> None:
        self._stream = stream
        self._line = line

    def write(self, rows: Sequence[Any]) -> None:
        self._stream.write(b"".join([self._line(row) for row in rows]))

    def close(self) -> None:
        self._stream.flush()


class Layout(Protocol):
    """What a table has, and how a row fills it."""

    fields: tuple[str, ...]

    def values(self, row: Any, /) -> list[Any]: ...


class Columns:
    """The chosen fields of an event: its own, what its profile reads, or paths into its JSON."""

    def __init__(self, fields: Sequence[str], read: Callable[[Event], Any]) -> None:
        self.fields = tuple(fields)
        self._read = read
        self._needs_reading = any(field in READ_FIELDS for field in fields)
        self._needs_document = any(field not in (*OWN_FIELDS, *READ_FIELDS) for field in fields)

    def values(self, event: Event) -> list[Any]:
        reading = self._read(event) if self._needs_reading else None
        document = _document(event.data) if self._needs_document else None
        return [self._value(field, event, reading, document) for field in self.fields]

    def _value(self, field: str, event: Event, reading: Any, document: Any) -> Any:
        match field:
            case "received_at":
                return iso(event.received_at_s)
            case "channel" | "seq" | "id" | "type" | "mark" | "data":
                return getattr(event, field)
            case "time":
                time_s = getattr(reading, "time_s", None)
                return _iso_or_empty(time_s)
            case "lat" | "lon":
                return getattr(reading, f"place_{field}", None)
            case _ if field in READ_FIELDS:
                return getattr(reading, field, None)
        return _at(document, json_path(tuple(field.split("."))))


def _iso_or_empty(time_s: float | None) -> str | None:
    if time_s is None:
        return None
    try:
        return iso(time_s)
    except (OverflowError, ValueError, OSError):
        return str(time_s)


def _document(data: str) -> Any:
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return None


def _at(value: Any, path: Iterable[str]) -> Any:
    for name in path:
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return _encode(value).decode() if isinstance(value, dict | list) else value


class CsvSheet:
    """RFC 4180, with a byte-order mark so that spreadsheets take it for UTF-8."""

    def __init__(self, stream: BinaryIO, columns: Layout) -> None:
        self._stream = stream
        self._columns = columns
        self._stream.write("\ufeff".encode() + self._lines([list(columns.fields)]))

    def write(self, rows: Sequence[Any]) -> None:
        self._stream.write(self._lines([self._columns.values(row) for row in rows]))

    def _lines(self, rows: list[list[Any]]) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([[safe_cell(value) for value in row] for row in rows])
        return text.getvalue().encode(errors="replace")

    def close(self) -> None:
        self._stream.flush()


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = value.replace("\0", "\ufffd")
        return "'" + value if value.startswith(_RISKY) else value
    return value


class ParquetSheet:
    """Row groups; every column is text but numbers, times and places."""

    _NUMBERS = frozenset({"severity", "confidence", "lat", "lon", "value"})
    _COUNTS = frozenset({"seq", "after_seq"})
    _MOMENTS = frozenset({"received_at", "time", "at"})

    def __init__(self, stream: BinaryIO, columns: Layout) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise KnownError(
                "Parquet needs pyarrow, which is not installed. "
                "Add it (pipx inject watchfloor pyarrow), or export as csv or ndjson."
            ) from error
        self._arrow = pa
        self._columns = columns
        self._schema = pa.schema([(field, self._type(field)) for field in columns.fields])
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")

    def _type(self, field: str) -> Any:
        if field in self._NUMBERS:
            return self._arrow.float64()
        if field in self._COUNTS:
            return self._arrow.int64()
        if field in self._MOMENTS:
            return self._arrow.timestamp("us", tz="UTC")
        return self._arrow.string()

    def write(self, rows: Sequence[Any]) -> None:
        table = [self._columns.values(row) for row in rows]
        arrays = [
            self._arrow.array(
                [self._cell(field, row[number]) for row in table], self._schema.field(field).type
            )
            for number, field in enumerate(self._columns.fields)
        ]
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))

    def _cell(self, field: str, value: Any) -> Any:
        if value is None or value == "":
            return None if field not in ("data", "id", "mark") else value
        if field in self._MOMENTS:
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                return None
        if field in self._NUMBERS:
            return float(value)
        if field in self._COUNTS:
            return value
        return safe_text(value)

    def close(self) -> None:
        self._writer.close()


def safe_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def sheet(
    format_: str, stream: BinaryIO, columns: Layout, line: Callable[[Any], bytes] = ndjson_line
) -> Sheet:
    """The sheet for a format's name."""
    match format_:
        case "ndjson":
            return NdjsonSheet(stream, line)
        case "csv":
            return CsvSheet(stream, columns)
        case _:
            return ParquetSheet(stream, columns)


def format_of(path: Path) -> str | None:
    """The format that a file's name asks for."""
    return {".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".parquet": "parquet"}.get(
        path.suffix.lower()
    )
