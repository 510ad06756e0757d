"""The small heading over a section: what it is on the left, what to know of it on the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from watchfloor.gui.style.look import Look


class Heading(QWidget):
    """A line of quiet capitals. As a dock's title bar it is what one drags the dock by."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = _label(title.upper())
        self._note = _label("")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 8, 14, 4)
        self.row.setSpacing(8)
        self.row.addWidget(self._title)
        self.row.addStretch()
        self.row.addWidget(self._note)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._look.px(30))

    def note(self, words: str) -> None:
        self._note.setText(words.upper())

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self.row.addWidget(widget)


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("heading")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
