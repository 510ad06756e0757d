"""Undoes gzip and deflate for servers that compress though they were asked not to, within bounds."""

import zlib
from collections.abc import Iterator

from watchfloor.services.net.attempt import ended

PIECE_BYTES = 1024 * 1024
# Deflate reaches 1032:1 at best; real feeds stay far below a fifth of that.
MAX_RATIO = 200
MAX_FREE_BYTES = 64 * 1024 * 1024
# What servers say that compress nothing: `none` keeps some frameworks from compressing by themselves.
_PLAIN = ("", "identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit", "chunked")


class Inflate:
    """Bytes in, pieces of at most 1 MiB out; refuses what grows beyond measure."""

    def __init__(self, encoding: str) -> None:
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)  # either header, found out by itself
        # Some servers send deflate without its header: two bytes tell.
        self._start: bytes | None = b"" if encoding == "deflate" else None
        self._in_bytes = 0
        self._out_bytes = 0

    def pieces(self, block: bytes) -> Iterator[bytes]:
        self._in_bytes += len(block)
        if self._start is not None:
            block = self._decide(self._start + block)
        while block:
            piece = self._next(block)
            block = self._rest()
            self._out_bytes += len(piece)
            if self._out_bytes > MAX_FREE_BYTES and self._out_bytes > MAX_RATIO * self._in_bytes:
                raise ended("bomb", f"{self._in_bytes} compressed bytes grew to over {self._out_bytes}.")
            if piece:
                yield piece

    def _decide(self, start: bytes) -> bytes:
        if len(start) < 2:
            self._start = start
            return b""
        self._start = None
        if start[0] & 0x0F != zlib.DEFLATED or int.from_bytes(start[:2]) % 31:
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        return start

    def _rest(self) -> bytes:
        """What is left of the block; a gzip stream may be several, one after the other."""
        if self._inflate.eof and self._inflate.unused_data:
            rest = self._inflate.unused_data
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
            return rest
        return self._inflate.unconsumed_tail

    def _next(self, block: bytes) -> bytes:
        if self._inflate.eof:
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            return self._inflate.decompress(block, PIECE_BYTES)
        except zlib.error as error:
            raise ended("truncated", f"The compressed stream is damaged ({error}).") from error


def inflate_for(encoding: str) -> Inflate | None:
    """What undoes this Content-Encoding; None where there is nothing to undo."""
    words = [word.strip().lower() for word in encoding.split(",")]
    done = [word for word in words if word not in _PLAIN]
    if not done:
        return None
    if done in (["gzip"], ["x-gzip"], ["deflate"]):
        return Inflate(done[0])
    encoding = ", ".join(done)
    raise ended("bad-request", f"The stream is compressed with {encoding!r}, which was not asked for.")
