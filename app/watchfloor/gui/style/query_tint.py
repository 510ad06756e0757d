"""Colours a query as it stands in a line to type in."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from watchfloor.core.query.colouring import own_parts
from watchfloor.gui.style.look import Look

LONGEST = 2_000  # beyond that nobody reads it


class QueryTint(QObject):
    """The language's own words stand in the accent. The text, its cursor and its history are left alone, and
    so is what an input method composes."""

    def __init__(self, field: QLineEdit, look: Look) -> None:
        super().__init__(field)
        self._field = field
        self._look = look
        self._is_composing = False
        self._is_tinting = False
        field.installEventFilter(self)
        field.textChanged.connect(self.renew)
        look.changed.connect(self.renew)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and not self._is_tinting:
            self._is_composing = bool(event.preeditString())
            QTimer.singleShot(0, self, self.renew)  # it takes all colours away
        return super().eventFilter(watched, event)

    def renew(self) -> None:
        if self._is_composing:
            return  # to colour is to end it: Korean is composed while its text changes
        # A line has no formats of its own; those that an input method gives stay until the next ones.
        self._is_tinting = True
        QCoreApplication.sendEvent(self._field, QInputMethodEvent("", self._colours()))
        self._is_tinting = False

    def _colours(self) -> list[QInputMethodEvent.Attribute]:
        ink = QTextCharFormat()
        ink.setForeground(self._look.color("accent"))
        kind, text = QInputMethodEvent.AttributeType.TextFormat, self._field.text()[:LONGEST]
        cursor = self._field.cursorPosition()
        return [
            QInputMethodEvent.Attribute(kind, _units(text[:begin]) - cursor, _units(text[begin:end]), ink)
            for begin, end in own_parts(text)
        ]


def _units(text: str) -> int:
    """As Qt counts letters: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
