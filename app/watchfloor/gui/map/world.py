"""The countries as painter paths, and a picture of the part in sight that is drawn once and moved about."""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTransform

from watchfloor import resource
from watchfloor.gui.map.projection import TURN, Floats, Viewport, northing
from watchfloor.gui.style.look import Look

Counts = npt.NDArray[np.signedinteger[Any]]
FINE_FROM = 2.6  # pixels a degree, from where the finer outlines are worth their cost
MARGIN = 0.25  # so much more than the window is drawn on each side: a small pan costs nothing


class Countries:
    """Outlines at one scale: land to fill, and lines to stroke, each with where it lies."""

    def __init__(self, scale: str) -> None:
        with np.load(resource.path(f"map/world-{scale}.npz")) as file:
            rings, ends = projected(file["ring_points"]), file["ring_ends"]
            self.owners = file["ring_country"]
            lines, line_ends = projected(file["line_points"]), file["line_ends"]
        self.land = _pieces(rings, ends, self.owners)
        self.coast = _pieces(lines, line_ends, np.arange(len(line_ends)) // 40)


def projected(points: Floats) -> Floats:
    """Degrees as they lie on the map, north up."""
    flat = points.astype(np.float64)
    flat[:, 1] = -northing(flat[:, 1])
    return flat


def _pieces(points: Floats, ends: Counts, groups: Counts) -> list[tuple[QRectF, QPainterPath]]:
    """One path for each group of lines, with its bounds."""
    starts = np.concatenate([[0], ends[:-1]])
    pieces = []
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        spans = [points[starts[member] : ends[member]] for member in members]
        table = np.concatenate(spans)
        connect = np.ones(len(table), dtype=np.int32)
        connect[np.cumsum([len(span) for span in spans]) - 1] = 0
        path = pg.arrayToQPath(table[:, 0].copy(), table[:, 1].copy(), connect)
        low, high = table.min(axis=0), table.max(axis=0)
        pieces.append((QRectF(low[0], low[1], high[0] - low[0], high[1] - low[1]), path))
    return pieces


@cache
def countries(scale: str) -> Countries:
    return Countries(scale)


class Ground:
    """The picture under the events. `draw` costs a copy; `renew` makes the picture anew."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._picture: QPixmap | None = None
        self._view = Viewport()
        self._key: object = None
        self.coarse = False

    def fits(self, view: Viewport) -> bool:
        """The picture is sharp and covers the view."""
        if self._picture is None or self._key != (view.scale, view.width, view.height, self._look.theme.name):
            return False
        right, down = self._offset(view)
        return abs(right) <= view.width * MARGIN and abs(down) <= view.height * MARGIN

    def _offset(self, view: Viewport) -> tuple[float, float]:
        """How far the picture's middle lies from the view's, in pixels."""
        away = (self._view.east - view.east + 180) % TURN - 180
        return away * view.scale, (view.north - self._view.north) * view.scale

    def draw(self, painter: QPainter, view: Viewport) -> None:
        """Draw what there is, moved and stretched to the view."""
        if self._picture is None:
            return
        stretch = view.scale / self._view.scale
        right, down = self._offset(view)
        width = self._view.width * (1 + 2 * MARGIN) * stretch
        height = self._view.height * (1 + 2 * MARGIN) * stretch
        target = QRectF(
            view.width / 2 + right - width / 2, view.height / 2 + down - height / 2, width, height
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, stretch != 1)
        painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))

    def renew(self, view: Viewport, ratio: float, *, coarse: bool = False) -> None:
        """Draw the picture for this view; coarsely while the view is moving."""
        self.coarse = coarse and view.scale >= FINE_FROM
        width, height = view.width * (1 + 2 * MARGIN), view.height * (1 + 2 * MARGIN)
        picture = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._look.color("window"))
        painter = QPainter(picture)
        outlines = countries("110m" if coarse or view.scale < FINE_FROM else "50m")
        wide = Viewport(view.east, view.north, view.scale, width, height)
        for turn in wide.turns():
            self._turn(painter, outlines, wide, turn)
        painter.end()
        self._picture, self._view = picture, view
        self._key = (view.scale, view.width, view.height, self._look.theme.name)

    def _turn(self, painter: QPainter, outlines: Countries, view: Viewport, turn: int) -> None:
        transform = QTransform()
        transform.translate(view.width / 2, view.height / 2)
        transform.scale(view.scale, view.scale)
        transform.translate(turn * TURN - view.east, view.north)
        sight = transform.inverted()[0].mapRect(QRectF(0, 0, view.width, view.height))
        painter.setTransform(transform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("land"))
        for bounds, path in outlines.land:
            if bounds.intersects(sight):
                painter.drawPath(path)
        # Filled without smoothing, stroked with: the stroke hides the fill's steps at a tenth of the cost.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.color("coast"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bounds, path in outlines.coast:
            if bounds.intersects(sight):
                painter.drawPath(path)
