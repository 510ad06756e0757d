"""What the pointer and the keys do on a map: move it, press marks, draw areas."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from watchfloor.gui.map.area import AreaPainter, box_of, circle_term, is_drawn
from watchfloor.gui.map.sight import Sight
from watchfloor.gui.style.look import Look

KEY_STEP_PX = 60
FAR_PX = 4  # so far a press moves before it is a drag


class MapHand(QObject):
    """Dragging moves the map; with Shift, or once `armed`, it draws a box, with Ctrl a circle.

    Gives `hovered` and `pressed` with a place, `box_drawn` with a `Within`, `term_drawn` with a term of the
    query, `changed` when what it draws or its cursor is another, and `done` when it is armed no longer.
    """

    hovered = Signal(QPointF)
    pressed = Signal(QPointF)
    box_drawn = Signal(object)
    term_drawn = Signal(str)
    changed = Signal()
    done = Signal()

    def __init__(self, sight: Sight, parent: QObject) -> None:
        super().__init__(parent)
        self._sight = sight
        self.armed = False
        self._drag: QPointF | None = None
        self._dragged = False
        self._area: tuple[QPointF, QPointF] | None = None
        self._round = False

    def arm(self, armed: bool) -> None:
        """The next drag draws a box."""
        self.armed = armed
        self.changed.emit()

    @property
    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor if self.armed else Qt.CursorShape.ArrowCursor

    def let_go(self) -> bool:
        """Give up what is being drawn. False: nothing was."""
        if self._area is None and not self.armed:
            return False
        self._area = None
        self.done.emit()
        self.changed.emit()
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
            self._sight.is_held = True

    def move(self, event: QMouseEvent) -> None:
        if self._area is not None:
            self._area = (self._area[0], event.position())
            self.changed.emit()
        elif self._drag is None:
            self.hovered.emit(event.position())
        else:
            moved = event.position() - self._drag
            if self._dragged or moved.manhattanLength() > FAR_PX:
                self._dragged = True
                self._drag = event.position()
                self._sight.pan(moved.x(), moved.y())

    def release(self, event: QMouseEvent) -> None:
        if self._area is not None:
            area, self._area = self._area, None
            self.changed.emit()
            if is_drawn(*area):
                self._choose(*area)
        elif self._drag is not None:
            self._drag = None
            self._sight.is_held = False
            if self._dragged:
                self._sight.sharpen()
            else:
                self.pressed.emit(event.position())

    def _choose(self, one: QPointF, other: QPointF) -> None:
        self.done.emit()
        if self._round:
            self.term_drawn.emit(circle_term(self._sight.viewport, one, other))
        else:
            self.box_drawn.emit(box_of(self._sight.viewport, one, other))

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
        key = Qt.Key(event.key())
        if key in pans:
            self._sight.sharpen()
            self._sight.pan(*pans[key])
        elif key in zooms:
            self._sight.zoom(zooms[key])
        elif key == Qt.Key.Key_Escape:
            return self.let_go()
        else:
            return False
        return True
