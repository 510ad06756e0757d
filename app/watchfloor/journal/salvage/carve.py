"""Rows taken straight from the pages of a file that SQLite can no longer read.

Every leaf page of a table is looked at by itself, so that one damaged page costs its own rows and no
others. A row is known by its columns' types: no two tables here have the same. The format is that of
https://www.sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watchfloor.journal.packing import DIGEST_SIZES_BYTES
from watchfloor.journal.schema import APPLICATION_ID, PAGE_SIZES_BYTES

_LEAF = 0x0D
_HEADER_BYTES = 100
_MAX_ROW_BYTES = 1 << 30
_WAL_HEADER_BYTES = 32
_FRAME_HEADER_BYTES = 24
_GUESS_BYTES = 16 << 20
_INT_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

# n: the key, stored as NULL; i: a whole number; t: text; b: bytes of a digest
TABLES = {
    "niiiiitttt": "event",
    "niiiittbb": "segment",
    "niiitt": "happening",
    "nttttitb": "channel",
    "nitb": "pin",
    "nitiiiib": "dropped",
    "nittt": "name",
}
_WIDTHS = {len(shape) for shape in TABLES}
_DIGEST_TYPES = [12 + 2 * size for size in DIGEST_SIZES_BYTES]


class CarveError(ValueError):
    """These bytes are no row."""


def carve(path: Path) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every row that can be read, as (table, columns) in the order of the pages. Rows may come twice."""
    with path.open("rb") as stream:
        pages = _Pages(stream, Path(f"{path}-wal"))
        for number in range(1, pages.count + 1):
            page = pages.read(number)
            begin = _HEADER_BYTES if number == 1 else 0
            if len(page) > begin and page[begin] == _LEAF:
                yield from _rows(pages, page, begin)


def is_journal(path: Path) -> bool:
    """Whether a file that SQLite cannot read was a journal: it says so itself, or its pages do."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER_BYTES)
        if head[68:72] == APPLICATION_ID.to_bytes(4, "big"):
            return True
        return any(table in ("event", "segment", "channel") for table, _ in carve(path))
    except OSError:
        return False


class _Pages:
    """The pages of a file, with what its WAL holds in their place."""

    def __init__(self, stream: Any, wal: Path) -> None:
        self._stream = stream
        head = stream.read(_HEADER_BYTES)
        size = int.from_bytes(head[16:18], "big")
        size = 65_536 if size == 1 else size
        self.size = size if 512 <= size <= 65_536 and size & (size - 1) == 0 else _page_size(stream)
        self.usable = self.size
        stream.seek(0, 2)
        self.count = -(-stream.tell() // self.size)
        self._wal = wal
        self._frames = _committed_frames(wal, self.size) if wal.is_file() else {}
        self.count = max([self.count, *self._frames])

    def read(self, number: int) -> bytes:
        at = self._frames.get(number)
        if at is not None:
            with self._wal.open("rb") as wal:
                wal.seek(at)
                return wal.read(self.size)
        self._stream.seek((number - 1) * self.size)
        page: bytes = self._stream.read(self.size)
        return page


def _page_size(stream: Any) -> int:
    """The size of the pages of a file that has lost its first: journals had other sizes before.

    At each multiple of the true size a page begins; at half of it, every second time at the most.
    """
    found = {size: _begins(stream, size) for size in PAGE_SIZES_BYTES}
    most = max(found.values())
    return next((size for size in sorted(found) if most and found[size] > 0.7 * most), PAGE_SIZES_BYTES[0])


def _begins(stream: Any, size: int) -> float:
    """At which part of its places, in the first pages, a page of rows begins."""
    begins = places = 0
    for at in range(size, _GUESS_BYTES, size):
        stream.seek(at)
        head = stream.read(8)
        places += len(head) == 8
        begins += _is_leaf_head(head, size)
    return begins / max(1, places)


def _is_leaf_head(head: bytes, size: int) -> bool:
    cells, content = int.from_bytes(head[3:5], "big"), int.from_bytes(head[5:7], "big")
    return head[:1] == bytes([_LEAF]) and 8 + 2 * cells <= content <= size and cells > 0


def _committed_frames(wal: Path, page_size: int) -> dict[int, int]:
    """Where the newest committed copy of each page begins in a WAL, as far as its checksums hold."""
    frames: dict[int, int] = {}
    with wal.open("rb") as stream:
        head = stream.read(_WAL_HEADER_BYTES)
        if len(head) < _WAL_HEADER_BYTES or head[:3] != b"\x37\x7f\x06":
            return frames
        order = ">" if head[3] & 1 else "<"
        salts = head[16:24]
        if int.from_bytes(head[8:12], "big") != page_size:
            return frames
        sums = _checksum(order, (0, 0), head[:24])
        pending: dict[int, int] = {}
        at = _WAL_HEADER_BYTES
        while len(frame := stream.read(_FRAME_HEADER_BYTES + page_size)) == _FRAME_HEADER_BYTES + page_size:
            if frame[8:16] != salts:
                break
            sums = _checksum(order, _checksum(order, sums, frame[:8]), frame[_FRAME_HEADER_BYTES:])
            if sums != struct.unpack(">II", frame[16:24]):
                break
            number, committed = struct.unpack(">II", frame[:8])
            pending[number] = at + _FRAME_HEADER_BYTES
            if committed:
                frames |= pending
                pending.clear()
            at += len(frame)
    return frames


def _checksum(order: str, sums: tuple[int, int], data: bytes) -> tuple[int, int]:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _rows(pages: _Pages, page: bytes, begin: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    count = int.from_bytes(page[begin + 3 : begin + 5], "big")
    first = begin + 8
    for at in range(first, min(first + 2 * count, len(page) - 1), 2):
        cell = int.from_bytes(page[at : at + 2], "big")
        if not first <= cell < len(page):
            continue
        try:
            row = _row(pages, page, cell)
        except (CarveError, IndexError, UnicodeDecodeError):
            continue
        if row is not None:
            yield row


def _row(pages: _Pages, page: bytes, at: int) -> tuple[str, tuple[Any, ...]] | None:
    size, at = _varint(page, at)
    key, at = _varint(page, at)
    local = _local(pages.usable, size)
    types = _types(page, at, at + min(size, local))
    table = TABLES.get(_shape(types)) if types else None
    if table is None or size > _MAX_ROW_BYTES:
        return None
    payload = page[at : at + local] if local < size else page[at : at + size]
    if local < size:
        payload += _overflow(pages, page[at + local : at + local + 4], size - local)
    if len(payload) != size:
        raise CarveError("the row is cut off")
    columns = list(_columns(payload, types))
    columns[0] = key - (1 << 64) if key >> 63 else key
    return table, tuple(columns)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(1, 9):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
        if length == 8:
            break
    return value << 8 | data[at], at + 1


def _local(usable: int, size: int) -> int:
    """How much of a row stands on its leaf page."""
    most = usable - 35
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (size - least) % (usable - 4)
    return kept if kept <= most else least


def _types(page: bytes, at: int, end: int) -> list[int]:
    """The types of a row's columns, if it has as many as a row of ours."""
    begin = at
    header, at = _varint(page, at)
    types: list[int] = []
    while at < min(begin + header, end) and len(types) < 11:
        type_, at = _varint(page, at)
        types.append(type_)
    return types if at == begin + header and len(types) in _WIDTHS else []


def _shape(types: list[int]) -> str:
    return "n" + "".join(map(_letter, types[1:])) if types[0] == 0 else ""


def _letter(type_: int) -> str:
    if 1 <= type_ <= 6 or type_ in (8, 9):
        return "i"
    if type_ >= 13 and type_ % 2:
        return "t"
    return "b" if type_ in _DIGEST_TYPES else "?"


def _columns(payload: bytes, types: list[int]) -> Iterator[Any]:
    at, _ = _varint(payload, 0)
    for type_ in types:
        if type_ == 0:
            yield None
        elif type_ in (8, 9):
            yield type_ - 8
        elif type_ < 7:
            yield int.from_bytes(payload[at : at + _INT_BYTES[type_]], "big", signed=True)
            at += _INT_BYTES[type_]
        else:
            size = (type_ - 12) // 2
            value = payload[at : at + size]
            at += size
            if len(value) != size:
                raise CarveError("a column is cut off")
            yield value.decode() if type_ % 2 else value
    if at != len(payload):
        raise CarveError("the columns do not fill the row")


def _overflow(pages: _Pages, pointer: bytes, left: int) -> bytes:
    """The rest of a long row, from page to page."""
    parts = []
    number = int.from_bytes(pointer, "big")
    while left > 0:
        page = pages.read(number) if 0 < number <= pages.count else b""
        if len(page) < pages.usable:
            raise CarveError("a page of the row is missing")
        part = page[4 : 4 + min(left, pages.usable - 4)]
        parts.append(part)
        left -= len(part)
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)
