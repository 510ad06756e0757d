"""A label for what changes all the time, in a place that stays."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

ROOMY = 1.25  # so much wider than needed it may be


class Figure(QLabel):
    """As long as its words fit, nothing around it is laid out anew: that would go up to the window itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, words: str) -> None:
        if words != self.text():
            super().setText(words)
            self._fit()

    def _fit(self) -> None:
        """Be as large as the words need, unless they fit well enough."""
        needed, width = self._needed(), self.minimumWidth()
        if not needed.width() <= width <= needed.width() * ROOMY or needed.height() != self.minimumHeight():
            self.setFixedSize(needed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.setFixedSize(self._needed())

    def _needed(self) -> QSize:
        """What the words take; Qt's hint would be no less than what the last ones took."""
        return (
            self.fontMetrics()
            .size(Qt.TextFlag.TextSingleLine.value, self.text())
            .grownBy(self.contentsMargins())
        )
