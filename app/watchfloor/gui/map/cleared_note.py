"""On the map: how many marks were taken off it, and the way to have them back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from watchfloor.core.text.numeral import grouped


class ClearedNote(QWidget):
    """Gives `back_asked`, and `dismissed` when it was put away. Hidden while nothing is cleared."""

    back_asked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self.setObjectName("chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel()
        self.words.setObjectName("muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QPushButton(self.tr("Show again"))
        self.back.clicked.connect(self.back_asked)
        self.dismiss = QToolButton()
        self.dismiss.setObjectName("flat")
        self.dismiss.setText("✕")
        self.dismiss.setToolTip(self.tr("Dismiss"))
        self.dismiss.setAccessibleName(self.tr("Dismiss"))
        self.dismiss.clicked.connect(self._on_dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 4, 4)
        for part in (self.words, self.back, self.dismiss):
            row.addWidget(part)
        self.hide()

    def say(self, count: int) -> bool:
        """So many could be brought back. Whether that is another number than before."""
        if count == self._count:
            return False
        self._count = count
        one = self.tr("1 event cleared from the map")
        words = self.tr("{count} events cleared from the map").format(count=grouped(count))
        self.words.setText(one if count == 1 else words)
        self.back.setAccessibleDescription(self.words.text())
        self.setVisible(count > 0)
        self.adjustSize()
        return True

    def _on_dismissed(self) -> None:
        self.hide()
        self.dismissed.emit()
