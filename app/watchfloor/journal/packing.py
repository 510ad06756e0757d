"""Events as the byte strings that one SQL statement takes apart again.

Binding columns row by row costs a hand-over of the interpreter lock for each row: beside a busy window
18,000 rows a second. One statement over an array of packed rows needs one hand-over a commit and ran
ten times faster; where neighbours differ in their times, ids and data alone (their shape is the same), it
takes apart only these. The same bytes, in the same order, are what the digest of a segment is made of.
"""
# ruff: noqa: S608 - only numbers and expressions of our own are put into SQL

import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby, repeat

import msgspec

from watchfloor.core.event import Batch, Event, Events, Stretch, Totals
from watchfloor.core.happening import Happening
from watchfloor.core.stream.swath import Swath
from watchfloor.journal.roll import Part, Pile, Roll, Rows, piled
from watchfloor.journal.shape import AT_TEXT, HEAD, Shape

# SHA-256, cut short: processors of today work it out themselves, 0.22 us an event where BLAKE2b takes 0.36.
DIGEST_BYTES = 20
_OLD_DIGEST_BYTES = 16  # BLAKE2b, in files of the first two formats
DIGEST_SIZES_BYTES = (DIGEST_BYTES, _OLD_DIGEST_BYTES)
NO_DIGEST = bytes(_OLD_DIGEST_BYTES)
# A piece takes a statement of its own: of fewer events, rows of many reads are sooner written together.
LEAST_ROLLED_UP = 500

_LAST_US = 10**17 - 1  # all that `HEAD` has room for
# Before a row where a statement has rows of several channels: channel, and position less number.
_WHERE = b"%07d%+017d"
_WHERE_BYTES = 24


def _insert(at: int, channel: str, shift: str) -> str:
    """The statement for rows that begin after `at` bytes. LIMIT keeps SQLite from reading the numbers anew
    wherever they are used."""
    text = AT_TEXT + at
    mark, type_, id_ = "n / 10000000000000000 % 100", "n / 100000000 % 100000000", "n % 100000000"
    return f"""
INSERT INTO event(id, channel, seq, received_us, monotonic_us, own_id, type, mark, event_id, data)
SELECT id, {channel}, id - {shift},
    CAST(substr(row, {at + 1}, 17) AS INTEGER), CAST(substr(row, {at + 18}, 17) AS INTEGER),
    n / 1000000000000000000,
    CAST(substr(row, {text}, {type_}) AS TEXT),
    CAST(substr(row, {text} + {type_}, {mark}) AS TEXT),
    CAST(substr(row, {text} + {type_} + {mark}, {id_}) AS TEXT),
    CAST(substr(row, {text} + {type_} + {mark} + {id_}) AS TEXT)
FROM (
    SELECT ?1 + rowid AS id, value AS row, CAST(substr(value, {at + 35}, 19) AS INTEGER) AS n
    FROM carray(?2) LIMIT -1 OFFSET 0
)"""


INSERT_ONE_CHANNEL = _insert(0, "?3", "?4")
INSERT_CHANNELS = _insert(
    _WHERE_BYTES, "CAST(substr(row, 1, 7) AS INTEGER)", "CAST(substr(row, 8, 17) AS INTEGER)"
)


# Where rows are of one shape, only times, id and data are read from each. Where a position is just the next
# one (`?10`), SQLite finds it by itself and need not look for where it belongs: a seventh less.
INSERT_SHAPE = """
INSERT INTO event(id, channel, seq, received_us, monotonic_us, own_id, type, mark, event_id, data)
SELECT iif(?10, NULL, ?1 + rowid), ?3, ?1 + rowid - ?4,
    CAST(substr(value, 1, 17) AS INTEGER), CAST(substr(value, 18, 17) AS INTEGER), ?5, ?6, ?7,
    CAST(substr(value, ?8, ?9) AS TEXT), CAST(substr(value, ?8 + ?9) AS TEXT)
FROM carray(?2)"""


class Run(msgspec.Struct, gc=False):
    """So many rows of one shape, side by side."""

    shape: Shape
    rows: int


class Packed(msgspec.Struct, gc=False):
    """A batch as the journal's thread gets it."""

    channel: str
    first_seq: int
    rows: Rows
    runs: list[Run]  # where rows are a list
    size_bytes: int
    last_event_id: str
    totals: Totals
    happenings: list[Happening]


def pack(batch: Batch) -> Packed:
    """A batch ready to be written. Text that cannot be UTF-8 (half a surrogate pair) is mended."""
    rows, runs = _rows_of(batch)
    return Packed(
        batch.channel,
        batch.events[0].seq if batch.events else 0,
        rows,
        runs,
        rows.size_bytes if isinstance(rows, Pile) else sum(map(len, rows)),
        whole(batch.last_event_id),
        batch.totals,
        batch.happenings,
    )


def _rows_of(batch: Batch) -> tuple[Rows, list[Run]]:
    monotonic_us = microseconds(batch.monotonic_s)
    parts: list[Part] = []
    runs: list[Run] = []
    for part in batch.events.parts if isinstance(batch.events, Events) else [batch.events]:
        roll = rolled_up(part, monotonic_us) if isinstance(part, Stretch) else None
        if roll is not None:
            parts.append(roll)
        else:
            rows, more = _packed(part, monotonic_us)
            parts.append(rows)
            runs += more
    return piled(parts), runs


def _packed(part: Stretch | Sequence[Event], monotonic_us: int) -> tuple[list[bytes], list[Run]]:
    if isinstance(part, Stretch):
        return pack_stretch(part, monotonic_us)
    return pack_events(part, monotonic_us)


def microseconds(time_s: float) -> int:
    """A time as the journal keeps it; times before 1970 become 1970, those after 5138 are its last."""
    return min(max(0, round(time_s * 1_000_000)), _LAST_US)


def pack_events(events: Sequence[Event], monotonic_us: int) -> tuple[list[bytes], list[Run]]:
    """One byte string for each event, and what shape they are of."""
    try:
        return _pack_events(events, monotonic_us)
    except UnicodeEncodeError:
        return _pack_events([_whole_event(event) for event in events], monotonic_us)


def _pack_events(events: Sequence[Event], monotonic_us: int) -> tuple[list[bytes], list[Run]]:
    rows: list[bytes] = []
    runs: list[Run] = []
    run = Run(Shape(False, "", "", -1), 0)
    head = type_ = mark = ""
    own_id = False
    id_length, at_s = -1, -1.0
    for event in events:
        id_ = event.id
        # Neighbours mostly have the same head.
        if (
            len(id_) != id_length
            or event.type != type_
            or event.received_at_s != at_s
            or event.own_id is not own_id
            or event.mark != mark
            or not id_.isascii()
        ):
            type_, mark, own_id, at_s, id_length = (
                event.type,
                event.mark,
                event.own_id,
                event.received_at_s,
                len(id_) if id_.isascii() else -1,  # as many characters are not as many bytes
            )
            run = Run(Shape(own_id, type_, mark, len(id_.encode())), 0)
            runs.append(run)
            head = run.shape.head(microseconds(at_s), monotonic_us)
        run.rows += 1
        rows.append((head + id_ + event.data).encode())
    return rows, runs


def pack_stretch(stretch: Stretch, monotonic_us: int) -> tuple[list[bytes], list[Run]]:
    """The same for events that nobody has looked at."""
    sheaf, received_us = stretch.sheaf, microseconds(stretch.received_at_s)
    ids = sheaf.raw_ids or [sheaf.last_id.encode()] * len(sheaf)
    lengths = list(map(len, ids))
    if sheaf.one_type and lengths.count(lengths[0]) == len(lengths):
        shape = Shape(sheaf.own_ids, sheaf.types[0].decode(), "", lengths[0])
        head = shape.head(received_us, monotonic_us).encode()
        return _rows(head, ids, sheaf.datas), [Run(shape, len(ids))]
    rows: list[bytes] = []
    runs: list[Run] = []
    at = 0
    for (type_, length), group in groupby(zip(sheaf.types, lengths, strict=True)):
        shape = Shape(sheaf.own_ids, type_.decode(), "", length)
        head = shape.head(received_us, monotonic_us).encode()
        end = at + sum(1 for _ in group)
        rows += _rows(head, ids[at:end], sheaf.datas[at:end])
        runs.append(Run(shape, end - at))
        at = end
    return rows, runs


def rolled_up(stretch: Stretch, monotonic_us: int) -> Roll | None:
    """The same in one piece; None where they are few, or not of one shape."""
    if len(stretch) < LEAST_ROLLED_UP:
        return None
    sheaf = stretch.sheaf
    id_bytes = sheaf.id_bytes if isinstance(sheaf, Swath) else None
    if not isinstance(sheaf, Swath) or sheaf.type is None or id_bytes is None:
        return None
    shape, received_us = (
        Shape(sheaf.own_ids, sheaf.type.decode(), "", id_bytes),
        microseconds(stretch.received_at_s),
    )
    octets, edges = sheaf.strung(shape.head(received_us, monotonic_us).encode())
    return Roll(octets, edges, shape, received_us, monotonic_us)


def _rows(head: bytes, ids: Sequence[bytes], datas: Sequence[bytes]) -> list[bytes]:
    """Rows of one head, each made at once: two thirds of the time that adding its parts takes."""
    return list(map(b"".join, zip(repeat(head, len(ids)), ids, datas, strict=True)))


def pack_row(
    received_us: int, monotonic_us: int, own_id: int, type_: str, mark: str, event_id: str, data: str
) -> bytes:
    """The same bytes again, from a row of the file."""
    lengths = (len(mark.encode()), len(type_.encode()), len(event_id.encode()))
    head = HEAD % (received_us, monotonic_us, bool(own_id), *lengths)
    return (head + type_ + mark + event_id + data).encode()


def merged(runs: Sequence[Run]) -> list[Run]:
    """Runs of several batches, with neighbours of one shape as one."""
    return [
        Run(shape, sum(run.rows for run in group)) for shape, group in groupby(runs, lambda run: run.shape)
    ]


def placed(rows: Iterable[bytes], channel: int, shift: int) -> list[bytes]:
    """Rows for a statement that has those of other channels too."""
    where = _WHERE % (channel, shift)
    return [where + row for row in rows]


def whole(text: str) -> str:
    """Text that can be written as UTF-8: half a surrogate pair becomes a replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whole_event(event: Event) -> Event:
    return msgspec.structs.replace(
        event, type=whole(event.type), id=whole(event.id), data=whole(event.data), mark=event.mark
    )


def digest(ledger: bytes, packed: Rows | Sequence[bytes]) -> bytes:
    """The digest of a segment: of its ledger and happenings, and of its events."""
    return _hashed(_content(ledger, packed), DIGEST_BYTES)


def proves(digest: object, ledger: bytes, packed: Sequence[bytes]) -> bool:
    """Whether a segment that has this digest is just this, whichever way the digest was made."""
    return isinstance(digest, bytes) and digest == _hashed(_content(ledger, packed), len(digest))


def chain(before: bytes, own: bytes) -> bytes:
    """A segment's digest chained to all that its channel was before."""
    return _hashed([before + own], len(own))


def _content(ledger: bytes, packed: Rows | Sequence[bytes]) -> list[bytes | memoryview]:
    """What is hashed, piece by piece: a roll is not copied for it."""
    begin = b"%d %d\n" % (len(ledger), len(packed))
    if isinstance(packed, Pile):
        return [begin, ledger, *packed.bodies()]
    return [b"".join((begin, ledger, *packed))]


def _hashed(content: Sequence[bytes | memoryview], size_bytes: int) -> bytes:
    """By its size a digest says how it is made."""
    is_old = size_bytes == _OLD_DIGEST_BYTES
    known = hashlib.blake2b(digest_size=size_bytes) if is_old else hashlib.sha256()
    for piece in content:
        known.update(piece)
    return known.digest()[:size_bytes]
