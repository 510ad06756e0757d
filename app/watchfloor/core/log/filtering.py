"""A query as a test of one row of the log, whether it is an event or stands between the events."""

from collections.abc import Callable

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.log.story import reading_of, told
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import Subject, predicate
from watchfloor.core.query.tree import Node


def compiled(
    text: str, read: Callable[[Event], Reading], clock: Callable[[], float]
) -> tuple[Callable[[Item], bool] | None, Node | None]:
    """The query as a test of a row, and as a tree; both None for no query.

    A `QueryError` says where it is wrong.
    """
    if not text.strip():
        return None, None
    query = parse(text)
    test = predicate(query, clock)

    def holds(item: Item) -> bool:
        if isinstance(item, Event):
            return test(Subject(item, read))
        return test(Subject(told(item), lambda _told: reading_of(item)))

    return holds, query
