"""The newest rows of the event log, in memory: events, and what befell the channels between them."""

from collections import deque
from collections.abc import Iterable

from watchfloor.core.event import Event
from watchfloor.core.happening import Happening

Item = Event | Happening
CAPACITY = 50_000


class LogTail:
    """The newest `capacity` rows at least, at most a tenth more. Every row has a serial that never
    changes, so a view can stand still while rows come; `first` is the oldest still here, `end` one
    past the newest.

    Where a journal tells of its `commits`, rows leave by whole commits: the journal puts the channels of one
    in another order, so that a part of it would leave some rows in both places and some in none. Until it
    has caught up, there may be twice as many rows.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._items: list[Item] = []
        self.first = 0
        self.events = 0  # that ever came
        self.stories = 0  # rows of what befell the channels, that ever came
        self.events_gone = 0  # of these, no longer in memory
        self.stories_gone = 0
        # How many of the events each commit has brought to the journal; another thread may add to it.
        self.commits: deque[int] | None = None

    @property
    def end(self) -> int:
        return self.first + len(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def extend(self, items: Iterable[Item], events: int | None = None) -> None:
        """Add rows; `events` is how many of them are events, where the caller knows."""
        before = len(self._items)
        self._items.extend(items)
        if events is None:
            events = sum(isinstance(item, Event) for item in self._items[before:])
        self.events += events
        self.stories += len(self._items) - before - events
        spare = len(self._items) - self._capacity
        # Seldom enough to cost little, and not so many at once that a frame would come late.
        if spare >= max(1, self._capacity // 10):
            self._let_go(self._committed(spare))

    def _committed(self, spare: int) -> int:
        """How many of the oldest rows can leave, so that whole commits do."""
        if self.commits is None or len(self._items) >= 2 * self._capacity:
            return spare
        if not self.commits or self.commits[0] > self.events_gone + spare:
            return 0  # looking closer would cost much, and happens with every batch of a flood
        bound, reached = self.events_gone + self._events_in(spare), 0
        while self.commits and self.commits[0] <= bound:
            reached = self.commits.popleft()
        if reached <= self.events_gone:
            return 0
        left = reached - self.events_gone
        for place, item in enumerate(self._items):
            if isinstance(item, Event):
                left -= 1
                if not left:
                    return place + 1
        return spare

    def _events_in(self, rows: int) -> int:
        return sum(isinstance(item, Event) for item in self._items[:rows])

    def _let_go(self, rows: int) -> None:
        events = self._events_in(rows)
        self.events_gone += events
        self.stories_gone += rows - events
        del self._items[:rows]
        self.first += rows

    def clear(self) -> None:
        """Let go of every row; serials go on, so that none is ever given twice."""
        self.first = self.end
        self._items = []
        self.events = self.events_gone = self.stories = self.stories_gone = 0

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        for item in self._items:
            if item.channel == before:
                item.channel = after

    def get(self, serial: int) -> Item | None:
        """The row with this serial; None when it has left memory or has not come yet."""
        place = serial - self.first
        return self._items[place] if 0 <= place < len(self._items) else None

    def since(self, serial: int) -> list[Item]:
        """The rows from this serial on, as far as they are still here."""
        return self._items[max(0, serial - self.first) :]

    def find(self, channel: str, seq: int) -> int | None:
        """The serial of an event, looked for from the newest."""
        for place in range(len(self._items) - 1, -1, -1):
            item = self._items[place]
            if isinstance(item, Event) and item.seq == seq and item.channel == channel:
                return self.first + place
        return None
