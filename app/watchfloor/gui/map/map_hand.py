"""What the pointer and the keys do on a map: move it, press marks, draw areas."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from watchfloor.gui.map.area import AreaPainter, box_of, circle_term, is_drawn
from watchfloor.gui.map.projection import REGIONS
from watchfloor.gui.style.look import Look

if TYPE_CHECKING:
    from watchfloor.gui.map.map_view import MapView

KEY_STEP_PX = 60
FAR_PX = 4  # so far a press moves before it is a drag


class MapHand:
    """Dragging moves the map; with Shift, or once `armed`, it draws a box, with Ctrl a circle."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self.armed = False
        self._drag: QPointF | None = None
        self._dragged = False
        self._area: tuple[QPointF, QPointF] | None = None
        self._round = False

    @property
    def moving(self) -> bool:
        """It holds the map."""
        return self._drag is not None

    @property
    def drawing(self) -> bool:
        return self._area is not None

    def arm(self, *, armed: bool) -> None:
        """The next drag draws a box."""
        self.armed = armed
        self._view.setCursor(self.cursor)

    @property
    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor if self.armed else Qt.CursorShape.ArrowCursor

    def let_go(self) -> bool:
        """Give up what is being drawn. False: nothing was."""
        if self._area is None and not self.armed:
            return False
        self._area = None
        self._view.bar.arm(armed=False)
        self._view.update()
        return True

    # -- the pointer

    def press(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        held = event.modifiers()
        self._round = bool(held & Qt.KeyboardModifier.ControlModifier)
        if self.armed or self._round or held & Qt.KeyboardModifier.ShiftModifier:
            self._area = (event.position(), event.position())
        else:
            self._drag, self._dragged = event.position(), False

    def move(self, event: QMouseEvent) -> None:
        if self._area is not None:
            self._area = (self._area[0], event.position())
            self._view.update()
        elif self._drag is None:
            self._view.hover(event.position())
        else:
            moved = event.position() - self._drag
            if self._dragged or moved.manhattanLength() > FAR_PX:
                self._dragged = True
                self._drag = event.position()
                self._view.pan(moved.x(), moved.y())

    def release(self, event: QMouseEvent) -> None:
        if self._area is not None:
            area, self._area = self._area, None
            self._view.update()
            if is_drawn(*area):
                self._choose(*area)
        elif self._drag is not None:
            self._drag = None
            if self._dragged:
                self._view.sharpen()
            else:
                self._view.press(event.position())

    def _choose(self, one: QPointF, other: QPointF) -> None:
        self._view.bar.arm(armed=False)
        viewport = self._view.viewport
        if self._round:
            self._view.term_drawn.emit(circle_term(viewport, one, other))
        else:
            self._view.box_drawn.emit(box_of(viewport, one, other))

    def paint(self, painter: QPainter, look: Look) -> None:
        """What is being drawn just now."""
        if self._area is None:
            return
        areas = AreaPainter(painter, look)
        if self._round:
            areas.circle(*self._area)
        else:
            areas.drawing(*self._area)

    # -- the keys

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means here. False: it means nothing."""
        pans = {
            Qt.Key.Key_Left: (KEY_STEP_PX, 0),
            Qt.Key.Key_Right: (-KEY_STEP_PX, 0),
            Qt.Key.Key_Up: (0, KEY_STEP_PX),
            Qt.Key.Key_Down: (0, -KEY_STEP_PX),
        }
        zooms = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}
        key, view = Qt.Key(event.key()), self._view
        if key in pans:
            view.sharpen()
            view.pan(*pans[key])
        elif key in zooms:
            view.zoom(zooms[key])
        elif key == Qt.Key.Key_0:
            view.show_region(REGIONS[0])
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def _escape(self) -> bool:
        """First what is being drawn, then the box of the filter."""
        if self.let_go():
            return True
        if self._view.box is None:
            return False
        self._view.box_drawn.emit(None)
        return True
