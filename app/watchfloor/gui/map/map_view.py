"""The map: events where they happened, by severity and age, on a world that needs no network."""

from collections.abc import Callable
from math import hypot
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from watchfloor.core.log.log_window import Predicate
from watchfloor.core.place import MOST, Marker
from watchfloor.core.query.predicate import distance_km
from watchfloor.core.session import Change, Session
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.map.cluster import Cluster, clustered
from watchfloor.gui.map.hover_card import HoverCard
from watchfloor.gui.map.map_bar import Legend, MapBar
from watchfloor.gui.map.mark import TRAVEL_S, Arc, MarkPainter, Sprites, arcs, heat
from watchfloor.gui.map.projection import REGIONS, Floats, Region, Viewport
from watchfloor.gui.map.world import Ground
from watchfloor.gui.style.look import Look

MOTION_HZ = 20
# Drawing the marks takes at most this share of the time, however quickly events come.
SHARE = 0.03
FADE_EVERY_S = 10.0
WHEEL_STEP = 1.0015
KEY_STEP_PX = 60
LEAST_CIRCLE_PX = 12


class MapView(QWidget):
    """Shows `Session.places`.

    The ground and the marks are pictures that are made anew only when they change; what moves is
    drawn over them. Gives `marker_chosen` with an event's channel and number, and `area_chosen` with a
    query term after a circle was drawn with Shift held.
    """

    watches = Change.PLACES
    marker_chosen = Signal(str, int)
    area_chosen = Signal(str)

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
        self._clock = clock
        self._ground = Ground(look)
        self._view = Viewport().fitted(REGIONS[0])
        self._region: Region | None = REGIONS[0]
        self._at = Instant(0.0, 0.0)
        self._drawn_at_s = 0.0
        self._marks: QPixmap | None = None
        self._sprites = Sprites(look, self.devicePixelRatioF())
        self._cost_s = 0.0
        self._rested_at_s = 0.0
        self._late = self._timer(100, self._on_late, single=True)
        self._clusters: list[Cluster] = []
        self._arcs: list[Arc] = []
        self._snapshot: tuple[list[Marker], Floats] | None = None
        self._chosen: tuple[str, int] | None = None
        self._holds: Callable[[Marker], bool] | None = None
        self._circle: tuple[QPointF, QPointF] | None = None
        self._drag: QPointF | None = None
        self._dragged = False
        self.setAccessibleName(self.tr("Map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._sharpen = self._timer(140, self._on_sharpen, single=True)
        self._motion = self._timer(round(1_000 / MOTION_HZ), self._on_motion)
        self.bar = MapBar(look, self)
        self.bar.changed.connect(self._on_bar_changed)
        self.bar.region_chosen.connect(self.show_region)
        self.legend = Legend(look, self)
        self._card = HoverCard(look, self)
        look.changed.connect(self._on_look_changed)

    def _timer(self, every_ms: int, slot: object, *, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.setSingleShot(single)
        timer.timeout.connect(slot)
        return timer

    # -- what is shown

    @property
    def viewport(self) -> Viewport:
        return self._view

    @property
    def region(self) -> Region | None:
        """What is shown however large the map is; None once somebody has moved or zoomed."""
        return self._region

    @property
    def clusters(self) -> list[Cluster]:
        """The marks in sight, the least severe first."""
        return self._clusters

    def refresh(self, at: Instant) -> None:
        """The places changed. They are drawn at once, or soon where drawing takes long."""
        self._at = at
        self._snapshot = None
        rest_s = self._rested_at_s + self._cost_s * (1 / SHARE - 1) - perf_counter()
        if rest_s > 0 and self._marks is not None:
            if not self._late.isActive():
                self._late.start(round(rest_s * 1_000) + 1)
        else:
            self._on_late()

    def _on_late(self) -> None:
        self._marks = None
        self.update()

    def tick(self, at: Instant) -> None:
        """Time has passed: what is shown fades, though seldom enough to cost nothing."""
        if len(self._session.places) and abs(at.wall_s - self._drawn_at_s) >= FADE_EVERY_S:
            self.refresh(at)

    def show_region(self, region: Region) -> None:
        self._region = region
        self._look_at(self._view.fitted(region))

    def filter(self, predicate: Predicate | None) -> None:
        """Show only the events for which the predicate holds; None shows all."""
        known: dict[tuple[str, int], bool] = {}

        def holds(marker: Marker) -> bool:
            # An event never changes: each is judged once.
            key = (marker.channel, marker.seq)
            if key not in known:
                if len(known) > MOST * 2:
                    known.clear()
                known[key] = marker.event is not None and predicate is not None and predicate(marker.event)
            return known[key]

        self._holds = None if predicate is None else holds
        self._snapshot = self._marks = None
        self.update()

    def choose(self, channel: str, seq: int) -> None:
        """Ring the mark of this event; bring it into sight if it is out of it."""
        self._chosen = (channel, seq)
        marker = next((m for m in self._session.places if (m.channel, m.seq) == self._chosen), None)
        if marker is not None:
            x, y = self._view.point(marker.lon, marker.lat)
            if not QRectF(0, 0, self.width(), self.height()).contains(x, y):
                self._region = None
                self._look_at(self._view.panned(self.width() / 2 - x, self.height() / 2 - y))
        self._marks = None
        self.update()

    def _look_at(self, view: Viewport) -> None:
        self._view = view
        self._marks = None
        self._card.hide()
        self.update()

    @property
    def since_s(self) -> float:
        return self._at.wall_s - self.bar.span_s

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ground.fits(self._view):
            self._ground.renew(self._view, self.devicePixelRatioF(), coarse=self._moving)
        if self._marks is None:
            began_s = perf_counter()
            self._marks = self._draw_marks()
            self._rested_at_s = perf_counter()
            self._cost_s = self._rested_at_s - began_s
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        self._ground.draw(painter, self._view)
        painter.drawPixmap(0, 0, self._marks)
        if self._motion.isActive():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            marks = MarkPainter(self._look, self._sprites, self._moment_s, self.since_s)
            for arc in self._fresh_arcs:
                marks.comet(painter, arc)
        if self._circle is not None:
            self._draw_circle(painter, *self._circle)
        painter.end()

    def _draw_circle(self, painter: QPainter, middle: QPointF, edge: QPointF) -> None:
        away = edge - middle
        radius = hypot(away.x(), away.y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent"), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(self._look.translucent("accent", 0.10))
        painter.drawEllipse(middle, radius, radius)

    @property
    def _moving(self) -> bool:
        """The user moves the map: draw quickly now and sharply when it rests."""
        if self._drag is not None or self._sharpen.isActive():
            self._sharpen.start()
            return True
        return False

    def _draw_marks(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        if self._sprites.ratio != ratio:
            self._sprites = Sprites(self._look, ratio)
        if self._snapshot is None:
            self._snapshot = self._session.places.snapshot(self._holds)
        markers, table = self._snapshot
        since_s = self.since_s
        self._clusters = clustered(markers, table, self._view, since_s, self._look.px(30))
        self._arcs = arcs(markers, self._view, since_s) if self.bar.arcs_shown else []
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.bar.heat_shown:
            self._draw_heat(painter, table, since_s)
        marks = MarkPainter(self._look, self._sprites, self._at.wall_s, since_s)
        for arc in self._arcs:
            marks.arc(painter, arc)
        for cluster in self._clusters:
            marks.cluster(painter, cluster, chosen=self._is_chosen(cluster))
        marks.names(painter, self._clusters, self._room_for_names())
        painter.end()
        self._drawn_at_s = self._at.wall_s
        self._describe()
        if self._fresh_arcs and self.isVisible():
            self._motion.start()
        return picture

    def _room_for_names(self) -> QRectF:
        return QRectF(4, self.bar.geometry().bottom() + 2, self.width() - 8, self.height() - 46)

    def _draw_heat(self, painter: QPainter, table: Floats, since_s: float) -> None:
        picture = heat(table, self._view, since_s, self._look.color(self._look.theme.severity[3]))
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), picture)

    def _is_chosen(self, cluster: Cluster) -> bool:
        chosen = self._chosen
        return chosen is not None and any(
            (member.channel, member.seq) == chosen for member in cluster.members
        )

    def _describe(self) -> None:
        worst = self._clusters[-1].best if self._clusters else None
        count = sum(cluster.count for cluster in self._clusters)
        words = self.tr("{count} events in sight").format(count=count)
        if worst:
            words += ". " + self.tr("Most severe: {title}").format(title=worst.title)
        self.setAccessibleDescription(words)

    # -- motion

    @property
    def _moment_s(self) -> float:
        """Motion alone looks at the clock: it goes on between refreshes."""
        return self._clock().wall_s

    @property
    def _fresh_arcs(self) -> list[Arc]:
        moment_s = self._moment_s
        return [arc for arc in self._arcs if 0 <= moment_s - arc.came_at_s < TRAVEL_S + 0.2]

    def _on_motion(self) -> None:
        fresh = self._fresh_arcs
        if not fresh or not self.isVisible():
            self._motion.stop()
        for arc in fresh:
            self.update(arc.bounds.toAlignedRect())

    def _on_sharpen(self) -> None:
        if self._ground.coarse:
            self._ground.renew(self._view, self.devicePixelRatioF())
            self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._motion.stop()
        self._sharpen.stop()
        self._late.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._marks = None

    # -- the user

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view = self._view.resized(self.width(), self.height())
        if self._region is not None:
            self._view = self._view.fitted(self._region)
        self._marks = None
        self._place_children()

    def _place_children(self) -> None:
        self.bar.fit(self.width() - 24)
        self.bar.move(12, 12)
        self.legend.adjustSize()
        self.legend.move(self.width() - self.legend.width() - 12, self.height() - self.legend.height() - 12)

    def _on_bar_changed(self) -> None:
        self._marks = None
        self.update()

    def _on_look_changed(self) -> None:
        self._sprites.clear()
        self._marks = None
        self._place_children()
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer or further, about a point or the middle."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        self._region = None
        self._sharpen.start()
        self._look_at(self._view.zoomed(factor, point.x(), point.y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(WHEEL_STEP ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._circle = (event.position(), event.position())
            else:
                self._drag, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._circle is not None:
            self._circle = (self._circle[0], event.position())
            self.update()
            return
        if self._drag is None:
            self._hover(event.position())
            return
        moved = event.position() - self._drag
        if self._dragged or moved.manhattanLength() > 4:
            self._dragged = True
            self._drag = event.position()
            self._region = None
            self._look_at(self._view.panned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._circle is not None:
            self._choose_area(*self._circle)
            self._circle = None
            self.update()
            return
        if self._drag is None:
            return
        self._drag = None
        if self._dragged:
            self._sharpen.start()
        elif cluster := self._under(event.position()):
            self._press(cluster, event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom(2.0, event.position())

    def _choose_area(self, middle: QPointF, edge: QPointF) -> None:
        """A circle about a point, to the pointer, becomes a term of the filter."""
        if (edge - middle).manhattanLength() < LEAST_CIRCLE_PX:
            return
        lon, lat = self._view.degrees(middle.x(), middle.y())
        edge_lon, edge_lat = self._view.degrees(edge.x(), edge.y())
        radius_km = max(1, round(distance_km(lat, lon, edge_lat, edge_lon)))
        self.area_chosen.emit(f"near:({lat:.2f},{lon:.2f},{radius_km}km)")

    def _press(self, cluster: Cluster, at: QPointF) -> None:
        """A cluster of several places opens; a single place leads to its newest, most severe event."""
        if cluster.count > 1 and cluster.spread:
            self.zoom(2.2, at)
        else:
            self._chosen = (cluster.best.channel, cluster.best.seq)
            self._marks = None
            self.update()
            self.marker_chosen.emit(*self._chosen)

    def _under(self, at: QPointF) -> Cluster | None:
        near = [
            (distance, cluster)
            for cluster in self._clusters
            if (distance := (at - QPointF(cluster.x, cluster.y)).manhattanLength()) < cluster.radius + 9
        ]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _hover(self, at: QPointF) -> None:
        cluster = self._under(at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if cluster else Qt.CursorShape.ArrowCursor)
        if cluster is None:
            self._card.hide()
        else:
            self._card.show_cluster(cluster, self._at.wall_s)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._card.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pans = {
            Qt.Key.Key_Left: (KEY_STEP_PX, 0),
            Qt.Key.Key_Right: (-KEY_STEP_PX, 0),
            Qt.Key.Key_Up: (0, KEY_STEP_PX),
            Qt.Key.Key_Down: (0, -KEY_STEP_PX),
        }
        zooms = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}
        key = Qt.Key(event.key())
        if key in pans:
            self._region = None
            self._sharpen.start()
            self._look_at(self._view.panned(*pans[key]))
        elif key in zooms:
            self.zoom(zooms[key])
        elif key == Qt.Key.Key_0:
            self.show_region(REGIONS[0])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(900, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 160)
