"""What came and has not been read for map and graphs yet: of a burst the newest, the rest is counted."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from watchfloor.core.event import Event

READ_A_FRAME = 500


class Backlog:
    """Holds at most `READ_A_FRAME` events. `passed_over` counts those that had to make room."""

    def __init__(self) -> None:
        self.passed_over = 0
        # As they came, the newest last: no more of them are made than are read.
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

    def take(self) -> list[Event]:
        """All that is held, the oldest first; nothing is held any more."""
        spare = max(0, self._held - READ_A_FRAME)
        self.passed_over += spare
        taken: list[Event] = []
        for lot in self._lots:
            taken += [lot[place] for place in range(spare, len(lot))]
            spare = 0  # the others are wanted whole
        self.clear()
        return taken

    def clear(self) -> None:
        self._lots.clear()
        self._held = 0

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        self._lots = deque(list(events) for events in self._lots)
        for event in self._events():
            event.channel = after if event.channel == before else event.channel

    def _events(self) -> Iterator[Event]:
        return chain.from_iterable(self._lots)
