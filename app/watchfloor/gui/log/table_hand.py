"""What the pointer and the keys do on the table of the log: choose rows, open them, ask for their menu."""

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from watchfloor.core.log.log_window import LogWindow
from watchfloor.gui.log.row_choice import RowChoice

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Ground(Protocol):
    """Where the rows stand."""

    @property
    def whole_rows(self) -> int: ...

    def row_under(self, place: QPoint) -> int: ...

    def place_below(self, row: int) -> QPoint: ...


class TableHand(QObject):
    """With Shift, or drawn over with the button down, more rows than one are chosen.

    Gives `activated` with a row's serial, and `menu_asked` with that and a place on the screen.
    """

    activated = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, ground: Ground, window: LogWindow, choice: RowChoice) -> None:
        super().__init__(choice)
        self._ground = ground
        self._window = window
        self._choice = choice

    # -- the pointer

    def press(self, event: QMouseEvent) -> None:
        row = self._ground.row_under(event.position().toPoint())
        serial = self._window.serial_at(row) if row < self._window.count else None
        if serial is None:
            return
        right = event.button() is Qt.MouseButton.RightButton
        if not (right and row in self._choice.rows):
            self._choice.select(serial, extend=bool(event.modifiers() & SHIFT))
        if right:
            self.menu_asked.emit(serial, event.globalPosition().toPoint())

    def move(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._choice.current is not None:
            row = self._ground.row_under(event.position().toPoint())
            serial = self._window.serial_at(max(0, min(self._window.count - 1, row)))
            if serial is not None and serial != self._choice.current:
                self._choice.select(serial, extend=True)

    # -- the keys

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means here. False: it means nothing."""
        choice, page = self._choice, self._ground.whole_rows
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
            choice.move_by(step, extend=bool(event.modifiers() & SHIFT))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and choice.current is not None:
            self.activated.emit(choice.current)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            choice.select_all()
        elif _asks_for_menu(event) and choice.current is not None:
            self.menu_asked.emit(choice.current, self._ground.place_below(choice.current_row or 0))
        else:
            return False
        return True


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() == Qt.Key.Key_Menu or (shift and event.key() == Qt.Key.Key_F10)
