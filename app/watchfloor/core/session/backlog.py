"""What came and has not been read for map and graphs yet: of a burst the newest, the rest is counted."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from watchfloor.core.event import Event

READ_A_FRAME = 500


class _Lots:
    """Batches as they came, the newest last. `passed_over` counts the events that had to make room."""

    def __init__(self) -> None:
        self.passed_over = 0
        # No more of them are made than are read.
        self._lots: deque[Sequence[Event]] = deque()
        self._held = 0

    def __len__(self) -> int:
        return min(self._held, READ_A_FRAME)

    def add(self, events: Sequence[Event]) -> None:
        self._lots.append(events)
        self._held += len(events)
        while self._held - len(self._lots[0]) >= READ_A_FRAME:
            gone = len(self._lots.popleft())
            self._held -= gone
            self.passed_over += gone

    def take(self, most: int) -> list[Event]:
        """The newest, the oldest of them first; nothing is held any more."""
        spare = max(0, self._held - most)
        self.passed_over += spare
        taken: list[Event] = []
        for lot in self._lots:
            taken += [lot[place] for place in range(spare, len(lot))]
            spare = max(0, spare - len(lot))
        self.clear()
        return taken

    def clear(self) -> None:
        self._lots.clear()
        self._held = 0

    def rename(self, before: str, after: str) -> None:
        self._lots = deque(list(events) for events in self._lots)
        for event in self._events():
            event.channel = after if event.channel == before else event.channel

    def _events(self) -> Iterator[Event]:
        return chain.from_iterable(self._lots)


class Backlog:
    """Holds what a frame reads, at most `READ_A_FRAME` events: first those of feeds that come first."""

    def __init__(self) -> None:
        self._first, self._rest = _Lots(), _Lots()

    def __len__(self) -> int:
        return min(len(self._first) + len(self._rest), READ_A_FRAME)

    @property
    def passed_over(self) -> int:
        """How many had to make room."""
        return self._first.passed_over + self._rest.passed_over

    def add(self, events: Sequence[Event], *, first: bool = False) -> None:
        (self._first if first else self._rest).add(events)

    def take(self) -> list[Event]:
        """All that is held; of a feed the oldest first. Nothing is held any more."""
        first = self._first.take(READ_A_FRAME)
        return [*self._rest.take(READ_A_FRAME - len(first)), *first]

    def clear(self) -> None:
        self._first.clear()
        self._rest.clear()

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        self._first.rename(before, after)
        self._rest.rename(before, after)
