"""On the map: how many marks were taken off it, and the way to have them back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from watchfloor.core.text.numeral import grouped
from watchfloor.gui.style.literal import as_tip


class ClearedNote(QWidget):
    """Gives `back_asked`, and `dismissed` when it was put away. Shown once it is given room with `fit`, and
    hidden while nothing is cleared."""

    back_asked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self._is_offered = False
        self.is_left_out = False
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
        self._is_offered = count > 0
        return True

    def fit(self, width_px: int, height_px: int) -> None:
        """Be no larger: without room for the words they are where one points, and without any the menu has
        the way back."""
        self.words.show()
        self.back.setToolTip("")
        if self.sizeHint().width() > width_px:
            self.words.hide()
            self.back.setToolTip(as_tip(self.words.text()))
        self.adjustSize()
        self.setVisible(self._is_offered and not self.is_left_out and self.height() <= height_px)

    def _on_dismissed(self) -> None:
        self._is_offered = False
        self.dismissed.emit()
