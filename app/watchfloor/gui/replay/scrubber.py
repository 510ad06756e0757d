"""The line of a recording's time: how much came when, where it stands, and where to go."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from watchfloor.gui.instant import clock_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import TINY, Look

BUCKETS = 240
KEY_STEP_S, KEY_PAGE = 5.0, 0.05
GAP_FROM_PX = 3  # bars that are narrower stand side by side
DRAG_MS = 150  # while it is dragged, the views follow so often


class Scrubber(QWidget):
    """Gives `sought` with a moment that the user asks for."""

    sought = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._begin_s = self._end_s = self._at_s = 0.0
        self._density: Sequence[int] = ()
        self._troubles: Sequence[float] = ()
        self._pointed_s: float | None = None
        self._dragged_s: float | None = None
        self._drag = QTimer(self)
        self._drag.setSingleShot(True)
        self._drag.setInterval(DRAG_MS)
        self._drag.timeout.connect(self._seek)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time of the recording"))
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self._look.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(34))

    # -- what is shown

    def show_span(self, begin_s: float, end_s: float) -> None:
        self._begin_s, self._end_s = begin_s, end_s
        self.update()

    def show_density(self, density: Sequence[int], troubles: Sequence[float] = ()) -> None:
        """How many events came in each of equal parts of the time, and when something went wrong."""
        self._density, self._troubles = density, troubles
        self.update()

    def show_at(self, at_s: float) -> None:
        if at_s != self._at_s:
            self._at_s = at_s
            self.setAccessibleDescription(self._words(self._shown_s))
            self.update()

    @property
    def _shown_s(self) -> float:
        """Where the handle is: under the finger that drags it, else where the recording stands."""
        return self._at_s if self._dragged_s is None else self._dragged_s

    def _words(self, at_s: float) -> str:
        return clock_text(at_s, utc=self._look.utc)

    # -- drawing

    @property
    def _box(self) -> QRectF:
        edge = self._look.px(6)
        return QRectF(self.rect()).adjusted(edge, self._look.px(5), -edge, -self._look.px(5))

    def _x(self, at_s: float) -> float:
        box, span_s = self._box, self._end_s - self._begin_s
        share = (at_s - self._begin_s) / span_s if span_s > 0 else 1.0
        return box.left() + min(1.0, max(0.0, share)) * box.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self._look, self._box
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), look.color("border"))
        self._bars(painter, box)
        for at_s in self._troubles:
            painter.fillRect(QRectF(self._x(at_s) - 1, box.top(), 2, look.px(4)), look.color("warning"))
        self._handle(painter, box)
        if self._pointed_s is not None or self._dragged_s is not None:
            self._tip(painter, box)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _bars(self, painter: QPainter, box: QRectF) -> None:
        """A part with anything in it is seen, however much the fullest has."""
        look, most = self._look, max(self._density, default=0)
        if not most:
            return
        stands, width = self._x(self._shown_s), box.width() / len(self._density)
        gap = 1 if width >= GAP_FROM_PX else 0
        came, comes = look.translucent("accent", 0.75), look.translucent("muted", 0.40)
        room = box.height() - look.px(5)
        for place, count in enumerate(self._density):
            if count:
                height = max(1.5, room * (count / most) ** 0.5)
                x, end = (round(box.left() + each * width) for each in (place, place + 1))
                bar = QRectF(x, box.bottom() - height, max(1, end - x - gap), height)
                painter.fillRect(bar, came if x <= stands else comes)

    def _handle(self, painter: QPainter, box: QRectF) -> None:
        look, x = self._look, self._x(self._shown_s)
        size = look.px(4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("text"), 1.4))
        painter.drawLine(QPointF(x, box.top() - 2), QPointF(x, box.bottom() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("text"))
        top = box.top() - look.px(4)
        corners = [QPointF(x - size, top), QPointF(x + size, top), QPointF(x, top + size * 1.5)]
        painter.drawPolygon(QPolygonF(corners))

    def _tip(self, painter: QPainter, box: QRectF) -> None:
        look, font = self._look, self._look.font(TINY, 500)
        at_s = self._dragged_s if self._dragged_s is not None else self._pointed_s
        if at_s is None:
            return
        words, x = self._words(at_s), self._x(at_s)
        width = paint.width(words, font) + look.px(12)
        left = x + look.px(8) if x + look.px(8) + width < box.right() else x - look.px(8) - width
        tip = QRectF(left, box.center().y() - look.px(9), width, look.px(18))
        painter.setPen(QPen(look.color("border"), 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.setBrush(look.color("raised"))
        painter.drawRoundedRect(tip, 4, 4)
        paint.text(painter, tip, words, font, look.color("text"), paint.CENTER)

    # -- the user

    def _moment(self, x: float) -> float:
        box = self._box
        share = min(1.0, max(0.0, (x - box.left()) / max(1.0, box.width())))
        return self._begin_s + share * (self._end_s - self._begin_s)

    def _seek(self) -> None:
        if self._dragged_s is not None:
            self.sought.emit(self._dragged_s)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged_s = self._moment(event.position().x())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moment_s = self._moment(event.position().x())
        if self._dragged_s is None:
            self._pointed_s = moment_s
        else:
            self._dragged_s = moment_s
            if not self._drag.isActive():
                self._drag.start()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged_s is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._drag.stop()
        self._at_s, self._dragged_s = self._moment(event.position().x()), None
        self.sought.emit(self._at_s)
        self.update()

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._pointed_s = None
        self.update()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self._drag.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page_s = (self._end_s - self._begin_s) * KEY_PAGE
        steps = {
            Qt.Key.Key_Left: -KEY_STEP_S,
            Qt.Key.Key_Right: KEY_STEP_S,
            Qt.Key.Key_PageUp: page_s,
            Qt.Key.Key_PageDown: -page_s,
            Qt.Key.Key_Home: self._begin_s - self._end_s,
            Qt.Key.Key_End: self._end_s - self._begin_s,
        }
        step_s = steps.get(Qt.Key(event.key()))
        if step_s is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self.show_at(min(self._end_s, max(self._begin_s, self._at_s + step_s)))
        self.sought.emit(self._at_s)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
