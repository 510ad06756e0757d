"""Which rows of the log a view shows: newest first, filtered, following or standing still."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from watchfloor.core.log.log import Item, LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_search import LogSearch
from watchfloor.core.query.tree import Node

Predicate = Callable[[Item], bool]


class LogWindow:
    """Row 0 is the newest row shown. While `following`, that is the newest of all that match.

    Behind the rows in memory stand those of the journal, if there is one; of a filter with a query those
    that were found there so far. A row's serial is the tail's, or for a row of the journal minus its
    position.
    """

    def __init__(self, tail: LogTail, history: LogHistory | None = None) -> None:
        self._tail = tail
        self.history = history
        self._events = tail.events
        self._query: Node | None = None
        self._searched_gone = 0
        self.search: LogSearch | None = None
        self._end = tail.end
        self._looked_at = tail.end
        self._matches: list[int] | None = None
        self._predicate: Predicate | None = None
        self.following = True

    @property
    def filtered(self) -> bool:
        return self._predicate is not None

    def filter(self, predicate: Predicate | None, query: Node | None = None) -> None:
        """Show only what the predicate holds for; None shows all. `query` says the same to the journal."""
        self._predicate = predicate
        self._query = query
        self._matches = None if predicate is None else []
        self._looked_at = self._tail.first if predicate else self._tail.end
        self.search = None
        self.update()
        self._begin_search()

    def _begin_search(self) -> None:
        """What is not in memory is searched in the journal, anew whenever more has left memory."""
        self.search = None
        if self.history is not None and self._query is not None and self._in_journal:
            self.search = LogSearch(self._query, self._newest_position + 1)
            self._searched_gone = self._tail.events_gone

    def update(self) -> None:
        """Take in what has come to the tail since the last time."""
        if self._matches is not None and self._predicate is not None:
            start = max(self._looked_at, self._tail.first)
            fresh = self._tail.since(start)
            holds = self._predicate
            self._matches.extend(start + place for place, item in enumerate(fresh) if holds(item))
            gone = bisect_left(self._matches, self._tail.first)
            # Moving the list costs its length: do it when it is worth it.
            if gone > 10_000:
                del self._matches[:gone]
        self._looked_at = self._tail.end
        if self.following:
            self._end = self._tail.end
            self._events = self._tail.events
        if self._query is not None and self._searched_gone != self._tail.events_gone:
            self._begin_search()

    def follow(self, *, following: bool) -> None:
        self.following = following
        self.update()

    @property
    def count(self) -> int:
        """How many rows can be shown."""
        if self._matches is None:
            return self._in_memory + self._in_journal
        return self._matches_in_memory + (len(self.search) if self.search is not None else 0)

    @property
    def _matches_in_memory(self) -> int:
        return self._before_end - bisect_left(self._matches or [], self._tail.first)

    @property
    def more(self) -> bool:
        """There may be matches in the journal that were not looked for yet."""
        return self.search is not None and self.search.more

    @property
    def _in_memory(self) -> int:
        return max(0, self._end - self._tail.first)

    @property
    def _newest_position(self) -> int:
        """The journal's position of the newest row that is shown and not in memory."""
        base = self.history.base if self.history else 0
        return base + min(self._tail.events_gone, self._events)

    @property
    def _in_journal(self) -> int:
        return max(0, self._newest_position - self.history.first + 1) if self.history else 0

    @property
    def _before_end(self) -> int:
        return bisect_left(self._matches or [], self._end)

    @property
    def waiting(self) -> int:
        """How many rows came since the view stands still."""
        if self._matches is None:
            return self._tail.end - self._end
        return len(self._matches) - self._before_end

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._tail) + self._in_journal

    def serial_at(self, row: int) -> int | None:
        """The serial of the row, counted from the newest; None outside."""
        if self.search is not None:
            self.search.look(row - self._matches_in_memory)
        if not 0 <= row < self.count:
            return None
        if self._matches is not None:
            behind = row - self._matches_in_memory
            if behind < 0 or self.search is None:
                return self._matches[self._before_end - 1 - row]
            return -(self.search.position_at(behind) or 0)
        behind = row - self._in_memory
        return self._end - 1 - row if behind < 0 else behind - self._newest_position

    def row_of(self, serial: int) -> int | None:
        """Where a serial is shown; None where it is not."""
        if serial < 0 and self._matches is not None:
            place = self.search.row_of(-serial) if self.search is not None else None
            return None if place is None else self._matches_in_memory + place
        if serial < 0:
            behind = self._newest_position + serial
            return self._in_memory + behind if behind >= 0 else None
        if not self._tail.first <= serial < self._end:
            return None
        if self._matches is None:
            return self._end - 1 - serial
        place = bisect_right(self._matches, serial) - 1
        if place < 0 or self._matches[place] != serial:
            return None
        return self._before_end - 1 - place

    def item_at(self, row: int) -> Item | None:
        serial = self.serial_at(row)
        return None if serial is None else self.item(serial)

    def item(self, serial: int) -> Item | None:
        """The row with this serial; None while the journal is being asked for it."""
        if serial >= 0:
            return self._tail.get(serial)
        found = self.search.get(-serial) if self.search is not None else None
        if found is not None:
            return found
        return self.history.get(-serial) if self.history else None
