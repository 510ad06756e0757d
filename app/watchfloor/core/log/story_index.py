"""Where in the journal the rows between the events are: sixteen bytes each; what they say is fetched."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable

from watchfloor.core.happening import Happening
from watchfloor.core.log.page_shelf import PAGE_ROWS, PageShelf

# The serials of these rows lie below those of all events.
_SERIALS = 1 << 60


class StoryIndex:
    """Rows in the order of the journal, each after the event at some position.

    `base` of them were there when this session began; the journal was asked up to the id `looked_at`.
    `get` knows a row or notes its page as wanted; whoever reads the journal asks `take_wanted` and gives what
    it found to `put`.
    """

    def __init__(self, rows: Iterable[tuple[int, int]] = (), looked_at: int = 0) -> None:
        self._afters = array("q")
        self._ids = array("q")
        self._shelf = PageShelf[Happening]()
        self.add(rows)
        self.base = len(self)
        self.looked_at = looked_at

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, rows: Iterable[tuple[int, int]]) -> None:
        """Rows that came to the journal since: position of the event before, and the row's own id."""
        self._shelf.drop(len(self) // PAGE_ROWS)
        for after, id_ in rows:
            # A commit puts channel after channel; in this list rows stand in the order of their ids.
            self._afters.append(max(after, self._afters[-1] if self._afters else 0))
            self._ids.append(id_)

    def after(self, place: int) -> int:
        return self._afters[place]

    def before(self, position: int) -> int:
        """How many rows stand before the event at a position."""
        return bisect_left(self._afters, position)

    def span(self, low: int, high: int) -> tuple[int, int]:
        """The ids of the rows after events from `low` up to before `high`: first, and one past the last."""
        begin, end = self.before(low), self.before(high)
        return (self._ids[begin], self._ids[end - 1] + 1) if begin < end else (0, 0)

    def serial(self, place: int) -> int:
        return -_SERIALS - self._ids[place]

    def place(self, serial: int) -> int | None:
        """Where a row with this serial is; None where there is none."""
        id_ = -serial - _SERIALS
        place = bisect_left(self._ids, id_)
        return place if place < len(self) and self._ids[place] == id_ else None

    # -- what they say

    def forget(self) -> None:
        """What they say is not so any more: it is asked for again."""
        self._shelf.forget()

    def get(self, place: int) -> Happening | None:
        return self._shelf.get(place // PAGE_ROWS, self._ids[place])

    def known(self, place: int) -> bool:
        """It was asked for, whether or not the journal still has it."""
        return self._shelf.known(place // PAGE_ROWS)

    @property
    def wanting(self) -> bool:
        return self._shelf.wanting

    def take_wanted(self) -> tuple[int, int] | None:
        """The ids of the next page to fetch: the first, and one past the last."""
        page = self._shelf.take_wanted()
        if page is None:
            return None
        begin, end = page * PAGE_ROWS, min(len(self), (page + 1) * PAGE_ROWS)
        return self._ids[begin], self._ids[end - 1] + 1

    def put(self, low: int, rows: Iterable[tuple[int, Happening]]) -> None:
        """What the journal has of the page that begins with the id `low`."""
        self._shelf.put(self._page_of(low), rows)

    def failed(self, low: int) -> None:
        """The page could not be read: it is asked for again when it is looked at again."""
        self._shelf.failed(self._page_of(low))

    def _page_of(self, id_: int) -> int:
        return bisect_left(self._ids, id_) // PAGE_ROWS


def is_story(serial: int) -> bool:
    """Whether a serial of the journal is that of a row between the events."""
    return serial <= -_SERIALS


def story_serial(id_: int) -> int:
    return -_SERIALS - id_
