"""A filter's matches in the journal, older than what is in memory: found page by page, while one scrolls."""

from collections.abc import Sequence

from watchfloor.core.event import Event
from watchfloor.core.query.tree import Node

PAGE_ROWS = 200
MOST = 5_000
AHEAD_ROWS = 40  # so near to the last known match the next ones are asked for


class LogSearch:
    """Matches by position, the newest first; at most `MOST`, then `cut` tells that there may be more."""

    def __init__(self, query: Node, before: int) -> None:
        self.query = query
        self.more = True
        self.wanting = False
        self._asked = False
        self._before = before
        self._positions: list[int] = []
        self._rows: dict[int, int] = {}
        self._events: dict[int, Event] = {}

    def __len__(self) -> int:
        return len(self._positions)

    @property
    def cut(self) -> bool:
        return len(self) >= MOST

    def look(self, row: int) -> None:
        """This row is looked at: near the end, more are wanted."""
        if self.more and not self.cut and not self._asked and row >= len(self) - AHEAD_ROWS:
            self.wanting = True

    def take_wanted(self) -> int | None:
        """The position before which the next matches are to be looked for; None if nothing is wanted."""
        if not self.wanting:
            return None
        self.wanting, self._asked = False, True
        return self._before

    def put(self, found: Sequence[tuple[int, Event]], *, more: bool) -> None:
        """The matches before the position that was asked for, the newest first."""
        self._asked, self.more = False, more
        for position, event in found[: MOST - len(self)]:
            self._rows[position] = len(self._positions)
            self._positions.append(position)
            self._events[position] = event
        if found:
            self._before = found[-1][0]

    def failed(self) -> None:
        """It could not be read: it is asked for again when it is looked at again."""
        self._asked = False

    def position_at(self, row: int) -> int | None:
        return self._positions[row] if 0 <= row < len(self) else None

    def row_of(self, position: int) -> int | None:
        return self._rows.get(position)

    def get(self, position: int) -> Event | None:
        return self._events.get(position)
