"""Rows of one kind: events of one type, or what befell in one way, of one channel."""

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.query.tree import And, Field, Node
from watchfloor.core.query.wording import words_of


def is_like(item: Item, other: Item) -> bool:
    return _kind(other) == _kind(item)


def query_like(item: Item) -> Node | None:
    """Finds events like this one, and perhaps a few more; None for what stands between the events."""
    if not isinstance(item, Event):
        return None
    return And((Field(("channel",), words_of(item.channel)), Field(("type",), words_of(item.type))))


def _kind(item: Item) -> tuple[str, object]:
    return item.channel, item.type if isinstance(item, Event) else type(item)
