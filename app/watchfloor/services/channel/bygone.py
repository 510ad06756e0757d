"""What went over the wire of earlier attempts, for who looks into them: packed, for most are alike."""

import zlib
from collections import deque

import msgspec

from watchfloor.services.net.attempt import Exchange

MOST = 200
MOST_BYTES = 256 * 1024
_ALIKE = 0.5  # packed to more than this share, an exchange is not like the model any more
_WINDOW_BYTES = 32 * 1024  # no longer model is of use to zlib


class _Packed(msgspec.Struct, gc=False):
    """Packed by what it has in common with `model`, which those after it share."""

    at_s: float
    model: bytes
    body: bytes


class Bygone:
    """The last attempts by when they were begun (wall clock): two hundred, and no more than 256 KiB."""

    def __init__(self) -> None:
        self._kept: deque[_Packed] = deque()
        self._model = b""
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def moments_s(self) -> list[float]:
        """The oldest first."""
        return [each.at_s for each in self._kept]

    def add(self, at_s: float, exchange: Exchange) -> None:
        plain = msgspec.json.encode(exchange)
        body = _pack(plain, self._model)
        if len(body) > _ALIKE * len(plain):
            self._model = plain[:_WINDOW_BYTES]
            self.size_bytes += len(self._model)
            body = _pack(plain, self._model)
        self._kept.append(_Packed(at_s, self._model, body))
        self.size_bytes += len(body)
        while len(self._kept) > MOST or (self.size_bytes > MOST_BYTES and self._kept):
            self._forget()

    def _forget(self) -> None:
        oldest = self._kept.popleft()
        self.size_bytes -= len(oldest.body)
        model = self._kept[0].model if self._kept else b""
        if model is not oldest.model:
            self.size_bytes -= len(oldest.model)
        if not self._kept:
            self._model = b""

    def at(self, at_s: float) -> Exchange | None:
        """What went over the wire of the attempt that was begun then; None: it is not remembered any more."""
        for each in reversed(self._kept):
            if each.at_s == at_s:
                return _unpacked(each)
        return None


def _pack(plain: bytes, model: bytes) -> bytes:
    packer = zlib.compressobj(zdict=model)
    return packer.compress(plain) + packer.flush()


def _unpacked(packed: _Packed) -> Exchange:
    unpacker = zlib.decompressobj(zdict=packed.model)
    return msgspec.json.decode(unpacker.decompress(packed.body) + unpacker.flush(), type=Exchange)
