"""One plot over time: lines with honest gaps, a filled ground, a threshold, marks, and a crosshair."""

from collections.abc import Sequence
from math import isfinite

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from watchfloor.core.text.speech import said
from watchfloor.gui.graph.curve import Curve, figure_text, within
from watchfloor.gui.graph.plot_painter import Frame, PlotPainter
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import SMALL, TINY, Look

Mark = tuple[float, str]
MOST_MARKS = 12
LARGEST = 1e300  # of two such the distance is a number still


class Plot(QWidget):
    """Shows curves. Gives `hovered` with a moment (or NaN), so that its neighbours can point there too."""

    hovered = Signal(float)

    def __init__(self, title: str, unit: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._curves: Sequence[Curve] = ()
        self._drawn: Sequence[Curve] = ()
        self._marks: Sequence[Mark] = ()
        self._now_s = 0.0
        self._span_s = 300.0
        self._figure: float | None = None
        self._at_s = float("nan")
        self.threshold: float | None = None
        self.from_zero = True
        self.is_filtered = False  # the log's filter holds here too
        self.has_earlier = False  # figures from before the picture begins, which one might look for
        self.is_target = False  # something that is dragged would go here
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all that lies below is drawn too
        self.rename(title, unit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(280, self._look.px(118))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._look.px(48))

    @property
    def curves(self) -> Sequence[Curve]:
        return self._curves

    def rename(self, title: str, unit: str) -> None:
        self._title, self._unit = title, unit
        self.setAccessibleName(title)

    def show_curves(
        self,
        curves: Sequence[Curve],
        figure: float | None,
        now_s: float,
        span_s: float,
        marks: Sequence[Mark] = (),
    ) -> None:
        """Draw these from now on; `figure` stands at the top right, `marks` say what happened when."""
        self._curves, self._figure, self._now_s, self._span_s = curves, figure, now_s, span_s
        self._drawn = [within(curve, LARGEST) for curve in curves]
        self._marks = marks[-MOST_MARKS:]
        self.setAccessibleDescription(self._spoken)
        self.update()

    @property
    def _spoken(self) -> str:
        if len(self._curves) < 2:
            return f"{figure_text(self._figure)} {self._unit}".strip()
        return ", ".join(f"{curve.name} {figure_text(curve.figure)} {self._unit}" for curve in self._curves)

    def point_at(self, at_s: float) -> None:
        """Put the crosshair at this moment; NaN takes it away."""
        self._at_s = at_s
        self.update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        painter.fillRect(event.rect(), look.color("panel"))
        head = QRectF(0, 0, self.width(), look.px(20))
        self._head(painter, head)
        box = QRectF(0, head.bottom() + 4, self.width(), self.height() - head.height() - 6)
        self._inside(PlotPainter(painter, look, Frame(box, self._now_s, self._span_s, *self._range())))
        if self.is_target:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _inside(self, inside: PlotPainter) -> None:
        inside.rules()
        for curve in self._drawn:
            inside.curve(curve, alone=len(self._drawn) == 1)
            inside.cut_peak(curve)
        if self.threshold is not None:
            inside.threshold(self.threshold)
        inside.marks(self._marks)
        if self.has_earlier:
            inside.earlier()
        if any(np.isfinite(curve.values).any() for curve in self._curves):
            inside.scale()
        else:
            inside.nothing(is_filtered=self.is_filtered)
        if isfinite(self._at_s):
            inside.crosshair(self._at_s, self._drawn)

    def _head(self, painter: QPainter, box: QRectF) -> None:
        look = self._look
        unit = f" {self._unit}" if self._unit else ""
        unit_width = paint.width(unit, look.font(SMALL)) if unit else 0
        paint.text(painter, box, unit, look.font(SMALL), look.color("muted"), paint.RIGHT)
        if len(self._curves) > 1:
            self._legend(painter, box.adjusted(0, 0, -unit_width - 6, 0))
            return
        right = box.adjusted(0, 0, -unit_width, 0)
        for words, font, color in self._figures():
            paint.text(painter, right, words, font, color, paint.RIGHT)
            right = right.adjusted(0, 0, -paint.width(words, font) - look.px(10), 0)
        paint.text(painter, right, self._title, look.font(SMALL), look.color("muted"))

    def _figures(self) -> list[tuple[str, QFont, QColor]]:
        """The figure, and left of it the threshold: beside the curve it would lie over it."""
        look = self._look
        told = [(figure_text(self._figure), look.font(SMALL, 600), look.color("text"))]
        if self.threshold is not None:
            words = said("limit {figure}").format(figure=figure_text(self.threshold))
            color = look.color("alarm" if self._is_over(self.threshold) else "faint")
            told.append((words, look.font(TINY, 500), color))
        return told

    def _is_over(self, threshold: float) -> bool:
        return self._figure is not None and self._figure > threshold

    def _legend(self, painter: QPainter, box: QRectF) -> None:
        """Each curve's colour, name and figure, as far as there is room; all are in the crosshair's words."""
        look, plain, strong = self._look, self._look.font(SMALL), self._look.font(SMALL, 600)
        share = box.width() / len(self._curves)
        for place, curve in enumerate(self._curves):
            part = QRectF(box.left() + place * share, box.top(), share - look.px(8), box.height())
            figure = figure_text(curve.figure)
            dot = QRectF(part.left(), part.center().y() - look.px(4), look.px(8), look.px(8))
            painter.fillRect(dot, look.color(curve.color))
            name = part.adjusted(look.px(12), 0, -paint.width(figure, strong) - 4, 0)
            words = paint.cut(curve.name, plain, name.width())
            paint.line(painter, name, words, plain, look.color("muted"))
            part.setLeft(name.left() + paint.width(words, plain) + look.px(5))
            paint.text(painter, part, figure, strong, look.color("text"))

    def _range(self) -> tuple[float, float]:
        """From zero or a little under the least, to a little over the greatest.

        A lone peak far above all else would flatten the rest: it is cut, and marked with its figure.
        """
        begin_s = self._now_s - self._span_s
        known = [c.values[np.isfinite(c.values) & (c.times >= begin_s)] for c in self._drawn]
        joined = np.concatenate(known) if known else np.empty(0)
        if not len(joined):
            return 0.0, 1.0
        low, high = float(joined.min()), float(joined.max())
        if self.from_zero and low >= 0:
            usual = float(np.quantile(joined, 0.96))
            high = usual * 1.6 if high > usual * 4 > 0 else high
            return 0.0, high * 1.15 or 1.0
        room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        # Of what is never negative a floor below nought would say that it could be.
        return low - room if low < 0 else max(0.0, low - room), high + room

    # -- the user

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        share = 1 - event.position().x() / max(1, self.width())
        self.hovered.emit(self._now_s - share * self._span_s)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.hovered.emit(float("nan"))
