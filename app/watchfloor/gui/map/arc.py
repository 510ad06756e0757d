"""Journeys on the map: a curve from place to place, and what is seen to go along it while it is new."""

from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, hypot, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from watchfloor.core.session.place import Marker
from watchfloor.gui.map.mark import COMET_STEPS, DOT_HALF, Sprites, strength, with_alpha
from watchfloor.gui.map.projection import Viewport
from watchfloor.gui.style.look import Look

TRAVEL_S = 3.0  # so long a new arc is seen to move
COMET_STEP = 0.018  # of the way
HALF_PX = 0.4
ROOM_PX = 8  # around what is drawn

Key = tuple[str, int]


@dataclass(frozen=True, eq=False)
class Arc:
    """A journey on the screen: a curve that bends upwards."""

    key: Key
    start: QPointF
    control: QPointF
    end: QPointF
    severity: int
    at_s: float
    came_at_s: float

    def at(self, share: float) -> QPointF:
        return QPointF(*self.place(share))

    def place(self, share: float) -> tuple[float, float]:
        """Where the curve is after this share of its way."""
        (x1, y1), (x2, y2), (x3, y3) = self._points
        rest = 1 - share
        one, two, three = rest * rest, 2 * rest * share, share * share
        return x1 * one + x2 * two + x3 * three, y1 * one + y2 * two + y3 * three

    @cached_property
    def _points(self) -> tuple[tuple[float, float], ...]:
        """In plain numbers: what moves is reckoned very often."""
        return tuple((point.x(), point.y()) for point in (self.start, self.control, self.end))

    @cached_property
    def path(self) -> QPainterPath:
        path = QPainterPath(self.start)
        path.quadTo(self.control, self.end)
        return path

    @property
    def aside(self) -> QPointF:
        """Half a line's width to its side."""
        away = self.end - self.start
        length = hypot(away.x(), away.y()) or 1.0
        return QPointF(-away.y(), away.x()) * (HALF_PX / length)

    @cached_property
    def bounds(self) -> QRectF:
        return _roomy(self.path.boundingRect())

    def box(self, begin: float, end: float) -> QRectF:
        """Where the curve lies between two shares of its way, with some room."""
        points = [self.place(min(1.0, max(0.0, share))) for share in (begin, (begin + end) / 2, end)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = min(xs) - ROOM_PX, min(ys) - ROOM_PX
        return QRectF(left, top, max(xs) + ROOM_PX - left, max(ys) + ROOM_PX - top)


def _roomy(box: QRectF) -> QRectF:
    return box.adjusted(-ROOM_PX, -ROOM_PX, ROOM_PX, ROOM_PX)


def arc_of(marker: Marker, view: Viewport) -> Arc:
    x2, y2 = view.point(marker.lon, marker.lat)
    x1, y1 = view.point(marker.from_lon or 0.0, marker.from_lat or 0.0)
    # The short way round the world.
    turn = 360 * view.scale
    x1 += turn * round((x2 - x1) / turn)
    bend = hypot(x2 - x1, y2 - y1) * 0.25
    control = QPointF((x1 + x2) / 2, (y1 + y2) / 2 - bend)
    key = (marker.channel, marker.seq)
    start, end = QPointF(x1, y1), QPointF(x2, y2)
    return Arc(key, start, control, end, marker.severity, marker.at_s, marker.came_at_s)


class ArcPainter:
    """Paints with a look at one moment; older arcs are fainter."""

    def __init__(self, look: Look, sprites: Sprites, now_s: float, since_s: float) -> None:
        self._look = look
        self._sprites = sprites
        self.now_s = now_s
        self.span_s = now_s - since_s

    def arc(self, painter: QPainter, arc: Arc) -> None:
        """A line that grows brighter towards where it goes, with a head there."""
        color = self._look.color(self._look.theme.of_severity(arc.severity))
        share = strength(arc.at_s, self.now_s, self.span_s)
        gradient = QLinearGradient(arc.start, arc.end)
        gradient.setColorAt(0, with_alpha(color, 0.18 * share))
        gradient.setColorAt(1, with_alpha(color, 0.85 * share))
        painter.setPen(QPen(QBrush(gradient), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Two lines of one pixel, side by side, look like one of nearly two, and cost a third of it.
        for aside in (arc.aside, -arc.aside):
            painter.drawPath(arc.path.translated(aside))
        self._head(painter, arc, with_alpha(color, 0.9 * share))

    def _head(self, painter: QPainter, arc: Arc, color: QColor) -> None:
        if hypot(arc.end.x() - arc.start.x(), arc.end.y() - arc.start.y()) < 24:
            return
        tip, before = arc.at(0.94), arc.at(0.86)
        angle = atan2(tip.y() - before.y(), tip.x() - before.x())
        wings = [tip - QPointF(cos(angle + turn) * 7, sin(angle + turn) * 7) for turn in (0.45, -0.45)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([tip, *wings]))

    def comet(self, painter: QPainter, arc: Arc) -> None:
        """What moves along a new arc."""
        share = self._gone(arc)
        if not 0 <= share < 1:
            return
        for step, dot in enumerate(self._sprites.tail(arc.severity)):
            behind = share - step * COMET_STEP
            if behind < 0:
                break
            x, y = arc.place(behind)
            painter.drawPixmap(QPointF(x - DOT_HALF, y - DOT_HALF), dot)

    def comet_box(self, arc: Arc, before_s: float) -> QRectF:
        """Where the comet is, and where it was so long before."""
        share = self._gone(arc)
        return arc.box(share - before_s / TRAVEL_S - COMET_STEPS * COMET_STEP, share)

    def _gone(self, arc: Arc) -> float:
        """How much of its way lies behind it."""
        return (self.now_s - arc.came_at_s) / TRAVEL_S
