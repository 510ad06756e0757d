"""A plain list of entries, which says what to do while there are none."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QWidget

from watchfloor.gui.style import paint
from watchfloor.gui.style.look import Look


class EntryList(QListWidget):
    """Shows entries; while it is empty a title and the next step, which a screen reader is told too."""

    def __init__(self, name: str, title: str, step: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title, self._step = title, step
        self.setObjectName("entries")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # what is long is cut
        self.model().rowsInserted.connect(self._describe)
        self.model().rowsRemoved.connect(self._describe)
        self.model().modelReset.connect(self._describe)
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription("" if self.count() else f"{self._title} {self._step}")
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count():
            return
        painter = QPainter(self.viewport())
        paint.face(painter, QRectF(self.viewport().rect()), self._title, self._step, self._look)
        painter.end()
