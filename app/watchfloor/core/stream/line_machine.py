"""One line of an event stream a step, as the standard's own wording has it, within a bound."""

from watchfloor.core.stream.frame import HEAD_BYTES, Comment, Frame, Gathered, Refusal
from watchfloor.core.stream.strange import FIELD, Strange

MAX_RETRY_MS = 3_600_000


def text_of(value: bytes) -> str:
    return value.decode("utf-8", "replace")


class LineMachine:
    """Takes lines that may be cut anywhere. An event over the bound is counted on, and not kept."""

    def __init__(self, max_event_bytes: int, last_event_id: str) -> None:
        self.last_event_id = last_event_id
        self.retry_ms: int | None = None
        self._max_bytes = max_event_bytes
        self._partial = bytearray()  # the line that is not complete yet
        self._partial_bytes = 0  # its true length: an oversize line is cut in memory
        self._id = last_event_id
        self._type = ""
        self._data: list[str] | None = None
        self._own_id = False
        self._size_bytes = 0
        self._head = bytearray()
        self._over = False
        self.whole_strange = Strange()  # of the lines that have ended

    @property
    def _mid_line(self) -> bool:
        """Whether the machine has begun with an event that it has to end."""
        return bool(self._size_bytes or self._partial_bytes)

    def end(self) -> list[Gathered]:
        """No more will come: what was not whole is dropped with its id, what was refused is told."""
        items: list[Gathered] = []
        self._id = self.last_event_id
        if self._over:
            self._own_id = False
            self._size_bytes += self._partial_bytes
            self._head += self._partial
            self._dispatch(items)
        self._partial.clear()
        self._partial_bytes = 0
        self._clear()
        return items

    def _clear(self) -> None:
        self._type = ""
        self._data = None
        self._own_id = False
        self._size_bytes = 0
        self._head.clear()
        self._over = False

    def _lines(self, section: bytes, items: list[Gathered]) -> None:
        *complete, rest = section.split(b"\n")
        for line in complete:
            if self._partial_bytes:
                self._finish(line, items)
            else:
                self._line(line, len(line), items)
        if rest:
            self._keep(rest)

    def _keep(self, rest: bytes) -> None:
        """Hold the start of an incomplete line, within the bound."""
        self._partial_bytes += len(rest)
        self._partial += rest[: max(0, max(self._max_bytes, HEAD_BYTES) - len(self._partial))]
        if self._partial[:1] != b":" and self._size_bytes + self._partial_bytes >= self._max_bytes:
            self._refuse()
            del self._partial[HEAD_BYTES:]

    def _finish(self, rest: bytes, items: list[Gathered]) -> None:
        size_bytes = self._partial_bytes + len(rest)
        line = (
            bytes(self._partial) if len(self._partial) < self._partial_bytes else bytes(self._partial) + rest
        )
        self._partial.clear()
        self._partial_bytes = 0
        self._line(line, size_bytes, items)

    def _line(self, line: bytes, size_bytes: int, items: list[Gathered]) -> None:
        """Take one line; of an oversize one `line` may be only the start, `size_bytes` is its length."""
        if not line:
            self._dispatch(items)
        elif line[:1] == b":":
            self._comment(line, size_bytes, items)
        else:
            self._size_bytes += size_bytes + 1
            if len(self._head) < HEAD_BYTES:
                self._head += line[:HEAD_BYTES] + b"\n"
            if self._size_bytes > self._max_bytes:
                self._refuse()
            if not self._over or size_bytes <= HEAD_BYTES:
                self._field(line, size_bytes)
            elif not FIELD.match(line):
                self.whole_strange.note(line, size_bytes)

    def _comment(self, line: bytes, size_bytes: int, items: list[Gathered]) -> None:
        if size_bytes < self._max_bytes:
            items.append(Comment(line[1:].decode("utf-8", "replace")))
        else:
            items.append(Refusal("oversize", size_bytes + 1, text_of(line[:HEAD_BYTES]), ""))

    def _refuse(self) -> None:
        """From here on the event is only counted; a short id line in it still tells where it stood."""
        self._over = True
        self._data = None

    def _field(self, line: bytes, size_bytes: int) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._take_data(value)
        elif name == b"id":
            self._take_id(value)
        elif name == b"event":
            self._type = text_of(value)
        elif name == b"retry":
            self._take_retry(value)
        else:
            self.whole_strange.note(line, size_bytes)

    def _take_data(self, value: bytes) -> None:
        if self._over:
            return
        if self._data is None:
            self._data = []
        self._data.append(text_of(value))

    def _take_id(self, value: bytes) -> None:
        if b"\0" not in value:
            self._id = text_of(value)
            self._own_id = True

    def _take_retry(self, value: bytes) -> None:
        if value.isdigit():  # bytes: ASCII digits alone
            digits = value.lstrip(b"0")
            self.retry_ms = min(int(digits or b"0"), MAX_RETRY_MS) if len(digits) < 10 else MAX_RETRY_MS

    def _dispatch(self, items: list[Gathered]) -> None:
        self.last_event_id = self._id
        if self._over:
            head = text_of(bytes(self._head[:HEAD_BYTES]))
            items.append(Refusal("oversize", self._size_bytes, head, self._id if self._own_id else ""))
        elif self._data is not None:
            items.append(Frame(self._type or "message", "\n".join(self._data), self._id, self._own_id))
        self._clear()
