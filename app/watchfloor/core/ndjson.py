"""Newline-delimited JSON: each line that is not blank is one event of type `message`."""

from watchfloor.core.sse import HEAD_BYTES, MAX_EVENT_BYTES, Frame, Item, Refusal


class NdjsonDecoder:
    """The same face as `sse.Decoder`. A last line without its newline counts when the stream ends."""

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES, last_event_id: str = "") -> None:
        self.last_event_id = last_event_id
        self.retry_ms: int | None = None
        self._max_bytes = max_event_bytes
        self._partial = bytearray()
        self._partial_bytes = 0

    def feed(self, block: bytes) -> list[Item]:
        items: list[Item] = []
        *complete, rest = block.split(b"\n")
        for line in complete:
            self._keep(line)
            self._end_line(items)
        self._keep(rest)
        return items

    def close(self) -> list[Item]:
        items: list[Item] = []
        self._end_line(items)
        return items

    def _keep(self, piece: bytes) -> None:
        self._partial_bytes += len(piece)
        self._partial += piece[: max(0, self._max_bytes - len(self._partial))]

    def _end_line(self, items: list[Item]) -> None:
        line, size_bytes = bytes(self._partial).strip(b" \t\r"), self._partial_bytes
        self._partial.clear()
        self._partial_bytes = 0
        if size_bytes > self._max_bytes:
            items.append(Refusal("oversize", size_bytes, line[:HEAD_BYTES].decode("utf-8", "replace"), ""))
        elif line:
            items.append(Frame("message", line.decode("utf-8", "replace"), self.last_event_id, own_id=False))
