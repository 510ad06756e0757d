"""Parts of the map that the user draws: a box or a circle, as a term of the query and as a picture."""

from math import ceil, floor, hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from watchfloor.core.query.predicate import distance_km
from watchfloor.core.query.tree import Within
from watchfloor.gui.map.projection import TURN, Viewport
from watchfloor.gui.style.look import Look

LEAST_PX = 12


def box_of(view: Viewport, one: QPointF, other: QPointF) -> Within:
    """The box between two points of the window, a little outwards to what people read."""
    (left, right), (top, bottom) = sorted((one.x(), other.x())), sorted((one.y(), other.y()))
    west, north = view.degrees(left, top)
    east, south = view.degrees(right, bottom)
    west, east = (-180.0, 180.0) if right - left >= TURN * view.scale else (_down(west), _up(east))
    return Within(max(-90.0, _down(south)), max(-180.0, west), min(90.0, _up(north)), min(180.0, east))


def _down(degrees: float) -> float:
    return floor(degrees * 100) / 100


def _up(degrees: float) -> float:
    return ceil(degrees * 100) / 100


def circle_term(view: Viewport, middle: QPointF, edge: QPointF) -> str:
    """A circle about a point, to another one."""
    lon, lat = view.degrees(middle.x(), middle.y())
    edge_lon, edge_lat = view.degrees(edge.x(), edge.y())
    radius_km = max(1, round(distance_km(lat, lon, edge_lat, edge_lon)))
    return f"near:({lat:.2f},{lon:.2f},{radius_km}km)"


def is_drawn(one: QPointF, other: QPointF) -> bool:
    """It is large enough to be meant."""
    return (other - one).manhattanLength() >= LEAST_PX


class AreaPainter:
    """Draws areas on one look at the world."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.translucent("accent", 0.10))
        painter.setPen(QPen(look.color("accent"), 1.4, Qt.PenStyle.DashLine))

    def drawing(self, one: QPointF, other: QPointF) -> None:
        self._painter.drawRect(QRectF(one, other).normalized())

    def circle(self, middle: QPointF, edge: QPointF) -> None:
        radius = hypot(edge.x() - middle.x(), edge.y() - middle.y())
        self._painter.drawEllipse(middle, radius, radius)

    def box(self, view: Viewport, box: Within) -> None:
        """A box of the query, at every turn of the world at which it is in sight."""
        x, top = view.point(box.west, min(box.north, 89.0))
        bottom = view.point(box.west, max(box.south, -89.0))[1]
        width = ((box.east - box.west) % TURN or TURN) * view.scale
        turn = TURN * view.scale
        for left in (x - turn, x, x + turn):
            rect = QRectF(left, top, width, bottom - top)
            if rect.intersects(QRectF(0, 0, view.width, view.height)):
                self._painter.drawRect(rect)
