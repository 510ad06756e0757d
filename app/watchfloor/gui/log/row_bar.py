"""The scroll bar of the event log: it counts rows, however many there are, and is drawn where it is seen."""

from collections.abc import Callable

from PySide6.QtWidgets import QScrollBar

from watchfloor.core.log.log_window import LogWindow

UNSEEN, HANDLE_PX = 0.1, 28  # so much it may lag behind; how high its handle is at least


class RowBar:
    """Keeps the range of `bar` at the rows of a `LogWindow`, of which `page` have room."""

    def __init__(self, bar: QScrollBar, window: LogWindow, page: Callable[[], int]) -> None:
        self._bar = bar
        self._window = window
        self._page = page
        self.is_ranging = False  # its range changes: that is not the user scrolling

    @property
    def first(self) -> int:
        """The row at the top, counted from the newest."""
        return self._bar.value()

    def scroll(self, first: int) -> None:
        self._bar.setValue(first)

    def catch_up(self) -> None:
        """There are other rows."""
        if self.first or not self._window.following or self._looks_otherwise():
            self.fit()

    def _looks_otherwise(self) -> bool:
        """Whoever follows sees the handle at the top, and only how high it is; to draw it costs two rows."""
        bar, page = self._bar, self._page()
        before, after = bar.maximum(), max(0, self._window.count - page)
        if bar.pageStep() != page or not before <= after <= before * (1 + UNSEEN):
            return True
        heights_px = [max(HANDLE_PX, bar.height() * page / (page + rows)) for rows in (before, after)]
        return heights_px[0] - heights_px[1] >= 1

    def fit(self) -> None:
        """Let it count all rows there are."""
        bar, page = self._bar, self._page()
        self.is_ranging = True
        bar.setRange(0, max(0, self._window.count - page))
        bar.setPageStep(page)
        if self._window.following and not self._window.choosing:
            bar.setValue(0)
        self.is_ranging = False

    def reveal(self, row: int) -> None:
        """Bring a row into sight."""
        self.fit()
        page = self._page()
        if row < self.first:
            self.scroll(row)
        elif row >= self.first + page:
            self.scroll(row - page + 1)
