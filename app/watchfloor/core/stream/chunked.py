"""Many small chunks of an HTTP/1.1 body into few large ones, before the HTTP library sees them.

A server that sends each event as a chunk of its own costs the library some 18 µs an event: 56 thousand
events a second on the machine where one chunk of twenty events gave 310 thousand. Merging the chunks of
one read costs half a microsecond each (tests/benchmarks/chunked.py). Whatever is not plainly a chunked
answer passes through untouched, and the library judges it as before.
"""

import re
from enum import Enum, auto

MAX_HEAD_BYTES = 256 * 1024
MAX_SIZE_LINE_BYTES = 1024
_HTTP_1 = b"HTTP/1."
_BLANK = re.compile(rb"\n\r?\n")  # where the library ends a head: it takes a bare LF, too
_FRAMED = re.compile(rb"\n(content-length|transfer-encoding|upgrade)[ \t]*:")
_INTERIM = b"HTTP/1.1 1"


class _Phase(Enum):
    HEAD = auto()
    SIZE = auto()
    DATA = auto()
    LINE_END = auto()
    THROUGH = auto()


class ChunkMerger:
    """Feed it what a socket read returned; what comes back means the same, in fewer chunks.

    It may return nothing while a size line is incomplete: then read on. One answer a connection is
    followed; whatever comes behind its end passes through.

    While the body is `plain` one may take its data with `strip` instead, and pass the library by.
    """

    def __init__(self) -> None:
        self.plain = False  # chunked, or all that comes until the end, and nothing odd was seen of it
        self._phase = _Phase.HEAD
        self._kept = b""
        self._left_bytes = 0

    @property
    def in_head(self) -> bool:
        return self._phase is _Phase.HEAD

    def feed(self, block: bytes) -> bytes:
        if self._phase is _Phase.THROUGH:
            return block
        if self._phase is _Phase.HEAD:
            head, body = self.split(block)
            return head + self.feed(body) if body else head
        parts, rest = self._parts(block)
        return _chunk(parts) + rest

    def strip(self, block: bytes) -> tuple[bytes, bytes]:
        """The data alone of a plain body, and what is not plain any more: from there the library reads on."""
        if not self.plain:
            return b"", block
        if self._phase is _Phase.THROUGH:
            return block, b""
        parts, rest = self._parts(block)
        return parts[0] if len(parts) == 1 else b"".join(parts), rest

    def split(self, block: bytes) -> tuple[bytes, bytes]:
        """What of it belongs to the head, and what follows; after that it is `in_head` no more."""
        # The head is passed on at once; a copy is kept until it is whole.
        self._kept += block
        at = 0
        while True:
            if not self._kept.startswith(_HTTP_1[: len(self._kept) - at], at):
                self._give_up()  # HTTP/2, or a proxy's own words
                return block, b""
            end = self._kept.find(b"\r\n\r\n", at)
            if end < 0:
                self._kept = self._kept[at:]
                if len(self._kept) > MAX_HEAD_BYTES:
                    self._give_up()
                return block, b""
            if not self._kept.startswith(_INTERIM, at):
                break
            at = end + 4  # an interim answer: the real one follows
        head, body = self._kept[at:end].lower(), self._kept[end + 4 :]
        self._kept = b""
        is_chunked = b"\r\ntransfer-encoding: chunked" in head or b"\r\ntransfer-encoding:chunked" in head
        self._phase = _Phase.SIZE if is_chunked else _Phase.THROUGH
        self.plain = (is_chunked or not _FRAMED.search(head)) and not _BLANK.search(head + b"\r\n")
        return block[: len(block) - len(body)], body

    def _parts(self, block: bytes) -> tuple[list[bytes], bytes]:
        """All data of the complete and incomplete chunks in this block; what the library is to judge."""
        parts: list[bytes] = []
        block, at = self._kept + block, 0
        self._kept = b""
        while at < len(block):
            if self._phase is _Phase.DATA:
                part = block[at : at + self._left_bytes]
                parts.append(part)
                at += len(part)
                self._left_bytes -= len(part)
                if not self._left_bytes:
                    self._phase = _Phase.LINE_END
            elif self._phase is _Phase.LINE_END:
                if len(block) - at < 2:
                    break
                if block[at : at + 2] != b"\r\n":
                    return parts, self._give_up(b"\r\n" + block[at:])
                at += 2
                self._phase = _Phase.SIZE
            else:
                end = block.find(b"\r\n", at)
                if end < 0:
                    if len(block) - at > MAX_SIZE_LINE_BYTES:
                        return parts, self._give_up(block[at:])
                    break
                size = _size(block[at:end])
                if not size:  # the last chunk, or rubbish: the library's to judge
                    return parts, self._give_up(block[at:])
                self._left_bytes = size
                self._phase = _Phase.DATA
                at = end + 2
        self._kept = block[at:]
        return parts, b""

    def _give_up(self, rest: bytes = b"") -> bytes:
        self.plain = False
        self._phase = _Phase.THROUGH
        self._kept = b""
        return rest


def _chunk(parts: list[bytes]) -> bytes:
    if not parts:
        return b""
    data = b"".join(parts)
    return b"%x\r\n%b\r\n" % (len(data), data)


def _size(line: bytes) -> int:
    """The size of a chunk; 0 for the last one and for what is none."""
    digits = line.partition(b";")[0].strip()
    try:
        return int(digits, 16) if digits.isalnum() and len(digits) <= 16 else 0
    except ValueError:
        return 0
