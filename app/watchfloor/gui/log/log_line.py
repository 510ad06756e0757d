"""The line under the event log: why not all rows are there, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from watchfloor.gui.style.literal import as_tip


def _nothing() -> None:
    return None


class LogLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run: Callable[[], object] = _nothing
        self._is_bare = False
        self.text = ""
        self.words = QLabel()
        self.words.setObjectName("muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.installEventFilter(self)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 10, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def tell(self, words: str, action: str = "", run: Callable[[], object] = _nothing) -> None:
        """Say this, with a button for what can be done; nothing hides the line."""
        self._run = run
        if words != self.text:
            self.text = words
            self.words.setToolTip(as_tip(words))
            self.button.setAccessibleDescription(words)
            self._fit()
        self.button.setText(action)
        self.button.setVisible(bool(action) and not self._is_bare)
        self.setVisible(bool(words))

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._is_bare = left_out
        self.button.setVisible(bool(self.button.text()) and not left_out)

    def _fit(self) -> None:
        """As much as there is room for; all of it where one points."""
        room = self.words.width()
        elided = self.words.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room)
        self.words.setText(elided)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _on_clicked(self) -> None:
        self._run()
