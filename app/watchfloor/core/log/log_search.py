"""A filter's matches in the journal, older than what is in memory: found page by page, while one scrolls.

Of each page only its ends are kept; what is in it is fetched again when one comes back to it. So the list
may be as long as it likes.
"""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from watchfloor.core.log.log import Item
from watchfloor.core.query.tree import Node

PAGE_ROWS = 200
PAGES = 24
FAR = 100_000  # events that came since the search began
FIRST = 1  # the oldest position of a journal
AHEAD_ROWS = 40  # so near to the last known match the next ones are asked for

Row = tuple[int, Item]  # its serial, and what it is


class Page(msgspec.Struct, eq=False):
    """The matches from the position `low` up to before another one, the newest first."""

    low: int
    before: int
    count: int
    rows: Sequence[Row] | None = None


class Wanted(msgspec.Struct, frozen=True):
    """A stretch of the journal to be searched, from `low` up to before `before`.

    The `page` there is known; or it is `newer` than all that is known: then the oldest matches are wanted
    first. Of all others the newest are wanted first.
    """

    low: int
    before: int
    page: Page | None = None
    newer: bool = False


class LogSearch:
    """Matches by row, row 0 is the newest. `more`: the journal was not searched to its end.

    `reached` is the position back to which it was searched, `reached_at_s` when that was received: known
    only where there was nothing to find in a while.
    """

    def __init__(self, query: Node, before: int) -> None:
        self.query = query
        self.more = before > FIRST
        self.stopped = False
        self.reached = before
        self.reached_at_s: float | None = None
        self._newest = before - 1
        self._top = before
        self._pages: list[Page] = []
        self._starts: list[int] = [0]
        self._loaded: OrderedDict[int, Page] = OrderedDict()
        self._places: dict[int, tuple[Page, int]] = {}
        self._wanted: Wanted | None = None
        self._asked = False

    def __len__(self) -> int:
        return self._starts[-1]

    # -- what is looked at

    def look(self, row: int) -> None:
        """This row is looked at: it is fetched if it is not there; near the end, more are wanted."""
        if self._asked or self._wanted is not None or row < 0:
            return
        if self._newest >= self._top:
            self._wanted = Wanted(self._top, self._newest + 1, newer=True)
        elif row < len(self):
            page = self._page_at(row)
            if page.rows is None:
                self._wanted = Wanted(page.low, page.before, page)
        if self._wanted is None and self.more and not self.stopped and row >= len(self) - AHEAD_ROWS:
            self._wanted = Wanted(FIRST, self.reached)

    def grow(self, newest: int) -> bool:
        """Rows up to this position have left memory by now. False: too many, it is better to begin anew."""
        self._newest = max(self._newest, newest)
        return self._newest - self._top < FAR

    def stop(self, *, stopped: bool = True) -> None:
        """Search no further back, or go on with it."""
        self.stopped = stopped

    @property
    def wanting(self) -> bool:
        return self._wanted is not None

    def take_wanted(self) -> Wanted | None:
        """What to search next; None if nothing is wanted."""
        wanted, self._wanted = self._wanted, None
        self._asked = self._asked or wanted is not None
        return wanted

    # -- what was found

    def put(self, wanted: Wanted, found: Sequence[Row], *, low: int, before: int) -> None:
        """The matches from `low` up to before `before`, the newest first: as much as was searched."""
        self._asked = False
        if wanted.page is not None:
            self._load(wanted.page, found[: wanted.page.count])
            return
        if wanted.newer:
            self._top = before
        else:
            self.reached, self.more = low, low > FIRST
            self.reached_at_s = None if found else self.reached_at_s
        if found:
            page = Page(low, before, len(found))
            self._pages.insert(0 if wanted.newer else len(self._pages), page)
            self._starts = [0, *accumulate(each.count for each in self._pages)]
            self._load(page, found)

    def _load(self, page: Page, rows: Sequence[Row]) -> None:
        page.rows = rows
        self._loaded[id(page)] = page
        self._places.update({serial: (page, place) for place, (serial, _) in enumerate(rows)})
        while len(self._loaded) > PAGES:
            _, old = self._loaded.popitem(last=False)
            for serial, _ in old.rows or ():
                self._places.pop(serial, None)
            old.rows = None

    def failed(self) -> None:
        """It could not be read: it is asked for again when it is looked at again."""
        self._asked = False

    # -- rows

    def _page_at(self, row: int) -> Page:
        return self._pages[bisect_right(self._starts, row) - 1]

    def row_at(self, row: int) -> Row | None:
        """None outside, and while the row is being fetched."""
        if not 0 <= row < len(self):
            return None
        page = self._page_at(row)
        if page.rows is None:
            return None
        self._loaded.move_to_end(id(page))
        place = row - self._starts[bisect_right(self._starts, row) - 1]
        return page.rows[place] if place < len(page.rows) else None

    def row_of(self, serial: int) -> int | None:
        """Where a row is that is at hand."""
        found = self._places.get(serial)
        if found is None:
            return None
        page, place = found
        return self._starts[bisect_left(self._pages, -page.low, key=lambda each: -each.low)] + place

    def get(self, serial: int) -> Item | None:
        found = self._places.get(serial)
        return found[0].rows[found[1]][1] if found is not None and found[0].rows is not None else None
