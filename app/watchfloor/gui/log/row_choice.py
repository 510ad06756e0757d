"""Which rows of the event log are chosen, and which of them is current."""

from PySide6.QtCore import QObject, Signal

from watchfloor.core.log.log import Item
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.log.selection import Selection
from watchfloor.gui.log.row_bar import RowBar

MOST = 10_000  # rows copied at once


class RowChoice(QObject):
    """Chooses rows of a `LogWindow` and has the bar bring them into sight.

    Gives `changed` when other rows are chosen, and `current_known` with the current row's serial once it
    is known what is in it: a row of the journal may have to be fetched first.
    """

    changed = Signal()
    current_known = Signal(object)

    def __init__(self, window: LogWindow, bar: RowBar, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._bar = bar
        self._selection = Selection()
        self._untold = False  # the current row is still being fetched
        self._aim: int | None = None  # a row that becomes current once it is fetched

    @property
    def current(self) -> int | None:
        """The serial of the current row."""
        return self._selection.current

    @property
    def current_row(self) -> int | None:
        """Where it stands, counted from the newest."""
        return None if self.current is None else self._window.row_of(self.current)

    @property
    def rows(self) -> range:
        """The chosen rows, counted from the newest."""
        return self._selection.rows(self._window.row_of)

    @property
    def items(self) -> list[Item]:
        """The chosen rows, the oldest first, as far as they are at hand; `MOST` of them at most."""
        items = (self._window.item_at(row) for row in reversed(self.rows[:MOST]))
        return [item for item in items if item is not None]

    def select(self, serial: int | None, *, extend: bool = False) -> None:
        """Make the row current and bring it into sight; to `extend` keeps those before it chosen too."""
        if serial == self.current and not extend and len(self.rows) <= 1:
            return
        self._selection.choose(serial, extend=extend)
        self._aim = None
        row = self.current_row
        if row is not None:
            self._bar.reveal(row)
            self._tell_current()
        self.changed.emit()

    def select_all(self) -> None:
        """Choose every row; the newest is current."""
        oldest, newest = self._window.serial_at(self._window.count - 1), self._window.serial_at(0)
        if oldest is not None and newest is not None:
            self._selection.choose(oldest)
            self.select(newest, extend=True)

    def move_by(self, step: int, *, extend: bool = False) -> None:
        """Make the row so many further down current; the first movement takes the row at the top."""
        row = self.current_row
        target = self._bar.first if row is None else row + step
        target = max(0, min(self._window.count - 1, target))
        serial = self._window.serial_at(target)
        if serial is None and self._window.count:
            self._aim = target
            self._bar.reveal(target)
        else:
            self.select(serial, extend=extend)

    def catch_up(self) -> None:
        """There are other rows: what was waited for may be among them."""
        if self._untold:
            self._tell_current()
        aimed = None if self._aim is None else self._window.serial_at(self._aim)
        if aimed is not None:
            self.select(aimed)

    def _tell_current(self) -> None:
        row = self.current_row
        self._untold = row is not None and self._window.item_at(row) is None
        if row is not None and not self._untold:
            self.current_known.emit(self.current)
