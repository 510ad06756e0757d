"""Events as the byte strings that one SQL statement takes apart again.

Binding columns row by row costs a hand-over of the interpreter lock for each row: beside a busy window
18,000 rows a second. One statement over an array of packed rows needs one hand-over a commit and ran
ten times faster. The same bytes, in the same order, are what the digest of a segment is made of.
"""
# ruff: noqa: S608 - only numbers and expressions of our own are put into SQL

import hashlib
from collections.abc import Sequence

import msgspec

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import Happening

DIGEST_BYTES = 16
NO_DIGEST = bytes(DIGEST_BYTES)

# Received and monotonic microseconds, then one number: own id, and the lengths of mark, type and id.
_HEAD = "%017d%017d%d%02d%08d%08d"
_AT_TEXT = 17 + 17 + 19 + 1
_MAX_MARK_BYTES = 99
# Before a row where a statement has rows of several channels: channel, and position less number.
_WHERE = b"%07d%+017d"
_WHERE_BYTES = 24


def _insert(at: int, channel: str, shift: str) -> str:
    """The statement for rows that begin after `at` bytes. LIMIT keeps SQLite from reading the numbers anew
    wherever they are used."""
    text = _AT_TEXT + at
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


class Packed(msgspec.Struct, gc=False):
    """A batch as the journal's thread gets it."""

    channel: str
    first_seq: int
    rows: list[bytes]
    size_bytes: int
    last_event_id: str
    totals: Totals
    happenings: list[Happening]


def pack(batch: Batch) -> Packed:
    """A batch ready to be written. Text that cannot be UTF-8 (half a surrogate pair) is mended."""
    monotonic_us = microseconds(batch.monotonic_s)
    try:
        rows = pack_events(batch.events, monotonic_us)
    except UnicodeEncodeError:
        rows = pack_events([_whole_event(event) for event in batch.events], monotonic_us)
    return Packed(
        batch.channel,
        batch.events[0].seq if batch.events else 0,
        rows,
        sum(map(len, rows)),
        whole(batch.last_event_id),
        batch.totals,
        batch.happenings,
    )


def microseconds(time_s: float) -> int:
    """A time as the journal keeps it; times before 1970 become 1970."""
    return max(0, round(time_s * 1_000_000))


def pack_events(events: Sequence[Event], monotonic_us: int) -> list[bytes]:
    """One byte string for each event. Neighbours mostly have the same head."""
    packed: list[bytes] = []
    add = packed.append
    head = type_ = mark = ""
    own_id = False
    id_length, at_s = -1, -1.0
    for event in events:
        id_ = event.id
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
                len(id_),
            )
            head = _head(microseconds(at_s), monotonic_us, own_id, type_, mark, id_)
        add((head + id_ + event.data).encode())
    return packed


def _head(received_us: int, monotonic_us: int, own_id: bool, type_: str, mark: str, id_: str) -> str:
    lengths = (len(text.encode()) for text in (mark, type_, id_))
    return _HEAD % (received_us, monotonic_us, own_id, *lengths) + type_ + mark


def pack_row(
    received_us: int, monotonic_us: int, own_id: int, type_: str, mark: str, event_id: str, data: str
) -> bytes:
    """The same bytes again, from a row of the file."""
    return (_head(received_us, monotonic_us, bool(own_id), type_, mark, event_id) + event_id + data).encode()


def placed(rows: Sequence[bytes], channel: int, shift: int) -> list[bytes]:
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


def digest(ledger: bytes, packed: Sequence[bytes]) -> bytes:
    """The digest of a segment: of its ledger and happenings, and of its events."""
    content = b"".join((b"%d %d\n" % (len(ledger), len(packed)), ledger, *packed))
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()


def chain(before: bytes, own: bytes) -> bytes:
    """A segment's digest chained to all that its channel was before."""
    return hashlib.blake2b(before + own, digest_size=DIGEST_BYTES).digest()
