"""A panel that can be moved, and float."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDockWidget, QWidget

from watchfloor.gui.style.look import Look


class Dock(QDockWidget):
    """Where it floats it shows an edge: with a heading of our own no desktop draws one around it."""

    def __init__(self, name: str, title: str, look: Look, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self._look = look
        self.topLevelChanged.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isFloating():
            return
        painter = QPainter(self)
        painter.setPen(QPen(self._look.color("accent" if self.isActiveWindow() else "muted"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
