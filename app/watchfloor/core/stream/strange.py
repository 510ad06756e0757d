"""Lines of a stream that are no field of its format: ignored, as the standard says, and counted."""

import re

FIELD = re.compile(rb"\xef?\xbb?\xbf?(data|event|id|retry)?:|(data|event|id|retry)$")
HEAD_BYTES = 80
_LONGEST_NAME = len(b"\xef\xbb\xbfretry:")
_LONG_BYTES = 1_024


class Strange:
    """How many there were, and how the first one began. A long one counts once more for each KiB: what never
    ends its line is no better than what sends many."""

    __slots__ = ("count", "head")

    def __init__(self) -> None:
        self.count = 0
        self.head = b""

    def note(self, line: bytes, size_bytes: int) -> None:
        """`line` may be only the start of it."""
        self.count += _weight(size_bytes)
        self.head = self.head or line[:HEAD_BYTES]

    def note_all(self, piece: bytes) -> None:
        """Of these lines those that are none; the last one may be cut, and then counts if it can be none."""
        for line in _none_of(piece):
            self.note(line, len(line))


def unfinished(held: bytes, partial: bytearray, partial_bytes: int) -> int:
    """How many there are in what waits for its end."""
    if partial_bytes:
        return _weight(partial_bytes) if _none_of(bytes(partial[:HEAD_BYTES])) else 0
    return sum(_weight(len(line)) for line in _none_of(held))


def _weight(size_bytes: int) -> int:
    return 1 + size_bytes // _LONG_BYTES


def _none_of(piece: bytes) -> list[bytes]:
    *whole, last = piece.split(b"\n")
    if len(last) >= _LONGEST_NAME:
        whole.append(last)
    return [line for line in whole if line and not FIELD.match(line)]
