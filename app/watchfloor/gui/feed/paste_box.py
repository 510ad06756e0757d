"""Where an address or a cURL command is pasted: says when it has settled, and marks what is wrong with it."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from watchfloor.gui.style.look import Look

SETTLE_MS = 350
LINES = 4


class PasteBox(QPlainTextEdit):
    """Gives `settled` with the text once it has not changed for a moment, at once after a paste."""

    settled = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFont(look.font(12, mono=True))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._settle)
        self._said = ""
        self.textChanged.connect(self._on_changed)

    def sizeHint(self) -> QSize:
        return QSize(360, self.fontMetrics().lineSpacing() * LINES + self._look.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * 2 + self._look.px(22))

    def insertFromMimeData(self, source: object) -> None:
        super().insertFromMimeData(source)  # type: ignore[arg-type]
        self._settle()

    def mark(self, position: int | None) -> None:
        """Underline the character where the text goes wrong; None: nothing is wrong."""
        marks = []
        if position is not None:
            mark = QTextEdit.ExtraSelection()
            shape = QTextCharFormat()
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            shape.setUnderlineColor(self._look.color("alarm"))
            shape.setBackground(self._look.translucent("alarm", 0.25))
            cursor = QTextCursor(self.document())
            last = max(0, self.document().characterCount() - 1)
            # Python counts characters, Qt counts in pairs what lies beyond the first plane.
            place = len(self.toPlainText()[:position].encode("utf-16-le")) // 2
            start = min(place, max(0, last - 1))
            cursor.setPosition(start)
            cursor.setPosition(min(start + 1, last), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, shape
            marks.append(mark)
        self.setExtraSelections(marks)

    def stop(self) -> None:
        self._timer.stop()

    def _on_changed(self) -> None:
        # Marks are changes to Qt too.
        if self.toPlainText() != self._said:
            self._timer.start(SETTLE_MS)

    def _settle(self) -> None:
        self._timer.stop()
        text = self.toPlainText()
        if text != self._said:
            self._said = text
            self.settled.emit(text)
