"""The journal's rows that are no longer in memory: a few pages of them, fetched as they are looked at."""

from collections import OrderedDict
from collections.abc import Iterable

from watchfloor.core.event import Event

PAGE_ROWS = 200
PAGES = 24
WAITING = 4  # pages asked for and not yet looked up: of a quick scroll the newest matter


class LogHistory:
    """Events by their position in the journal, 1, 2, 3…

    `base` is the last position before the first event of this session's `LogTail`, `first` the oldest
    that the journal still has. `get` knows an event or notes its page as wanted; whoever reads the
    journal asks `take_wanted` and gives what it found to `put`.
    """

    def __init__(self, base: int = 0, first: int = 1) -> None:
        self.base = base
        self.first = first
        self._pages: OrderedDict[int, dict[int, Event]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()

    def get(self, position: int) -> Event | None:
        page = position // PAGE_ROWS
        known = self._pages.get(page)
        if known is not None:
            self._pages.move_to_end(page)
            return known.get(position)
        if page not in self._asked:
            self._wanted[page] = None
            self._wanted.move_to_end(page)
            while len(self._wanted) > WAITING:
                self._wanted.popitem(last=False)
        return None

    def known(self, position: int) -> bool:
        """The journal was asked for this position, whether or not it still has it."""
        return position // PAGE_ROWS in self._pages

    @property
    def wanting(self) -> bool:
        return bool(self._wanted)

    def take_wanted(self) -> tuple[int, int] | None:
        """The next page to fetch, as its first and last position; the one asked for last comes first."""
        if not self._wanted:
            return None
        page, _ = self._wanted.popitem(last=True)
        self._asked.add(page)
        return page * PAGE_ROWS, page * PAGE_ROWS + PAGE_ROWS - 1

    def put(self, low: int, rows: Iterable[tuple[int, Event]]) -> None:
        """What the journal has of the page that begins at `low`."""
        page = low // PAGE_ROWS
        self._asked.discard(page)
        self._pages[page] = dict(rows)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def forget(self, low: int) -> None:
        """The page could not be read: it is asked for again when it is looked at again."""
        self._asked.discard(low // PAGE_ROWS)
