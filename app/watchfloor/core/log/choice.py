"""Some rows of the log that are shown instead of all: those that were pinned, or are to be compared."""

from collections.abc import Callable, Sequence

from watchfloor.core.log.log import Item
from watchfloor.core.log.log_search import Row


class Choice:
    """The chosen rows that the filter holds for, the newest first. `made` is False where all are shown."""

    def __init__(self) -> None:
        self.made = False
        self._all: Sequence[Row] = ()
        self._rows: list[Row] = []
        self._places: dict[int, int] = {}

    def take(self, rows: Sequence[Row] | None) -> None:
        """Choose these; None chooses none, and all are shown."""
        self.made = rows is not None
        self._all = rows or ()

    def filter(self, holds: Callable[[Item], bool] | None) -> None:
        self._rows = [row for row in self._all if holds is None or holds(row[1])]
        self._places = {serial: place for place, (serial, _) in enumerate(self._rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def serial_at(self, row: int) -> int | None:
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def row_of(self, serial: int) -> int | None:
        return self._places.get(serial)

    def item(self, serial: int) -> Item | None:
        place = self._places.get(serial)
        return None if place is None else self._rows[place][1]
