"""Where the time of one attempt went: look-up, connection, TLS, headers, first byte, first event."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from watchfloor.core.happening import AttemptEnded
from watchfloor.core.text.speech import said
from watchfloor.gui.inspector.histogram_view import ms_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import SMALL, Look
from watchfloor.services.net.attempt import Timing

ROW_PX = 17
STEPS = (
    ("DNS", "dns_ms", "muted"),
    ("TCP", "tcp_ms", "good"),
    ("TLS", "tls_ms", "broken"),
    ("Headers", "headers_ms", "accent"),
    ("First byte", "first_byte_ms", "warning"),
    ("First event", "first_event_ms", "good"),
)


class Waterfall(QWidget):
    """Where the time of one attempt went, step by step."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._steps: list[tuple[str, str, float, float]] = []
        self._none = ""
        self.setAccessibleName(self.tr("Times of the chosen attempt"))
        look.changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(ROW_PX) * (len(self._steps) or self._lines))

    @property
    def _lines(self) -> int:
        """Which the words take that stand in for the steps: they are not cut in a narrow pane."""
        metrics, wrap = QFontMetricsF(self._look.font(SMALL)), int(Qt.TextFlag.TextWordWrap)
        taken = metrics.boundingRect(QRectF(0, 0, self.width(), 10_000), wrap, self._none)
        return max(1, round(taken.height() / metrics.lineSpacing()))

    def show_attempt(self, attempt: AttemptEnded | Timing | None, *, is_played: bool = False) -> None:
        """One that has ended, or the times of the one under way, as far as it came.

        `is_played`: it is a recording, which has the times of a connection where that ended.
        """
        steps = waterfall(attempt) if attempt else []
        none = self.tr("No connection yet: its times are shown then.")
        if is_played:
            none = self.tr("A recording has the times of a connection at its end.")
        if (steps, none) == (self._steps, self._none):
            return
        self._steps, self._none = steps, none
        self._fit()
        self.setAccessibleDescription(
            ", ".join(f"{said(name)} {ms_text(end - start)}" for name, _, start, end in self._steps)
            or self._none
        )
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._steps:
            painter.setFont(self._look.font(SMALL))
            painter.setPen(self._look.color("faint"))
            flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(self.rect()), flags, self._none)
        total = max((end for *_, end in self._steps), default=1.0) or 1.0
        for place, step in enumerate(self._steps):
            self._paint_step(painter, place * self._look.px(ROW_PX), total, *step)
        painter.end()

    def _paint_step(
        self, painter: QPainter, top: int, total: float, name: str, color: str, start: float, end: float
    ) -> None:
        look, height = self._look, self._look.px(ROW_PX)
        left, right = look.px(86), look.px(64)
        words = QRectF(0, top, left, height)
        paint.text(painter, words, said(name), look.font(SMALL), look.color("muted"))
        room = self.width() - left - right
        bar = QRectF(
            left + start / total * room, top + height / 2 - 3.5, max(3.0, (end - start) / total * room), 7
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(color))
        painter.drawRoundedRect(bar, 2, 2)
        value = QRectF(self.width() - right, top, right, height)
        font, took = look.font(SMALL, mono=True), ms_text(end - start)
        paint.text(painter, value, took, font, look.color("text"), paint.RIGHT)


def waterfall(attempt: AttemptEnded | Timing) -> list[tuple[str, str, float, float]]:
    """(name, colour, start, end) in milliseconds of each step that took place."""
    steps, before = [], 0.0
    for name, field, color in STEPS:
        end = getattr(attempt, field)
        if end is not None:
            steps.append((name, color, min(before, end), end))
            before = end
    return steps
