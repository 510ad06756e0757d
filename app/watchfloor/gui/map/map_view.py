"""The map: events where they happened, by severity and age, on a world that needs no network."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from watchfloor.core.log.log_window import Predicate
from watchfloor.core.query.tree import Near, Within
from watchfloor.core.session.session import Change, Session
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.map.area import AreaPainter
from watchfloor.gui.map.cluster import Cluster
from watchfloor.gui.map.furniture import Furniture
from watchfloor.gui.map.hover_card import HoverCard
from watchfloor.gui.map.layer import MarkLayer, Scene, judged
from watchfloor.gui.map.map_hand import MapHand
from watchfloor.gui.map.motion import Motion
from watchfloor.gui.map.patch import draw_patch
from watchfloor.gui.map.pick import Pick
from watchfloor.gui.map.projection import REGIONS, Region, Viewport
from watchfloor.gui.map.sight import Sight
from watchfloor.gui.style.look import Look

FADE_EVERY_S = 10.0
WHEEL_STEP = 1.0015


class MapView(QWidget):
    """Shows `Session.places`.

    What stands still is one picture, which is made anew only when something of it changes; what moves is
    drawn over it. Gives `marker_chosen` with an event's channel and number, `box_drawn` with a `Within` (or
    None: it is to be taken away) and `term_drawn` with another term of the query.
    """

    watches = Change.PLACES
    marker_chosen = Signal(str, int)
    box_drawn = Signal(object)
    term_drawn = Signal(str)

    def __init__(
        self,
        session: Session,
        look: Look,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], Instant] = now,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.sight = Sight(look, self)
        self._layer = MarkLayer(session, look, self.devicePixelRatioF())
        self._at = Instant(0.0, 0.0)
        self.box: Within | None = None
        self._circles: tuple[Near, ...] = ()
        self.setAccessibleName(self.tr("Map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._on_late)
        self._motion = Motion(self, self._bare, self._layer, look, clock)
        self._furniture = Furniture(self, look)
        self.bar = self._furniture.bar
        self._hand = MapHand(self.sight, self)
        self.pick = Pick(self._layer, self.sight, self)
        self.legend = self._furniture.legend
        self.cleared = self._furniture.cleared
        self.cleared.back_asked.connect(session.show_places)
        self._card = HoverCard(look, self)
        self._connect()

    def _connect(self) -> None:
        sight, hand, bar, pick = self.sight, self._hand, self.bar, self.pick
        sight.moved.connect(self._on_moved)
        sight.sharpened.connect(self._draw_anew)
        sight.region_left.connect(partial(bar.say_region, ""))
        hand.changed.connect(self._on_hand_changed)
        hand.done.connect(partial(bar.arm, armed=False))
        hand.hovered.connect(self.hover)
        hand.pressed.connect(pick.press)
        pick.changed.connect(self._on_late)
        pick.marker_chosen.connect(self.marker_chosen)
        hand.box_drawn.connect(self.box_drawn)
        hand.term_drawn.connect(self.term_drawn)
        bar.changed.connect(self._draw_anew)
        bar.region_chosen.connect(self.show_region)
        bar.armed.connect(hand.arm)
        self._look.changed.connect(self._on_look_changed)

    # -- what is shown

    @property
    def viewport(self) -> Viewport:
        return self.sight.viewport

    @property
    def region(self) -> Region | None:
        """What is shown however large the map is; None once somebody has moved or zoomed."""
        return self.sight.region

    @property
    def clusters(self) -> list[Cluster]:
        """The marks in sight, the least severe first."""
        return self._layer.clusters

    def refresh(self, at: Instant) -> None:
        """The places changed. They are drawn at once, or soon where drawing takes long."""
        self._at = at
        self._layer.forget_events()
        self._motion.join()
        self._furniture.say_cleared(self._session.places.aside)
        rest_s = self._layer.rest_s
        if not rest_s:
            self._on_late()
        elif not self._late.isActive():
            self._late.start(round(rest_s * 1_000) + 1)

    def _on_late(self) -> None:
        self._layer.forget()
        self.update(self._bare())

    def _bare(self) -> QRegion:
        """What no control covers: to draw these again costs more than most of what changes below them."""
        return QRegion(self.rect()) - self._furniture.covered

    def tick(self, at: Instant) -> None:
        """Time has passed: what is shown fades, though seldom enough to cost nothing."""
        if len(self._session.places) and abs(at.wall_s - self._layer.drawn_at_s) >= FADE_EVERY_S:
            self.refresh(at)

    def filter(self, predicate: Predicate | None) -> None:
        """Show only the events for which the predicate holds; None shows all."""
        self._layer.filter(None if predicate is None else judged(predicate))
        self.update()

    def show_box(self, box: Within | None, circles: Sequence[Near] = ()) -> None:
        """Draw the box that the query has, if it has one, and its circles."""
        self.box, self._circles = box, tuple(circles)
        self._layer.forget()
        self.update()

    def choose(self, channel: str, seq: int) -> None:
        """Ring the mark of this event; bring it into sight if it is out of it."""
        marker = next((m for m in self._session.places if (m.channel, m.seq) == (channel, seq)), None)
        if marker is not None:
            self.sight.reveal(marker.lon, marker.lat)
        self.pick.choose(channel, seq)

    @property
    def since_s(self) -> float:
        return self._at.wall_s - self.bar.span_s

    # -- where one looks

    def show_region(self, region: Region) -> None:
        self.bar.say_region(region.name)
        self.sight.show_region(region)

    def zoom(self, factor: float) -> None:
        """Closer or further, about the middle."""
        self.sight.zoom(factor)

    def _on_moved(self) -> None:
        self._layer.forget()
        self._card.hide()
        self.update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.sight.renew(self.devicePixelRatioF()):
            self._layer.forget()
        still = self._layer.picture or self._draw_still()
        painter = QPainter(self)
        draw_patch(painter, still, event.region())
        self._motion.paint(painter, self.since_s)
        self._hand.paint(painter, self._look)
        painter.end()

    def _draw_still(self) -> QPixmap:
        scene = Scene(
            self.viewport,
            self._at.wall_s,
            self.since_s,
            self.bar.arcs_shown,
            self.bar.heat_shown,
            self.pick.chosen,
            self._furniture.room_for_names,
        )
        picture = self._layer.draw(scene, self.devicePixelRatioF(), self._draw_ground)
        self._describe()
        self._motion.begin()
        return picture

    def _draw_ground(self, painter: QPainter) -> None:
        self.sight.draw(painter)
        if self.box is not None:
            AreaPainter(painter, self._look).box(self.viewport, self.box)
        for circle in self._circles:
            AreaPainter(painter, self._look).near(self.viewport, circle)

    def _describe(self) -> None:
        worst = self.clusters[-1].best if self.clusters else None
        count = sum(cluster.count for cluster in self.clusters)
        words = self.tr("{count} events in sight").format(count=count)
        if worst:
            words += ". " + self.tr("Most severe: {title}").format(title=worst.title)
        self.setAccessibleDescription(words)

    # -- how it is shown

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for moving in (self._motion, self.sight.rest, self._late):
            moving.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._layer.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight.resize(self.width(), self.height())
        self._layer.forget()
        self.place_children()

    def place_children(self) -> None:
        self._furniture.place()

    def _draw_anew(self) -> None:
        self._layer.forget()
        self.update()

    def _on_look_changed(self) -> None:
        self._layer.restyle()
        self.place_children()
        self.update()

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._furniture.leave_out_controls(left_out)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 480)

    def minimumSizeHint(self) -> QSize:
        # Lower than the log: large text must not make the window higher than the screen.
        return QSize(280, 96)

    # -- the user

    def hover(self, at: QPointF) -> None:
        """Say what the mark under the pointer stands for."""
        cluster = None if self._hand.armed else self.pick.under(at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if cluster else self._hand.cursor)
        if cluster is None:
            self._card.hide()
        else:
            self._card.show_cluster(cluster, self._at.wall_s)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.sight.zoom(WHEEL_STEP ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.sight.zoom(2.0, event.position())

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._card.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up what is being drawn, and then the box of the filter."""
        if self._hand.key(event):
            return
        if event.key() == Qt.Key.Key_0:
            self.show_region(REGIONS[0])
        elif event.key() == Qt.Key.Key_Escape and self.box is not None:
            self.box_drawn.emit(None)
        else:
            super().keyPressEvent(event)

    def _on_hand_changed(self) -> None:
        self.setCursor(self._hand.cursor)
        self.update()
