"""The newest rows of the event log, in memory: events, and what befell the channels between them."""

from collections.abc import Iterable

from watchfloor.core.event import Event
from watchfloor.core.happening import Happening

Item = Event | Happening
CAPACITY = 50_000


class LogTail:
    """The newest `capacity` rows at least, at most a tenth more. Every row has a serial that never
    changes, so a view can stand still while rows come; `first` is the oldest still here, `end` one
    past the newest."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._items: list[Item] = []
        self.first = 0
        self.events = 0  # that ever came
        self.stories = 0  # rows of what befell the channels, that ever came
        self.events_gone = 0  # of these, no longer in memory
        self.stories_gone = 0

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
            events = sum(isinstance(item, Event) for item in self._items[:spare])
            self.events_gone += events
            self.stories_gone += spare - events
            del self._items[:spare]
            self.first += spare

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
