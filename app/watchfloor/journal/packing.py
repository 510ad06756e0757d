"""Events as the byte strings that one SQL statement takes apart again.

Binding columns row by row costs a hand-over of the interpreter lock for each row: beside a busy window
18,000 rows a second. One statement over an array of packed rows needs one hand-over a commit and ran
ten times faster. The same bytes, in the same order, are what the digest of a segment is made of.
"""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

import hashlib
from collections.abc import Sequence

import msgspec

from watchfloor.core.event import Event

DIGEST_BYTES = 16
NO_DIGEST = bytes(DIGEST_BYTES)

# shift (id − seq), channel, received, monotonic, own id, then the lengths of type, mark and id.
_PREFIX = "%+017d%07d%017d%017d"
_LENGTHS = "%d%08d%08d%08d"
_AT_TYPE = 17 + 7 + 17 + 17 + 1 + 8 + 8 + 8 + 1

# LIMIT keeps the lengths from being computed again wherever they are used.
INSERT = f"""
INSERT INTO event(id, channel, seq, received_us, monotonic_us, own_id, type, mark, event_id, data)
SELECT id, CAST(substr(row, 18, 7) AS INTEGER), id - CAST(substr(row, 1, 17) AS INTEGER),
    CAST(substr(row, 25, 17) AS INTEGER), CAST(substr(row, 42, 17) AS INTEGER),
    CAST(substr(row, 59, 1) AS INTEGER),
    CAST(substr(row, {_AT_TYPE}, types) AS TEXT),
    CAST(substr(row, {_AT_TYPE} + types, marks) AS TEXT),
    CAST(substr(row, {_AT_TYPE} + types + marks, ids) AS TEXT),
    CAST(substr(row, {_AT_TYPE} + types + marks + ids) AS TEXT)
FROM (
    SELECT ?1 + rowid AS id, value AS row, CAST(substr(value, 60, 8) AS INTEGER) AS types,
        CAST(substr(value, 68, 8) AS INTEGER) AS marks, CAST(substr(value, 76, 8) AS INTEGER) AS ids
    FROM carray(?2) LIMIT -1 OFFSET 0
)"""


def microseconds(time_s: float) -> int:
    """A time as the journal keeps it; times before 1970 become 1970."""
    return max(0, round(time_s * 1_000_000))


def pack(events: Sequence[Event], shift: int, channel: int, monotonic_us: int) -> list[bytes]:
    """One byte string for each event. `shift` is an event's position in the file less its `seq`."""
    try:
        return _pack(events, shift, channel, monotonic_us)
    except UnicodeEncodeError:
        return _pack([_whole(event) for event in events], shift, channel, monotonic_us)


def _pack(events: Sequence[Event], shift: int, channel: int, monotonic_us: int) -> list[bytes]:
    packed: list[bytes] = []
    heads: dict[tuple[str, str, int, bool], str] = {}
    at_s = None
    prefix = ""
    for event in events:
        if event.received_at_s != at_s:
            at_s = event.received_at_s
            prefix = _PREFIX % (shift, channel, microseconds(at_s), monotonic_us)
            heads.clear()
        id_ = event.id
        key = (event.type, event.mark, len(id_) if id_.isascii() else len(id_.encode()), event.own_id)
        head = heads.get(key)
        if head is None:
            head = heads[key] = prefix + _head(event)
        packed.append((head + id_ + event.data).encode())
    return packed


def _head(event: Event) -> str:
    lengths = (len(text.encode()) for text in (event.type, event.mark, event.id))
    return _LENGTHS % (event.own_id, *lengths) + event.type + event.mark


def whole(text: str) -> str:
    """Text that can be written as UTF-8: half a surrogate pair becomes a replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whole(event: Event) -> Event:
    return msgspec.structs.replace(event, type=whole(event.type), id=whole(event.id), data=whole(event.data))


def pack_row(
    id_: int,
    channel: int,
    seq: int,
    received_us: int,
    monotonic_us: int,
    own_id: int,
    type_: str,
    mark: str,
    event_id: str,
    data: str,
) -> bytes:
    """The same bytes again, from a row of the file."""
    lengths = (len(text.encode()) for text in (type_, mark, event_id))
    head = _PREFIX % (id_ - seq, channel, received_us, monotonic_us) + _LENGTHS % (own_id, *lengths)
    return (head + type_ + mark + event_id + data).encode()


def digest(ledger: bytes, packed: Sequence[bytes]) -> bytes:
    """The digest of a segment: of its ledger and happenings, and of its events."""
    hashed = hashlib.blake2b(b"%d %d\n" % (len(ledger), len(packed)), digest_size=DIGEST_BYTES)
    hashed.update(ledger)
    hashed.update(b"".join(packed))
    return hashed.digest()


def chain(before: bytes, own: bytes) -> bytes:
    """A segment's digest chained to all that its channel was before."""
    return hashlib.blake2b(before + own, digest_size=DIGEST_BYTES).digest()
