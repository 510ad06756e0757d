"""Paints what lies in a plot's frame: curves, their scale, a threshold, marks and the crosshair."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.graph.curve import Curve, figure_text, nearest, stretches, thinned
from watchfloor.gui.instant import clock_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import TINY, Look

PLAIN_TO = 1_000
REACH = 60  # the crosshair reads a point that is no further away than this part of the span


@dataclass(frozen=True)
class Frame:
    """Where a plot's values lie: pixels, the span of time, and the lowest and highest figure."""

    box: QRectF
    now_s: float
    span_s: float
    low: float
    high: float

    def x(self, at_s: float) -> float:
        return self.box.right() - (self.now_s - at_s) / self.span_s * self.box.width()

    def y(self, value: float) -> float:
        return self.box.bottom() - (value - self.low) / (self.high - self.low) * self.box.height()

    def has(self, x: float) -> bool:
        return self.box.left() <= x <= self.box.right()


class PlotPainter:
    """For one drawing of one plot."""

    def __init__(self, painter: QPainter, look: Look, frame: Frame) -> None:
        self._painter = painter
        self._look = look
        self._frame = frame

    def rules(self) -> None:
        box, color = self._frame.box, self._look.translucent("border", 0.6)
        for share in (0.0, 0.5, 1.0):
            rule = QRectF(box.left(), round(box.top() + box.height() * share), box.width(), 1)
            self._painter.fillRect(rule, color)

    def scale(self) -> None:
        """What the highest and the lowest rule stand for."""
        look, box = self._look, self._frame.box
        if box.height() < look.px(30):
            return
        height = look.px(13)
        for value, top in ((self._frame.high, box.top() + 1), (self._frame.low, box.bottom() - height)):
            words = numeral(f"{value:.3g}") if abs(value) < PLAIN_TO else figure_text(value)
            self._words(QPointF(box.left(), top), words, look.color("faint"), font_size=TINY)

    def _words(self, at: QPointF, words: str, color: QColor, *, font_size: int) -> None:
        """Words on a ground of their own, so that a line below does not cross them."""
        look, font = self._look, self._look.font(font_size)
        room = QRectF(at.x(), at.y(), paint.width(words, font) + 4, look.px(13))
        self._painter.fillRect(room, look.translucent("panel", 0.7))
        paint.text(self._painter, room, words, font, color)

    # -- curves

    def curve(self, curve: Curve, *, alone: bool) -> None:
        """A line with its gaps; under a lone one a ground, which under several would hide the others."""
        painter, frame = self._painter, self._frame
        times, values = thinned(curve.times, curve.values, int(frame.box.width()))
        x = frame.box.right() - (frame.now_s - times) / frame.span_s * frame.box.width()
        y = frame.box.bottom() - (values - frame.low) / (frame.high - frame.low) * frame.box.height()
        color = self._look.color(curve.color)
        painter.save()
        painter.setClipRect(frame.box.adjusted(0, -1, 0, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for first, end in stretches(values):
            if end - first == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawEllipse(QPointF(x[first], y[first]), 1.6, 1.6)
                continue
            line = pg.arrayToQPath(x[first:end], y[first:end], "all")
            if alone:
                self._ground(line, x[first], x[end - 1], color)
            painter.setPen(QPen(color, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(line)
        painter.restore()

    def _ground(self, line: QPainterPath, begin: float, end: float, color: QColor) -> None:
        box = self._frame.box
        shade = QLinearGradient(box.topLeft(), box.bottomLeft())
        for at, share in ((0.0, 0.26), (1.0, 0.10)):
            tint = QColor(color)
            tint.setAlphaF(share)
            shade.setColorAt(at, tint)
        ground = QPainterPath(line)
        ground.lineTo(end, box.bottom())
        ground.lineTo(begin, box.bottom())
        self._painter.fillPath(ground, shade)

    def cut_peak(self, curve: Curve) -> None:
        """A mark where the greatest value lies beyond the top, and what it is."""
        if not np.isfinite(curve.values).any():
            return
        frame, place = self._frame, int(np.nanargmax(curve.values))
        peak, x = float(curve.values[place]), frame.x(float(curve.times[place]))
        if peak <= frame.high or not frame.has(x):
            return
        look, font = self._look, self._look.font(TINY, 500)
        words = f"▲ {figure_text(peak)}"
        left = min(max(frame.box.left(), x - 4), frame.box.right() - paint.width(words, font) - 2)
        tip = QRectF(left, frame.box.top() + 1, paint.width(words, font) + 4, look.px(14))
        paint.text(self._painter, tip, words, font, look.color(curve.color))

    def nothing(self, *, is_filtered: bool) -> None:
        """No curve has a point in this span."""
        look, box = self._look, self._frame.box
        words = said("No figures under this filter") if is_filtered else said("No figures in this span yet")
        font = look.font(TINY)
        if box.height() >= look.px(24):
            room = QRectF(0, 0, paint.width(words, font) + look.px(12), look.px(16))
            room.moveCenter(box.center())
            self._painter.fillRect(room, look.color("panel"))
            paint.text(self._painter, room, words, font, look.color("faint"), paint.CENTER)

    # -- what is drawn over them

    def earlier(self) -> None:
        """The line begins before the picture does."""
        look, box = self._look, self._frame.box
        if box.height() >= look.px(54):  # else it would lie on the scale
            at = QPointF(box.left(), box.center().y() - look.px(13) / 2)
            self._words(at, said("← earlier figures"), look.color("faint"), font_size=TINY)

    def threshold(self, figure: float) -> None:
        """A line where it is in sight."""
        frame, box = self._frame, self._frame.box
        if frame.low <= figure <= frame.high:
            y = frame.y(figure)
            self._painter.setPen(QPen(self._look.color("alarm"), 1, Qt.PenStyle.DashLine))
            self._painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """A dotted line at each moment, and what happened then; the newest has the first choice of place."""
        taken: list[QRectF] = []
        for at_s, words in reversed(marks):
            x = self._frame.x(at_s)
            if self._frame.has(x):
                self._painter.setPen(QPen(self._look.color("faint"), 1, Qt.PenStyle.DotLine))
                self._painter.drawLine(
                    QPointF(x, self._frame.box.top()), QPointF(x, self._frame.box.bottom())
                )
                room = self.room_beside(x, words, taken)
                if room is not None:
                    taken.append(room)
                    self._words(room.topLeft(), words, self._look.color("muted"), font_size=TINY)

    def room_beside(self, x: float, words: str, taken: Sequence[QRectF]) -> QRectF | None:
        """Where words can stand at a line and over no others: in the middle, else higher or lower.

        None where so many are so near that they could not be read: the line alone tells of them.
        """
        look, box = self._look, self._frame.box
        width, height = paint.width(words, look.font(TINY)) + 4, look.px(13)
        for lower in (0, -1, 1):
            top = box.center().y() + (lower - 0.5) * (height + 1)
            for left in (x + 4, x - 4 - width):
                room = QRectF(left, top, width, height)
                if box.contains(room) and not any(room.intersects(other) for other in taken):
                    return room
        return None

    def crosshair(self, at_s: float, curves: Sequence[Curve]) -> None:
        """A moment, and what each curve says of it."""
        look, frame, painter = self._look, self._frame, self._painter
        x = frame.x(at_s)
        if not frame.has(x):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("faint"), 1))
        painter.drawLine(QPointF(x, frame.box.top()), QPointF(x, frame.box.bottom()))
        told: list[str] = []
        for curve in curves:
            value = nearest(curve, at_s, frame.span_s / REACH)
            if value is None:
                continue
            told.append(figure_text(value) if len(curves) == 1 else f"{curve.name} {figure_text(value)}")
            painter.setPen(QPen(look.color("panel"), 1))
            painter.setBrush(look.color(curve.color))
            painter.drawEllipse(QPointF(x, frame.y(value)), 3.5, 3.5)
        moment = clock_text(at_s, utc=look.utc)
        self._tip(x, "   ".join([moment, *(told or [said("nothing known")])]))

    def _tip(self, x: float, words: str) -> None:
        look, box, font = self._look, self._frame.box, self._look.font(TINY, 500)
        width = min(paint.width(words, font) + 12, box.width())
        left = x + 8 if x + 8 + width < box.right() else x - 8 - width
        tip = QRectF(max(0.0, left), box.top() + 2, width, look.px(18))
        self._painter.setPen(QPen(look.color("border"), 1))
        self._painter.setBrush(look.color("raised"))
        self._painter.drawRoundedRect(tip, 4, 4)
        paint.text(self._painter, tip, words, font, look.color("text"), paint.CENTER)
