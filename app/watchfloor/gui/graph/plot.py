"""One plot over time: lines with honest gaps, a filled ground, a threshold, and a crosshair."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from watchfloor.core.series import Floats
from watchfloor.gui.instant import clock_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import SMALL, TINY, Look


@dataclass(frozen=True)
class Curve:
    """A line through points in time; NaN is a gap."""

    name: str
    color: str
    times: Floats
    values: Floats


class Plot(QWidget):
    """Shows curves. Gives `hovered` with a moment (or NaN), so that its neighbours can point there too."""

    hovered = Signal(float)

    def __init__(self, title: str, unit: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._unit = unit
        self._look = look
        self._curves: Sequence[Curve] = ()
        self._now_s = 0.0
        self._span_s = 300.0
        self._figure: float | None = None
        self._at_s = float("nan")
        self.threshold: float | None = None
        self.from_zero = True
        self.setMouseTracking(True)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(280, self._look.px(118))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._look.px(48))

    @property
    def curves(self) -> Sequence[Curve]:
        return self._curves

    def show_curves(self, curves: Sequence[Curve], figure: float | None, now_s: float, span_s: float) -> None:
        """Draw these from now on; `figure` is the one that stands at the top right."""
        self._curves, self._figure, self._now_s, self._span_s = curves, figure, now_s, span_s
        self.setAccessibleDescription(f"{figure_text(figure)} {self._unit}".strip())
        self.update()

    def point_at(self, at_s: float) -> None:
        """Put the crosshair at this moment; NaN takes it away."""
        self._at_s = at_s
        self.update()

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        head = QRectF(0, 0, self.width(), look.px(20))
        self._head(painter, head)
        box = QRectF(0, head.bottom() + 4, self.width(), self.height() - head.height() - 6)
        low, high = self._range()
        self._rules(painter, box)
        for curve in self._curves:
            self._curve(painter, box, curve, low, high)
            self._cut_peak(painter, box, curve, high)
        if self.threshold is not None and low <= self.threshold <= high:
            painter.setPen(QPen(look.color("alarm"), 1, Qt.PenStyle.DashLine))
            y = self._y(box, self.threshold, low, high)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        if isfinite(self._at_s):
            self._crosshair(painter, box, low, high)
        painter.end()

    def _head(self, painter: QPainter, box: QRectF) -> None:
        look = self._look
        unit = f" {self._unit}" if self._unit else ""
        unit_width = paint.width(unit, look.font(SMALL)) if unit else 0
        figure = figure_text(self._figure)
        figure_width = paint.width(figure, look.font(SMALL, 600))
        name = box.adjusted(0, 0, -unit_width - figure_width - 8, 0)
        paint.text(painter, name, self._title, look.font(SMALL), look.color("muted"))
        paint.text(painter, box, unit, look.font(SMALL), look.color("muted"), paint.RIGHT)
        right = box.adjusted(0, 0, -unit_width, 0)
        paint.text(painter, right, figure, look.font(SMALL, 600), look.color("text"), paint.RIGHT)

    def _rules(self, painter: QPainter, box: QRectF) -> None:
        color = self._look.translucent("border", 0.6)
        for share in (0.0, 0.5, 1.0):
            painter.fillRect(
                QRectF(box.left(), round(box.top() + box.height() * share), box.width(), 1), color
            )

    def _range(self) -> tuple[float, float]:
        """From zero or a little under the least, to a little over the greatest.

        A lone peak far above all else would flatten the rest: it is cut, and marked with its figure.
        """
        begin_s = self._now_s - self._span_s
        known = [c.values[np.isfinite(c.values) & (c.times >= begin_s)] for c in self._curves]
        joined = np.concatenate(known) if known else np.empty(0)
        if not len(joined):
            return 0.0, 1.0
        low, high = float(joined.min()), float(joined.max())
        if self.from_zero and low >= 0:
            usual = float(np.quantile(joined, 0.96))
            high = usual * 1.6 if high > usual * 4 > 0 else high
            return 0.0, high * 1.15 or 1.0
        room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        return low - room, high + room

    def _y(self, box: QRectF, value: float, low: float, high: float) -> float:
        return box.bottom() - (value - low) / (high - low) * box.height()

    def _curve(self, painter: QPainter, box: QRectF, curve: Curve, low: float, high: float) -> None:
        times, values = thinned(curve.times, curve.values, int(box.width()))
        x = box.right() - (self._now_s - times) / self._span_s * box.width()
        y = box.bottom() - (values - low) / (high - low) * box.height()
        color = self._look.color(curve.color)
        painter.save()
        painter.setClipRect(box.adjusted(0, -1, 0, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QLinearGradient(box.topLeft(), box.bottomLeft())
        for at, share in ((0.0, 0.26), (1.0, 0.10)):
            tint = QColor(color)
            tint.setAlphaF(share)
            shade.setColorAt(at, tint)
        for low_end, high_end in stretches(values):
            piece_x, piece_y = x[low_end:high_end], y[low_end:high_end]
            if len(piece_x) == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawEllipse(QPointF(piece_x[0], piece_y[0]), 1.6, 1.6)
                continue
            line = pg.arrayToQPath(piece_x, piece_y, "all")
            ground = QPainterPath(line)
            ground.lineTo(piece_x[-1], box.bottom())
            ground.lineTo(piece_x[0], box.bottom())
            painter.fillPath(ground, shade)
            painter.setPen(QPen(color, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(line)
        painter.restore()

    def _cut_peak(self, painter: QPainter, box: QRectF, curve: Curve, high: float) -> None:
        """A mark where the greatest value lies beyond the top, and what it is."""
        if not np.isfinite(curve.values).any():
            return
        place = int(np.nanargmax(curve.values))
        peak = float(curve.values[place])
        x = box.right() - (self._now_s - curve.times[place]) / self._span_s * box.width()
        if peak <= high or not box.left() <= x <= box.right():
            return
        look, font = self._look, self._look.font(TINY, 500)
        words = f"▲ {figure_text(peak)}"
        left = min(max(box.left(), x - 4), box.right() - paint.width(words, font) - 2)
        tip = QRectF(left, box.top() + 1, paint.width(words, font) + 4, look.px(14))
        paint.text(painter, tip, words, font, look.color(curve.color))

    def _crosshair(self, painter: QPainter, box: QRectF, low: float, high: float) -> None:
        look = self._look
        x = box.right() - (self._now_s - self._at_s) / self._span_s * box.width()
        if not box.left() <= x <= box.right():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("faint"), 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        words = [clock_text(self._at_s, utc=look.utc)]
        for curve in self._curves:
            value = nearest(curve, self._at_s, self._span_s / 60)
            if value is None:
                continue
            words.append(figure_text(value))
            painter.setPen(QPen(look.color("panel"), 1))
            painter.setBrush(look.color(curve.color))
            painter.drawEllipse(QPointF(x, self._y(box, value, low, high)), 3.5, 3.5)
        self._tip(painter, box, x, "   ".join(words))

    def _tip(self, painter: QPainter, box: QRectF, x: float, words: str) -> None:
        look, font = self._look, self._look.font(TINY, 500)
        width = paint.width(words, font) + 12
        left = x + 8 if x + 8 + width < box.right() else x - 8 - width
        tip = QRectF(max(0.0, left), box.top() + 2, width, look.px(18))
        painter.setPen(QPen(look.color("border"), 1))
        painter.setBrush(look.color("raised"))
        painter.drawRoundedRect(tip, 4, 4)
        paint.text(painter, tip, words, font, look.color("text"), paint.CENTER)

    # -- the user

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        share = 1 - event.position().x() / max(1, self.width())
        self.hovered.emit(self._now_s - share * self._span_s)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.hovered.emit(float("nan"))


class TimeAxis(QWidget):
    """When the picture begins, its middle, and its end."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._span: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, self._look.px(14))

    def show_span(self, from_s: float, to_s: float) -> None:
        self._span = (from_s, to_s)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._span is None:
            return
        painter = QPainter(self)
        look, box = self._look, QRectF(self.rect())
        from_s, to_s = self._span
        for at_s, align in ((from_s, paint.LEFT), ((from_s + to_s) / 2, paint.CENTER), (to_s, paint.RIGHT)):
            words = clock_text(at_s, utc=look.utc)
            paint.text(painter, box, words, look.font(TINY), look.color("faint"), align)
        painter.end()


def stretches(values: Floats) -> list[tuple[int, int]]:
    """Where the values are known without a gap, as (first, one past the last)."""
    known = np.concatenate([[False], np.isfinite(values), [False]]).astype(np.int8)
    edges = np.diff(known)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def thinned(times: Floats, values: Floats, width_px: int) -> tuple[Floats, Floats]:
    """At most about four points a pixel, with every peak and every gap kept."""
    group = len(values) // max(1, width_px * 2)
    if group < 2:
        return times, values
    whole = len(values) // group * group
    tables = times[:whole].reshape(-1, group), values[:whole].reshape(-1, group)
    # The least and the greatest of each group; NaN wins, so a gap stays a gap.
    low, high = tables[1].min(axis=1), tables[1].max(axis=1)
    paired = np.column_stack([low, high]).ravel()
    moments = np.column_stack([tables[0][:, 0], tables[0][:, -1]]).ravel()
    return np.concatenate([moments, times[whole:]]), np.concatenate([paired, values[whole:]])


def nearest(curve: Curve, at_s: float, reach_s: float) -> float | None:
    """The value of the point nearest to a moment, if one is near."""
    if not len(curve.times):
        return None
    place = int(np.searchsorted(curve.times, at_s))
    around = [i for i in (place - 1, place) if 0 <= i < len(curve.times)]
    best = min(around, key=lambda i: abs(curve.times[i] - at_s))
    value = float(curve.values[best])
    return value if isfinite(value) and abs(curve.times[best] - at_s) <= reach_s else None


def figure_text(value: float | None) -> str:
    """A figure with as many places as say something."""
    if value is None or not isfinite(value):
        return "—"
    size = abs(value)
    if size >= 10_000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"
