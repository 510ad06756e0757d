"""A few pages of the journal's rows, each fetched once it was looked at."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, TypeVar

PAGE_ROWS = 200
PAGES = 24
WAITING = 4  # pages asked for and not yet looked up: of a quick scroll the newest matter

R = TypeVar("R")


class PageShelf(Generic[R]):
    """`get` knows a row by its page and number, or notes the page as wanted; whoever reads the journal asks
    `take_wanted`, and gives what it found to `put`."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, dict[int, R]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()

    def get(self, page: int, number: int) -> R | None:
        known = self._pages.get(page)
        if known is not None:
            self._pages.move_to_end(page)
            return known.get(number)
        if page not in self._asked:
            self._wanted[page] = None
            self._wanted.move_to_end(page)
            while len(self._wanted) > WAITING:
                self._wanted.popitem(last=False)
        return None

    def known(self, page: int) -> bool:
        """The journal was asked for this page, whatever it still has of it."""
        return page in self._pages

    @property
    def wanting(self) -> bool:
        return bool(self._wanted)

    def take_wanted(self) -> int | None:
        """The next page to fetch; the one that was looked at last comes first."""
        if not self._wanted:
            return None
        page, _ = self._wanted.popitem(last=True)
        self._asked.add(page)
        return page

    def put(self, page: int, rows: Iterable[tuple[int, R]]) -> None:
        """What the journal has of the page, by number."""
        self._asked.discard(page)
        self._pages[page] = dict(rows)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def failed(self, page: int) -> None:
        """It could not be read: it is asked for again when it is looked at again."""
        self._asked.discard(page)

    def drop(self, page: int) -> None:
        """It is no longer whole."""
        self._pages.pop(page, None)

    def forget(self) -> None:
        """What is known of the rows is not so any more: it is asked for again."""
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
