"""Parts of the map that the user draws: a box or a circle, as a term of the query and as a picture."""

from math import ceil, floor, hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from watchfloor.core.query.predicate import EARTH_KM, distance_km
from watchfloor.core.query.tree import Near, Within
from watchfloor.gui.map.projection import TURN, Floats, Viewport, northing
from watchfloor.gui.style.look import Look

LEAST_PX = 12
EDGE_LAT = 89.0  # the projection has no place for a pole
RIM_POINTS = 181


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

    def near(self, view: Viewport, near: Near) -> None:
        """A circle of the query: round on the globe, and as the projection has it on the map."""
        east, lat = rim(near)
        left = view.point(near.lon, 0.0)[0]
        x = left + (east - near.lon) * view.scale
        y = view.height / 2 - (northing(lat) - view.north) * view.scale
        turn = TURN * view.scale
        for shift in (-turn, 0.0, turn):
            ring = QPolygonF(
                [QPointF(*point) for point in zip((x + shift).tolist(), y.tolist(), strict=True)]
            )
            if ring.boundingRect().intersects(QRectF(0, 0, view.width, view.height)):
                self._painter.drawPolygon(ring)

    def box(self, view: Viewport, box: Within) -> None:
        """A box of the query, at every turn of the world at which it is in sight."""
        x, top = view.point(box.west, min(box.north, EDGE_LAT))
        bottom = view.point(box.west, max(box.south, -EDGE_LAT))[1]
        width = ((box.east - box.west) % TURN or TURN) * view.scale
        turn = TURN * view.scale
        for left in (x - turn, x, x + turn):
            rect = QRectF(left, top, width, bottom - top)
            if rect.intersects(QRectF(0, 0, view.width, view.height)):
                self._painter.drawRect(rect)


def rim(near: Near) -> tuple[Floats, Floats]:
    """The edge of a circle on the globe, as degrees east that go on beyond 180, and degrees north.

    About a pole it goes around the world: then it is closed along the map's edge.
    """
    away = min(near.radius_km / EARTH_KM, np.pi - 1e-6)
    bearing = np.linspace(0.0, 2 * np.pi, RIM_POINTS)
    phi = np.radians(near.lat)
    sine = np.sin(phi) * np.cos(away) + np.cos(phi) * np.sin(away) * np.cos(bearing)
    turned = np.arctan2(np.sin(bearing) * np.sin(away) * np.cos(phi), np.cos(away) - np.sin(phi) * sine)
    east = near.lon + np.degrees(np.unwrap(turned))
    lat = np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))
    if abs(east[-1] - east[0]) > 180:
        pole = EDGE_LAT if phi + away > np.pi / 2 else -EDGE_LAT
        east = np.concatenate([east, [east[-1], east[0]]])
        lat = np.concatenate([lat, [pole, pole]])
    return east, np.clip(lat, -EDGE_LAT, EDGE_LAT)
