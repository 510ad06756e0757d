"""What the pointer and the keys do on the table of the log: choose rows, open them, ask for their menu."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.log.selection import Selection

if TYPE_CHECKING:
    from watchfloor.gui.log.event_table import EventTable

SHIFT = Qt.KeyboardModifier.ShiftModifier


class TableHand:
    """With Shift, or drawn over with the button down, more rows than one are chosen."""

    def __init__(self, table: "EventTable", window: LogWindow, selection: Selection) -> None:
        self._table = table
        self._window = window
        self._selection = selection

    # -- the pointer

    def press(self, event: QMouseEvent) -> None:
        row = self._table.row_under(event.position().toPoint())
        serial = self._window.serial_at(row) if row < self._window.count else None
        if serial is None:
            return
        right = event.button() is Qt.MouseButton.RightButton
        if not (right and row in self._selection.rows(self._window.row_of)):
            self._table.select(serial, extend=bool(event.modifiers() & SHIFT))
        if right:
            self._table.menu_asked.emit(serial, event.globalPosition().toPoint())

    def move(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._table.current is not None:
            row = self._table.row_under(event.position().toPoint())
            serial = self._window.serial_at(max(0, min(self._window.count - 1, row)))
            if serial is not None and serial != self._table.current:
                self._table.select(serial, extend=True)

    # -- the keys

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means here. False: it means nothing."""
        table, page = self._table, self._table.whole_rows
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -self._window.count,
            Qt.Key.Key_End: self._window.count,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            table.move_by(step, extend=bool(event.modifiers() & SHIFT))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and table.current is not None:
            table.activated.emit(table.current)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_all()
        elif _asks_for_menu(event) and table.current is not None:
            self._ask_for_menu(table.current)
        else:
            return False
        return True

    def _choose_all(self) -> None:
        count = self._window.count
        oldest, newest = self._window.serial_at(count - 1), self._window.serial_at(0)
        if oldest is not None and newest is not None:
            self._selection.choose(oldest)
            self._table.select(newest, extend=True)

    def _ask_for_menu(self, serial: int) -> None:
        below = self._table.place_below(self._window.row_of(serial) or 0)
        self._table.menu_asked.emit(serial, self._table.viewport().mapToGlobal(below))


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() == Qt.Key.Key_Menu or (shift and event.key() == Qt.Key.Key_F10)
