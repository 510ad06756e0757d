"""The event stream format of the WHATWG standard: bytes in, frames and comments out.

Four ways lead through it. A flood's whole events that are all built alike stay as they came until somebody
looks at one. Others of the usual shape are taken a block at a time by one regular expression, and all others
in one loop over their lines (tests/benchmarks/decode.py has the rates). What is cut by the end of a block
waits for the next one if it is short. What is not, or may be over the bound, goes through a machine that
takes one line a step and follows the standard's wording.
"""

import re
from typing import Any

from watchfloor.core.stream.frame import (
    HEAD_BYTES,
    MAX_EVENT_BYTES,
    Comment,
    Frame,
    Gathered,
    Item,
    scattered,
)
from watchfloor.core.stream.line_machine import LineMachine, text_of
from watchfloor.core.stream.sheaf import MESSAGE, Sheaf
from watchfloor.core.stream.strange import unfinished
from watchfloor.core.stream.swath import LEAST_BYTES, mown

_HELD_BYTES = 8_192

_BOM = b"\xef\xbb\xbf"
# Without possessive quantifiers: Python before 3.11.5 (Debian 12 has 3.11.2) takes some of them wrongly.
_EVENT = rb"(?:id: ?(.*)\n|event: ?(.*)\n){0,2}data: ?(.*)\n\n"
_AT_ONCE = re.compile(rb"^(?:retry|:)", re.MULTILINE)
_USUAL = re.compile(_EVENT)
_USUAL_RUN = re.compile(rb"(?:%b)*" % _EVENT.replace(b"(.", b"(?:."))


def _as_utf8(section: bytes) -> bytes:
    """The same with replacement characters for what is no UTF-8."""
    if not section.isascii():
        try:
            section.decode()
        except UnicodeDecodeError:
            return text_of(section).encode()
    return section


class Decoder(LineMachine):
    """Decodes one stream. Feed it whatever a read returned, cut anywhere.

    Size is counted in bytes of an event's lines with one LF each, comments aside; an event over
    `max_event_bytes` becomes a `Refusal` at its end, and memory never holds more than the bound.
    """

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES, last_event_id: str = "") -> None:
        super().__init__(max_event_bytes, last_event_id)
        self._start: bytes | None = b""  # what may become a byte-order mark; None once decided
        self._after_cr = False
        self._held = b""  # the start of an event, as long as it is short
        self._held_bytes = min(_HELD_BYTES, max_event_bytes - 1)
        self._unusual = False  # the last whole events were not all of the usual shape

    def feed(self, block: bytes) -> list[Item]:
        """All that `block` completes, in order."""
        return scattered(self.gather(block))

    def gather(self, block: bytes) -> list[Gathered]:
        """The same for whoever need not look at each frame."""
        items: list[Gathered] = []
        if self._start is not None:
            block = self._without_bom(self._start + block)
        if self._after_cr or b"\r" in block:
            block = self._one_line_ending(block)
        if self._held:
            block = self._with_held(block, items)
        at = 0
        if self._mid_line:
            at = self._end_of_event(block)
            self._lines(block[:at], items)
        end = block.rfind(b"\n\n", at) + 2
        if end > at + 1:
            self._events(block[at:end] if at or end < len(block) else block, items)
            at = end
        if at < len(block):
            self._rest(block[at:] if self._mid_line else block[at:].lstrip(b"\n"), items)
        return items

    def _with_held(self, block: bytes, items: list[Gathered]) -> bytes:
        """Take the event that was begun and all whole ones behind it; what is left of the block.

        Joined and cut at once, a long block is copied only once.
        """
        held, self._held = self._held, b""
        end = block.rfind(b"\n\n") + 2
        if end < 2:
            return held + block
        self._events(b"".join((held, memoryview(block)[:end])), items)
        return block[end:]

    def _rest(self, rest: bytes, items: list[Gathered]) -> None:
        """What the block's end has cut: most are short, and are taken whole with the next block.

        A comment or a `retry` is told as soon as its line is complete.
        """
        if self._mid_line or len(rest) > self._held_bytes or rest[:1] == b":" or _AT_ONCE.search(rest):
            self._lines(rest, items)
        else:
            self._held = rest

    @property
    def strange(self) -> int:
        """How many lines were no field of the format, with those of what is not whole yet."""
        return self.whole_strange.count + unfinished(self._held, self._partial, self._partial_bytes)

    @property
    def mid_event(self) -> bool:
        """Whether the last block left an event or a line unfinished."""
        return bool(self._held or self._mid_line)

    def close(self) -> list[Item]:
        """The stream has ended: an unfinished event is dropped with its id, a refused one is told."""
        self.whole_strange.note_all(self._held)
        self._held = b""
        return scattered(self.end())

    # Bytes to blocks with LF alone

    def _without_bom(self, block: bytes) -> bytes:
        if len(block) < len(_BOM) and _BOM.startswith(block):
            self._start = block
            return b""
        self._start = None
        return block.removeprefix(_BOM)

    def _one_line_ending(self, block: bytes) -> bytes:
        if self._after_cr and block:
            # The CR ended its line at once; this LF belongs to it.
            block = block.removeprefix(b"\n")
            self._after_cr = False
        if b"\r" in block:
            self._after_cr = block.endswith(b"\r")
            block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return block

    # Whole events: runs of the usual shape at once, the others line by line

    def _events(self, section: bytes, items: list[Gathered]) -> None:
        if len(section) > self._max_bytes:
            self._lines(section, items)
            return
        section = _as_utf8(section)
        end = 0 if b"\0" in section else self._swath(section, items) or self._usual(section, items)
        if end < len(section):
            self._whole(section[end:].decode(), items)

    def _swath(self, section: bytes, items: list[Gathered]) -> int:
        """Take the whole section, if it is long and all its events are built alike."""
        swath = mown(section, self._id) if len(section) >= LEAST_BYTES else None
        if swath is None:
            return 0
        self._id = self.last_event_id = swath.last_id
        items.append(swath)
        return len(section)

    def _usual(self, section: bytes, items: list[Gathered]) -> int:
        """Take the usual events that a section begins with; where the first of another shape begins."""
        end = self._usual_end(section) if self._unusual else len(section)
        if end:
            parts = _USUAL.split(section[:end])
            if any(parts[::4]):  # something stands between two of them
                end = self._usual_end(section)
                parts = _USUAL.split(section[:end])
            if end:
                self._bind(parts[1::4], parts[2::4], parts[3::4], items)
        self._unusual = end < len(section)
        return end

    def _usual_end(self, section: bytes) -> int:
        run = _USUAL_RUN.match(section)
        return run.end() if run else 0

    def _bind(self, ids: list[Any], types: list[Any], datas: list[bytes], items: list[Gathered]) -> None:
        """Make a sheaf of what the expression found; where only some brought ids, frames."""
        if types.count(types[0]) == len(types):
            types = [types[0] or MESSAGE] * len(types)
        else:
            types = [type_ or MESSAGE for type_ in types]
        if ids[0] is None and ids.count(None) == len(ids):
            items.append(Sheaf(types, datas, [], [], self._id))
            return
        try:
            texts = b"\n".join(ids).decode().split("\n")
        except TypeError:
            self._loose(ids, types, datas, items)
            return
        self._id = self.last_event_id = texts[-1]
        items.append(Sheaf(types, datas, ids, texts, self._id))

    def _loose(
        self, ids: list[bytes | None], types: list[bytes], datas: list[bytes], items: list[Gathered]
    ) -> None:
        for id_, type_, data in zip(ids, types, datas, strict=True):
            if id_ is not None:
                self._id = id_.decode()
            items.append(Frame(type_.decode(), data.decode(), self._id, id_ is not None))
        self.last_event_id = self._id

    def _whole(self, text: str, items: list[Gathered]) -> None:
        """Events and comments of every kind, as long as they are whole and within the bound."""
        last_id, type_, own_id = self._id, "", False
        data: list[str] = []
        for line in text.split("\n"):
            if not line:
                if data:
                    items.append(Frame(type_ or "message", "\n".join(data), last_id, own_id))
                    data = []
                type_, own_id = "", False
                continue
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "data":
                data.append(value)
            elif name == "id":
                if "\0" not in value:
                    last_id, own_id = value, True
            elif name == "event":
                type_ = value
            elif name == "":
                items.append(Comment(line[1:]))
            elif name == "retry":
                self._take_retry(value.encode())
            else:
                self.whole_strange.note(line[:HEAD_BYTES].encode(), len(line))
        self._id = self.last_event_id = last_id

    def _end_of_event(self, block: bytes) -> int:
        """Where the event that is under way ends, as far as this block tells."""
        if not self._partial_bytes and block.startswith(b"\n"):
            return 1
        found = block.find(b"\n\n")
        return len(block) if found < 0 else found + 2
