"""What was cleared from sight: a channel's rows up to a moment. The journal keeps them."""

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.query.parser import parse
from watchfloor.core.query.tree import All, And, Node


class Clearing(msgspec.Struct, frozen=True):
    """Up to the event `seq`, and whatever else befell the channel by then."""

    seq: int
    at_s: float


class Clearings:
    """By channel; clearing again clears what came since."""

    def __init__(self) -> None:
        self._cleared: dict[str, Clearing] = {}

    def __bool__(self) -> bool:
        return bool(self._cleared)

    @property
    def channels(self) -> list[str]:
        return list(self._cleared)

    def add(self, channel: str, seq: int, at_s: float) -> None:
        self._cleared[channel] = Clearing(seq, at_s)

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        if before in self._cleared:
            self._cleared[after] = self._cleared.pop(before)

    def undo(self) -> None:
        self._cleared.clear()

    def holds(self, item: Item) -> bool:
        """Whether a row is still to be shown."""
        cleared = self._cleared.get(item.channel)
        if cleared is None:
            return True
        if isinstance(item, Event):
            return item.seq > cleared.seq
        return item.at_s > cleared.at_s

    def narrowed(self, query: Node | None) -> Node:
        """The query, and only what is still to be shown."""
        parts = [
            parse(f"-(channel:{_quoted(name)} seq:<={each.seq})") for name, each in self._cleared.items()
        ]
        return And((query or All(), *parts)) if parts else query or All()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
