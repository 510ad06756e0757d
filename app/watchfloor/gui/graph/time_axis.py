"""The moments below the plots: where the picture begins, its middle, and its end."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from watchfloor.gui.instant import clock_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import TINY, Look


class TimeAxis(QWidget):
    """When the picture begins, its middle, and its end."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._span: tuple[float, float] | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, self._look.px(14))

    def show_span(self, from_s: float, to_s: float, words: str = "") -> None:
        """`words` stand in the middle, in place of the time there."""
        self._span = (from_s, to_s)
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    @property
    def span(self) -> tuple[float, float] | None:
        return self._span

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._span is None:
            return
        painter = QPainter(self)
        look, box = self._look, QRectF(self.rect())
        from_s, to_s = self._span
        begin, middle, end = (clock_text(at_s, utc=look.utc) for at_s in (from_s, (from_s + to_s) / 2, to_s))
        room = self.width() - 2 * paint.width(end, look.font(TINY)) - look.px(16)
        if self._words and paint.width(self._words, look.font(TINY)) <= room:
            middle = self._words
        for words, align in ((begin, paint.LEFT), (middle, paint.CENTER), (end, paint.RIGHT)):
            paint.text(painter, box, words, look.font(TINY), look.color("faint"), align)
        painter.end()
