"""Newline-delimited JSON: each line that is not blank is one event of type `message`."""

import msgspec

from watchfloor.core.stream.frame import HEAD_BYTES, MAX_EVENT_BYTES, Frame, Gathered, Item, Refusal
from watchfloor.core.stream.strange import Strange

_BOM = b"\xef\xbb\xbf"


class NdjsonDecoder:
    """The same face as `sse.Decoder`. A last line without its newline counts when it is whole JSON; no line
    is strange here."""

    strange = 0

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES, last_event_id: str = "") -> None:
        self.last_event_id = last_event_id
        self.retry_ms: int | None = None
        self._max_bytes = max_event_bytes
        self._partial = bytearray()
        self._partial_bytes = 0
        self._is_first = True  # line: a byte-order mark may stand before it
        self.whole_strange = Strange()

    def feed(self, block: bytes) -> list[Item]:
        items: list[Item] = []
        *complete, rest = block.split(b"\n")
        for line in complete:
            self._keep(line)
            self._end_line(items)
        self._keep(rest)
        return items

    def gather(self, block: bytes) -> list[Gathered]:
        return [*self.feed(block)]

    @property
    def mid_event(self) -> bool:
        """Whether the last block left a line unfinished."""
        return bool(self._partial_bytes)

    def close(self) -> list[Item]:
        items: list[Item] = []
        line = self._line()
        if self._partial_bytes <= self._max_bytes and line.strip() and not _is_json(line):
            items.append(_refusal("unreadable", len(line), line))  # the stream broke off within it
            self._partial.clear()
            self._partial_bytes = 0
        self._end_line(items)
        return items

    def _keep(self, piece: bytes) -> None:
        self._partial_bytes += len(piece)
        self._partial += piece[: max(0, self._max_bytes - len(self._partial))]

    def _line(self) -> bytes:
        """As far as it has come."""
        return bytes(self._partial).removeprefix(_BOM) if self._is_first else bytes(self._partial)

    def _end_line(self, items: list[Item]) -> None:
        line, size_bytes = self._line().strip(b" \t\r"), self._partial_bytes
        self._partial.clear()
        self._partial_bytes = 0
        self._is_first = False
        if size_bytes > self._max_bytes:
            items.append(_refusal("oversize", size_bytes, line))
        elif line:
            items.append(Frame("message", line.decode("utf-8", "replace"), self.last_event_id, own_id=False))


def _refusal(reason: str, size_bytes: int, line: bytes) -> Refusal:
    return Refusal(reason, size_bytes, line[:HEAD_BYTES].decode("utf-8", "replace"), "")


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.MsgspecError, RecursionError):
        return False
    return True
