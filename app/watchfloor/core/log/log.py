"""The newest rows of the event log, in memory: events, and what befell the channels between them."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from watchfloor.core.event import Event, Events
from watchfloor.core.happening import Happening

Item = Event | Happening
CAPACITY = 50_000
FEW, LOT = 64, 512  # so few rows join those before them, up to so many


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
        # As they came: what a flood brings is made into events only where somebody looks.
        self._lots: list[Sequence[Item]] = []
        self._starts: list[int] = []  # the serial of each lot's first row
        self.first = 0
        self.end = 0
        self.events = 0  # that ever came, with those that were passed over
        self.stories = 0  # rows of what befell the channels, that ever came
        self.events_gone = 0  # of these, no longer in memory
        # How many events the journal has before the row with a serial that are no rows here.
        self._passed: deque[tuple[int, int]] = deque()
        self.stories_gone = 0
        # How many of the events each commit has brought to the journal; another thread may add to it.
        self.commits: deque[int] | None = None

    def __len__(self) -> int:
        return self.end - self.first

    def extend(self, items: Iterable[Item], events: int | None = None) -> None:
        """Add rows; `events` is how many of them are events, where the caller knows."""
        rows = items if isinstance(items, Events) else list(items)
        if events is None:
            events = sum(isinstance(item, Event) for item in rows)
        self._add(rows)
        self.events += events
        self.stories += len(rows) - events
        spare = len(self) - self._capacity
        # Seldom enough to cost little, and not so many at once that a frame would come late.
        if spare >= max(1, self._capacity // 10):
            self._let_go(self._committed(spare))

    def pass_over(self, events: int) -> None:
        """So many events came that are no rows here: the journal has them, and counts on from them."""
        if events > 0:
            before = self._passed.pop()[1] if self._passed and self._passed[-1][0] == self.end else 0
            self._passed.append((self.end, before + events))
            self.events += events

    def _add(self, rows: Sequence[Item]) -> None:
        last = self._lots[-1] if self._lots else None
        if isinstance(last, list) and len(rows) < FEW and len(last) < LOT:
            last.extend(rows)
        elif rows:
            self._lots.append(list(rows) if len(rows) < FEW else rows)
            self._starts.append(self.end)
        self.end += len(rows)

    def _committed(self, spare: int) -> int:
        """How many of the oldest rows can leave, so that whole commits do."""
        if self.commits is None or len(self) >= 2 * self._capacity:
            return spare
        if not self.commits or self.commits[0] > self.events_gone + spare:
            return 0  # looking closer would cost much, and happens with every batch of a flood
        bound, reached = self.events_gone + self._events_in(spare), 0
        while self.commits and self.commits[0] <= bound:
            reached = self.commits.popleft()
        if reached <= self.events_gone:
            return 0
        left = reached - self.events_gone
        if self._passed:
            return self._rows_with(left, spare)
        rows = 0
        for lot, begin in self._from(self.first):
            events = _events_of(lot, begin, len(lot))
            if events < left:
                left -= events
                rows += len(lot) - begin
                continue
            if isinstance(lot, Events):
                return rows + left
            for item in lot[begin:]:
                rows += 1
                left -= isinstance(item, Event)
                if not left:
                    return rows
        return spare

    def _rows_with(self, events: int, most: int) -> int:
        """How many of the oldest rows, up to so many, stand for no more than these events of the journal."""
        least = 0
        while least < most:
            rows = (least + most + 1) // 2
            least, most = (rows, most) if self._events_in(rows) <= events else (least, rows - 1)
        return least

    def _events_in(self, rows: int) -> int:
        """How many events the journal has of the oldest rows, with what was passed over between them."""
        return self._rows_in(rows) + self._passed_in(rows)

    def _passed_in(self, rows: int) -> int:
        return sum(count for serial, count in self._passed if serial <= self.first + rows)

    def _rows_in(self, rows: int) -> int:
        """How many of the oldest rows are events."""
        events = 0
        for lot, begin in self._from(self.first):
            end = min(len(lot), begin + rows)
            events += _events_of(lot, begin, end)
            rows -= end - begin
            if not rows:
                break
        return events

    def _from(self, serial: int) -> Iterator[tuple[Sequence[Item], int]]:
        """The lots from this row on, each with the place to begin at."""
        number = max(0, bisect_right(self._starts, serial) - 1)
        for start, lot in zip(self._starts[number:], self._lots[number:], strict=True):
            yield lot, max(0, serial - start)

    def _let_go(self, rows: int) -> None:
        events = self._rows_in(rows)
        self.events_gone += events + self._passed_in(rows)
        self.stories_gone += rows - events
        self.first += rows
        while self._passed and self._passed[0][0] <= self.first:
            self._passed.popleft()
        gone = max(0, bisect_right(self._starts, self.first) - 1)
        del self._lots[:gone], self._starts[:gone]

    def clear(self) -> None:
        """Let go of every row; serials go on, so that none is ever given twice."""
        self.first = self.end
        self._lots, self._starts = [], []
        self._passed.clear()
        self.events = self.events_gone = self.stories = self.stories_gone = 0

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        for number, lot in enumerate(self._lots):
            rows = self._lots[number] = list(lot)
            for item in rows:
                if item.channel == before:
                    item.channel = after

    def get(self, serial: int) -> Item | None:
        """The row with this serial; None when it has left memory or has not come yet."""
        if not self.first <= serial < self.end:
            return None
        number = bisect_right(self._starts, serial) - 1
        return self._lots[number][serial - self._starts[number]]

    def since(self, serial: int) -> list[Item]:
        """The rows from this serial on, as far as they are still here."""
        return [item for lot, begin in self._from(max(serial, self.first)) for item in lot[begin:]]

    def find(self, channel: str, seq: int) -> int | None:
        """The serial of an event, looked for from the newest."""
        for start, lot in zip(reversed(self._starts), reversed(self._lots), strict=True):
            for place in range(len(lot) - 1, -1, -1):
                item = lot[place]
                if isinstance(item, Event) and item.seq == seq and item.channel == channel:
                    return start + place if start + place >= self.first else None
        return None


def _events_of(lot: Sequence[Item], begin: int, end: int) -> int:
    """How many of these rows are events; none is made to see that."""
    if isinstance(lot, Events):
        return end - begin
    return sum(isinstance(item, Event) for item in lot[begin:end])
