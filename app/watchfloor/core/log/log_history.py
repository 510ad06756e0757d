"""The journal's rows that are no longer in memory: a few pages of them, fetched as they are looked at."""

from bisect import bisect_left
from collections.abc import Iterable

from watchfloor.core.event import Event
from watchfloor.core.happening import Happening
from watchfloor.core.log.page_shelf import PAGE_ROWS, PageShelf
from watchfloor.core.log.story_index import StoryIndex, is_story


class LogHistory:
    """Events by their position in the journal, 1, 2, 3…, and between them the rows of `stories`.

    `base` is the last position before the first event of this session's `LogTail`, `first` the oldest
    that the journal still has. `get` knows an event or notes its page as wanted; whoever reads the
    journal asks `take_wanted` and gives what it found to `put`.
    """

    def __init__(self, base: int = 0, first: int = 1, stories: StoryIndex | None = None) -> None:
        self.base = base
        self.first = first
        self.stories = stories or StoryIndex()
        self._shelf = PageShelf[Event]()

    def forget(self) -> None:
        """What is known of the rows is not so any more: it is asked for again."""
        self._shelf.forget()
        self.stories.forget()

    # -- rows, the oldest is row 0 here: of events up to the position `newest`, and of so many `stories`

    def count(self, newest: int, stories: int) -> int:
        return max(0, newest - self.first + 1) + stories

    def serial_at(self, row: int, newest: int, stories: int) -> int:
        """Minus its position for an event."""
        place = bisect_left(range(stories), row, key=lambda each: self._story_row(each, newest))
        if place < stories and self._story_row(place, newest) == row:
            return self.stories.serial(place)
        return -(self.first + row - place)

    def row_of(self, serial: int, newest: int, stories: int) -> int | None:
        if is_story(serial):
            place = self.stories.place(serial)
            return None if place is None or place >= stories else self._story_row(place, newest)
        if not self.first <= -serial <= newest:
            return None
        return -serial - self.first + min(self.stories.before(-serial), stories)

    def _story_row(self, place: int, newest: int) -> int:
        after = min(max(self.stories.after(place), self.first - 1), newest)
        return after - self.first + 1 + place

    def item(self, serial: int) -> Event | Happening | None:
        """The row with this serial; None while the journal is being asked for it, or when it is gone."""
        if not is_story(serial):
            return self.get(-serial)
        place = self.stories.place(serial)
        return None if place is None else self.stories.get(place)

    def gone(self, serial: int) -> bool:
        """The journal was asked for the row, and has it no longer."""
        if not is_story(serial):
            return self.known(-serial)
        place = self.stories.place(serial)
        return place is None or self.stories.known(place)

    # -- pages of events

    def get(self, position: int) -> Event | None:
        return self._shelf.get(position // PAGE_ROWS, position)

    def known(self, position: int) -> bool:
        """The journal was asked for this position, whether or not it still has it."""
        return self._shelf.known(position // PAGE_ROWS)

    @property
    def wanting(self) -> bool:
        return self._shelf.wanting

    def take_wanted(self) -> tuple[int, int] | None:
        """The next page to fetch, as its first and last position; the one asked for last comes first."""
        page = self._shelf.take_wanted()
        return None if page is None else (page * PAGE_ROWS, page * PAGE_ROWS + PAGE_ROWS - 1)

    def put(self, low: int, rows: Iterable[tuple[int, Event]]) -> None:
        """What the journal has of the page that begins at `low`."""
        self._shelf.put(low // PAGE_ROWS, rows)

    def failed(self, low: int) -> None:
        """The page could not be read: it is asked for again when it is looked at again."""
        self._shelf.failed(low // PAGE_ROWS)
