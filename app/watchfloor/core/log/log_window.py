"""Which rows of the log a view shows: newest first, filtered, following or standing still."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from watchfloor.core.log.choice import Choice
from watchfloor.core.log.clearing import Clearings
from watchfloor.core.log.log import Item, LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_search import LogSearch, Row
from watchfloor.core.query.tree import Node

Predicate = Callable[[Item], bool]


class LogWindow:
    """Row 0 is the newest row shown. While `following`, that is the newest of all that match.

    Behind the rows in memory stand those of the journal, if there is one; of a filter with a query those
    that were found there so far. A row's serial is the tail's; below 0 it is a row of the journal, for an
    event minus its position. `choose` shows some rows instead of all these, through the same filter.
    """

    def __init__(self, tail: LogTail, history: LogHistory | None = None) -> None:
        self._tail = tail
        self.history = history
        self.search: LogSearch | None = None
        self.cleared = Clearings()
        self.following = True
        self.generation = 0  # of the filter: what was gathered of an earlier one no longer holds
        self.filtered = False
        self.holds: Predicate | None = None  # what the rows are filtered by, all in all
        self._predicate: Predicate | None = None
        self._query: Node | None = None
        self._searched_gone = 0
        self._events, self._stories = tail.events, tail.stories
        self._end = tail.end
        self._looked_at = tail.end
        self._matches: list[int] | None = None
        self._choice = Choice()

    # -- which rows

    def filter(self, predicate: Predicate | None, query: Node | None = None) -> None:
        """Show only what the predicate holds for; None shows all. `query` says the same to the journal."""
        self._predicate = predicate
        self._query = query
        self.filtered = predicate is not None
        self._begin()

    def clear(self, channel: str, seq: int, at_s: float) -> None:
        """Show nothing of a channel up to its event `seq` and that moment."""
        self.cleared.add(channel, seq, at_s)
        self._begin()

    def show_cleared(self) -> None:
        self.cleared.undo()
        self._begin()

    def choose(self, rows: Sequence[Row] | None) -> None:
        """Show these, the newest first; None shows all again."""
        self._choice.take(rows)
        self._choice.filter(self.holds)

    def remember(self, history: LogHistory) -> None:
        """Show these rows of the journal behind those in memory, through the filter that holds."""
        self.history = history
        self._begin_search()

    def restart(self, history: LogHistory | None) -> None:
        """The tail was cleared: follow what comes now, with other rows behind it, through the same filter."""
        self.history = history
        self.following = True
        self._begin()

    def _begin(self) -> None:
        """The filter is another one: look at everything anew."""
        self.generation += 1
        self.holds = self._narrowed()
        self._matches = None if self.holds is None else []
        self._looked_at = self._tail.first if self.holds else self._tail.end
        self.search = None
        self.update()
        self._begin_search()
        self._choice.filter(self.holds)

    def _narrowed(self) -> Predicate | None:
        predicate, cleared = self._predicate, self.cleared
        if not cleared:
            return predicate
        if predicate is None:
            return cleared.holds
        return lambda item: cleared.holds(item) and predicate(item)

    def _begin_search(self) -> None:
        """What is not in memory is searched in the journal."""
        self.search = None
        self._searched_gone = self._tail.events_gone
        searchable = self._query is not None or (self.cleared and self._predicate is None)
        if self.history is not None and searchable and self._in_journal:
            query = self.cleared.narrowed(self._query)
            self.search = LogSearch(query, self._newest_position + 1)

    def matching(self, after: int) -> list[int]:
        """The serials of the rows in memory that the filter holds for and that are later than one."""
        matches = self._matches or []
        return matches[bisect_right(matches, after) :]

    def update(self) -> None:
        """Take in what has come to the tail since the last time."""
        if self._matches is not None and self.holds is not None:
            start = max(self._looked_at, self._tail.first)
            fresh = self._tail.since(start)
            holds = self.holds
            self._matches.extend(start + place for place, item in enumerate(fresh) if holds(item))
            gone = bisect_left(self._matches, self._tail.first)
            # Moving the list costs its length: do it when it is worth it.
            if gone > 10_000:
                del self._matches[:gone]
        self._looked_at = self._tail.end
        if self.following:
            self._end = self._tail.end
            self._events, self._stories = self._tail.events, self._tail.stories
        if self.holds is not None and self._searched_gone != self._tail.events_gone:
            self._go_on_searching()

    def _go_on_searching(self) -> None:
        """More has left memory: the search takes it in where it is little, and else begins anew."""
        self._searched_gone = self._tail.events_gone
        if self.search is None or not self.search.grow(self._newest_position):
            self._begin_search()

    def follow(self, *, following: bool) -> None:
        self.following = following
        self.update()

    def catch_up(self) -> None:
        """Show what has come while the view stands still; it stands still again from here."""
        following, self.following = self.following, True
        self.update()
        self.following = following

    # -- how many

    @property
    def narrowed(self) -> bool:
        """Not all rows are shown."""
        return self.holds is not None or self._choice.made

    @property
    def choosing(self) -> bool:
        """Some rows are shown instead of all."""
        return self._choice.made

    @property
    def count(self) -> int:
        """How many rows can be shown."""
        if self._choice.made:
            return len(self._choice)
        if self._matches is None:
            return self.in_memory + self._in_journal
        return self._matches_in_memory + (len(self.search) if self.search is not None else 0)

    @property
    def _matches_in_memory(self) -> int:
        return max(0, self._before_end - bisect_left(self._matches or [], self._tail.first))

    @property
    def more(self) -> bool:
        """There may be matches in the journal that were not looked for yet."""
        return not self._choice.made and self.search is not None and self.search.more

    @property
    def in_memory(self) -> int:
        """How many rows there are without the filter before those of the journal."""
        return max(0, self._end - self._tail.first)

    @property
    def _newest_position(self) -> int:
        """The journal's position of the newest event that is shown and not in memory."""
        base = self.history.base if self.history else 0
        return base + min(self._tail.events_gone, self._events)

    @property
    def stories_behind(self) -> int:
        """How many of the journal's other rows are shown and not in memory."""
        if self.history is None:
            return 0
        gone = min(self._tail.stories_gone, self._stories)
        return min(self.history.stories.base + gone, len(self.history.stories))

    @property
    def stories_owed(self) -> bool:
        """Rows have left memory of which the journal was not asked yet where they stand."""
        history = self.history
        return history is not None and history.stories.base + self._tail.stories_gone > len(history.stories)

    @property
    def _in_journal(self) -> int:
        return self.history.count(self._newest_position, self.stories_behind) if self.history else 0

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

    # -- row by row

    def serial_at(self, row: int) -> int | None:
        """The serial of the row, counted from the newest; None outside, and while the row is fetched."""
        if self._choice.made:
            return self._choice.serial_at(row)
        if self._matches is not None:
            return self._match_at(row)
        if not 0 <= row < self.count:
            return None
        behind = row - self.in_memory
        if behind < 0 or self.history is None:
            return self._end - 1 - row
        stories = self.stories_behind
        oldest_first = self.history.count(self._newest_position, stories) - 1 - behind
        return self.history.serial_at(oldest_first, self._newest_position, stories)

    def _match_at(self, row: int) -> int | None:
        in_memory = self._matches_in_memory
        if 0 <= row < in_memory and self._matches is not None:
            return self._matches[self._before_end - 1 - row]
        if self.search is None or row < 0:
            return None
        self.search.look(row - in_memory)
        found = self.search.row_at(row - in_memory)
        return None if found is None else found[0]

    def row_of(self, serial: int) -> int | None:
        """Where a serial is shown; None where it is not."""
        if self._choice.made:
            return self._choice.row_of(serial)
        if serial < 0 and self._matches is not None:
            place = self.search.row_of(serial) if self.search is not None else None
            return None if place is None else self._matches_in_memory + place
        if serial < 0:
            return self._row_behind(serial)
        if not self._tail.first <= serial < self._end:
            return None
        if self._matches is None:
            return self._end - 1 - serial
        place = bisect_right(self._matches, serial) - 1
        if place < 0 or self._matches[place] != serial:
            return None
        return self._before_end - 1 - place

    def _row_behind(self, serial: int) -> int | None:
        if self.history is None:
            return None
        newest, stories = self._newest_position, self.stories_behind
        row = self.history.row_of(serial, newest, stories)
        return None if row is None else self.in_memory + self.history.count(newest, stories) - 1 - row

    def look(self, row: int) -> None:
        """This row is in sight: what the journal knows of it is wanted."""
        if not self._choice.made and self._matches is not None and self.search is not None:
            self.search.look(row - self._matches_in_memory)

    @property
    def wanting(self) -> bool:
        """Something is looked at that the journal has to be asked for."""
        history, search = self.history, self.search
        wanted = history is not None and (history.wanting or history.stories.wanting)
        return wanted or (search is not None and search.wanting)

    def item_at(self, row: int) -> Item | None:
        serial = self.serial_at(row)
        return None if serial is None else self.item(serial)

    def item(self, serial: int) -> Item | None:
        """The row with this serial; None while the journal is being asked for it."""
        chosen = self._choice.item(serial)
        if chosen is not None:
            return chosen
        if serial >= 0:
            return self._tail.get(serial)
        found = self.search.get(serial) if self.search is not None else None
        if found is not None:
            return found
        return self.history.item(serial) if self.history else None
