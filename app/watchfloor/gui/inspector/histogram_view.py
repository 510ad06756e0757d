"""How long events are on their way: how often which latency occurs."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from watchfloor.core.link.histogram import Bin
from watchfloor.core.metric import Summary
from watchfloor.core.text.numeral import numeral
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import SMALL, TINY, Look


class HistogramView(QWidget):
    """Shows bins of milliseconds, with marks at the median, the 95th and the 99th of a hundred."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bins: list[Bin] = []
        self._summary = Summary()
        self.setAccessibleName(self.tr("Latency of events"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(86 if self._bins else 18))

    def show_bins(self, bins: list[Bin], summary: Summary) -> None:
        if (bins, summary) == (self._bins, self._summary):
            return
        is_other_size = bool(bins) != bool(self._bins)
        self._bins, self._summary = bins, summary
        self.setAccessibleDescription(self.words)
        if is_other_size:
            self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The figures, as they stand above the bars."""
        summary = self._summary
        if summary.p50 is None or summary.p95 is None or summary.p99 is None:
            return self.tr("No event says when it was sent.")
        return self.tr("p50 {p50} · p95 {p95} · p99 {p99}").format(
            p50=ms_text(summary.p50), p95=ms_text(summary.p95), p99=ms_text(summary.p99)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        head = QRectF(0, 0, self.width(), look.px(18))
        if not self._bins:
            paint.text(painter, head, self.words, look.font(SMALL), look.color("faint"))
            painter.end()
            return
        paint.text(painter, head, self.words, look.font(SMALL), look.color("muted"))
        foot = look.px(15)
        box = QRectF(0, head.bottom() + 3, self.width(), self.height() - head.height() - foot - 4)
        self._bars(painter, box)
        self._marks(painter, box)
        self._feet(painter, QRectF(0, box.bottom() + 1, self.width(), foot))
        painter.end()

    def _bars(self, painter: QPainter, box: QRectF) -> None:
        most = max(each.count for each in self._bins)
        width = box.width() / len(self._bins)
        painter.fillRect(QRectF(0, box.bottom(), box.width(), 1), self._look.translucent("border", 0.8))
        color = self._look.color(self._look.theme.series[1])
        for place, each in enumerate(self._bins):
            if each.count:
                high = max(2.0, each.count / most * box.height())
                bar = QRectF(place * width, box.bottom() - high, max(1.0, width - 1.5), high)
                painter.fillRect(bar, color)

    def _marks(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._look.color("text"), 1, Qt.PenStyle.DotLine))
        low, high = self._bins[0].low, self._bins[-1].high
        for value in (self._summary.p50, self._summary.p95, self._summary.p99):
            if value is not None and low <= value <= high:
                x = (value - low) / (high - low) * box.width()
                painter.drawLine(round(x), round(box.top()), round(x), round(box.bottom()))

    def _feet(self, painter: QPainter, box: QRectF) -> None:
        first, last = self._bins[0], self._bins[-1]
        font, color = self._look.font(TINY), self._look.color("faint")
        paint.text(painter, box, ms_text(first.low), font, color)
        end = f"≥ {ms_text(last.low)}" if last.is_open else ms_text(last.high)
        paint.text(painter, box, end, font, color, paint.RIGHT)


def ms_text(value_ms: float) -> str:
    """0.4 ms, 12 ms, 1.8 s."""
    if abs(value_ms) >= 1_000:
        return numeral(f"{value_ms / 1000:.1f} s")
    return numeral(f"{value_ms:.1f} ms") if abs(value_ms) < 10 and value_ms % 1 else f"{value_ms:.0f} ms"
