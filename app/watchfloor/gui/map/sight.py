"""Where one looks, and on what ground: drawn quickly while one moves, and sharply once one rests."""

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter

from watchfloor.gui.map.projection import REGIONS, Region, Viewport
from watchfloor.gui.map.world import Ground
from watchfloor.gui.style.look import Look

RESTED_MS = 140


class Sight(QObject):
    """Gives `moved` when one looks elsewhere, `sharpened` when the ground is another one by itself, and
    `region_left` when what is shown has no name any more."""

    moved = Signal()
    sharpened = Signal()
    region_left = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ground = Ground(look)
        self._ratio = 1.0
        self.viewport = Viewport().fitted(REGIONS[0])
        self.region: Region | None = REGIONS[0]
        self.is_held = False  # somebody drags the map
        self.rest = QTimer(self)
        self.rest.setInterval(RESTED_MS)
        self.rest.setSingleShot(True)
        self.rest.timeout.connect(self._on_rested)

    # -- where

    def show_region(self, region: Region) -> None:
        self.region = region
        self._look_at(self.viewport.fitted(region))

    def resize(self, width: int, height: int) -> None:
        """The map is so large now; a region stays whole in it."""
        self.viewport = self.viewport.resized(width, height)
        if self.region is not None:
            self.viewport = self.viewport.fitted(self.region)

    def pan(self, right: float, down: float) -> None:
        """Move the map by pixels."""
        self._leave_region()
        self._look_at(self.viewport.panned(right, down))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer or further, about a point or the middle."""
        point = at or QPointF(self.viewport.width / 2, self.viewport.height / 2)
        self._leave_region()
        self.sharpen()
        self._look_at(self.viewport.zoomed(factor, point.x(), point.y()))

    def reveal(self, lon: float, lat: float) -> None:
        """Bring a place that is out of sight into the middle."""
        view = self.viewport
        x, y = view.point(lon, lat)
        if not QRectF(0, 0, view.width, view.height).contains(x, y):
            self.pan(view.width / 2 - x, view.height / 2 - y)

    def _leave_region(self) -> None:
        self.region = None
        self.region_left.emit()

    def _look_at(self, view: Viewport) -> None:
        self.viewport = view
        self.moved.emit()

    # -- the ground

    def renew(self, ratio: float) -> bool:
        """Have the ground fit to where one looks. False: it did already."""
        self._ratio = ratio
        if self._ground.fits(self.viewport):
            return False
        self._ground.renew(self.viewport, ratio, coarse=self._moving)
        return True

    @property
    def _moving(self) -> bool:
        """The user moves the map: draw quickly now and sharply when it rests."""
        if self.is_held or self.rest.isActive():
            self.sharpen()
            return True
        return False

    def sharpen(self) -> None:
        """Draw the ground sharply once nothing has moved for a moment."""
        self.rest.start()

    def _on_rested(self) -> None:
        if self._ground.coarse:
            self._ground.renew(self.viewport, self._ratio)
            self.sharpened.emit()

    def draw(self, painter: QPainter) -> None:
        self._ground.draw(painter, self.viewport)
