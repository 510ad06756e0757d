"""The standard's algorithm, one character at a time: slow, and plain to check against its text.

https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
https://encoding.spec.whatwg.org/#utf-8-decoder
"""

from collections.abc import Iterator

RETRY_BOUND_MS = 3_600_000
Item = tuple[str, ...]  # ("event", type, data, id, own or kept) or ("comment", text)


def utf8_decode(stream: bytes) -> str:
    """UTF-8 decode: one leading byte-order mark goes, what is not UTF-8 becomes U+FFFD."""
    if stream[:3] == b"\xef\xbb\xbf":
        stream = stream[3:]
    return "".join(_characters(stream))


def _characters(stream: bytes) -> Iterator[str]:
    point, needed, seen, lower, upper = 0, 0, 0, 0x80, 0xBF
    at = 0
    while at < len(stream):
        byte = stream[at]
        at += 1
        if needed == 0:
            if byte <= 0x7F:
                yield chr(byte)
            elif 0xC2 <= byte <= 0xDF:
                needed, point = 1, byte & 0x1F
            elif 0xE0 <= byte <= 0xEF:
                lower = 0xA0 if byte == 0xE0 else lower
                upper = 0x9F if byte == 0xED else upper
                needed, point = 2, byte & 0xF
            elif 0xF0 <= byte <= 0xF4:
                lower = 0x90 if byte == 0xF0 else lower
                upper = 0x8F if byte == 0xF4 else upper
                needed, point = 3, byte & 0x7
            else:
                yield "\ufffd"
        elif not lower <= byte <= upper:
            point, needed, seen, lower, upper = 0, 0, 0, 0x80, 0xBF
            at -= 1  # the byte is looked at again, as the first of a character
            yield "\ufffd"
        else:
            lower, upper = 0x80, 0xBF
            point = (point << 6) | (byte & 0x3F)
            seen += 1
            if seen == needed:
                yield chr(point)
                point, needed, seen = 0, 0, 0
    if needed:
        yield "\ufffd"


def _lines(text: str) -> Iterator[str]:
    """Only lines that have ended: by CR LF, by LF, or by CR."""
    line = ""
    after_cr = False
    for character in text:
        if character == "\n" and after_cr:
            after_cr = False
            continue
        after_cr = character == "\r"
        if character in "\r\n":
            yield line
            line = ""
        else:
            line += character


class Reference:
    """Reads a stream whole; what it has after that is what the standard says there is."""

    def __init__(self, stream: bytes, last_event_id: str = "") -> None:
        self.items: list[Item] = []
        self.last_event_id = last_event_id
        self.retry_ms: int | None = None
        self._data = ""
        self._type = ""
        self._id = last_event_id
        self._own_id = False
        for line in _lines(utf8_decode(stream)):
            self._read(line)

    def _read(self, line: str) -> None:
        if line == "":
            self._dispatch()
        elif line[0] == ":":
            self.items.append(("comment", line[1:]))
        elif ":" in line:
            colon = line.index(":")
            value = line[colon + 1 :]
            if value != "" and value[0] == " ":
                value = value[1:]
            self._process(line[:colon], value)
        else:
            self._process(line, "")

    def _process(self, field: str, value: str) -> None:
        if field == "event":
            self._type = value
        elif field == "data":
            self._data += value
            self._data += "\n"
        elif field == "id":
            if "\0" not in value:
                self._id = value
                self._own_id = True
        elif field == "retry" and value != "" and all(character in "0123456789" for character in value):
            self.retry_ms = _number(value)

    def _dispatch(self) -> None:
        self.last_event_id = self._id
        if self._data != "":
            data = self._data[:-1] if self._data[-1] == "\n" else self._data
            own = "own" if self._own_id else "kept"
            self.items.append(("event", self._type or "message", data, self._id, own))
        self._data = ""
        self._type = ""
        self._own_id = False


def _number(digits: str) -> int:
    """Base ten, never above the bound that Watchfloor sets, however many digits there are."""
    value = 0
    for digit in digits:
        value = min(value * 10 + "0123456789".index(digit), RETRY_BOUND_MS)
    return value
