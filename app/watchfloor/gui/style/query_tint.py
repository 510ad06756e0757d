"""Colours a query as it stands in a line to type in."""

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from watchfloor.core.query.colouring import own_parts
from watchfloor.gui.style.look import Look

LONGEST = 2_000  # beyond that nobody reads it


class QueryTint(QObject):
    """The language's own words stand in the accent. The text, its cursor and its history are left alone."""

    def __init__(self, field: QLineEdit, look: Look) -> None:
        super().__init__(field)
        self._field = field
        self._look = look
        field.textChanged.connect(self.renew)
        look.changed.connect(self.renew)

    def renew(self) -> None:
        # A line has no formats of its own; those that an input method gives stay until the next ones.
        ink = QTextCharFormat()
        ink.setForeground(self._look.color("accent"))
        kind, cursor = QInputMethodEvent.AttributeType.TextFormat, self._field.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(kind, part.begin - cursor, part.end - part.begin, ink)
            for part in own_parts(self._field.text()[:LONGEST])
        ]
        QCoreApplication.sendEvent(self._field, QInputMethodEvent("", attributes))
