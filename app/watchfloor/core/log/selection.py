"""Which rows are chosen: one, or all between two of them."""

from collections.abc import Callable


class Selection:
    """Rows by their serials, so that what is chosen stays so while rows come. `current` is where keys are."""

    def __init__(self) -> None:
        self.current: int | None = None
        self._anchor: int | None = None

    def choose(self, serial: int | None, *, extend: bool = False) -> None:
        """Choose one row; to `extend` is to choose all from the row that was chosen first."""
        self.current = serial
        if not extend or self._anchor is None:
            self._anchor = serial

    def rows(self, row_of: Callable[[int], int | None]) -> range:
        """The rows that are chosen, as they are numbered now."""
        current = None if self.current is None else row_of(self.current)
        if current is None:
            return range(0)
        anchor = None if self._anchor is None else row_of(self._anchor)
        first, last = sorted((current, current if anchor is None else anchor))
        return range(first, last + 1)
