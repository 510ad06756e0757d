"""How far the rows on the screen have moved since they were drawn: then they need not be drawn again."""

from watchfloor.core.log.log_window import LogWindow


class RowShift:
    """Knows which rows of a `LogWindow` stand on the screen."""

    def __init__(self, window: LogWindow) -> None:
        self._window = window
        self._top: int | None = None  # the serial of the uppermost row
        self._first = self._count = 0
        self._generation = window.generation

    def stand(self, first: int) -> None:
        """All are drawn anew, with the row `first` on top."""
        self._top, self._first, self._count = self._window.serial_at(first), first, self._window.count
        self._generation = self._window.generation

    def down(self, first: int, room: int) -> int | None:
        """So many rows have come above, where there is room for so many.

        None: other rows have come or gone as well, so that all are to be drawn anew.
        """
        top, before, filled = self._top, self._count, self._count - self._first >= room
        is_other = self._generation != self._window.generation
        self.stand(first)
        row = None if top is None or is_other else self._window.row_of(top)
        if row is None or not 0 <= row - first < room:
            return None
        # Where there was nothing below the last row there may be something now.
        return row - first if filled or self._count - before == row - first else None
