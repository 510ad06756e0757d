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
        self._house = parent
        self.topLevelChanged.connect(self._on_floated)

    def _on_floated(self, floating: bool) -> None:
        self.update()
        layout = self._house.layout()
        if not floating and layout is not None:
            # Qt believes it in its place already, and would leave it where it has floated.
            box = layout.geometry()
            layout.setGeometry(box.adjusted(0, 0, 1, 0))
            layout.setGeometry(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isFloating():
            return
        painter = QPainter(self)
        painter.setPen(QPen(self._look.color("accent" if self.isActiveWindow() else "muted"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
