"""The ground and the marks over it: one picture, made anew only when something of it changed."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, thread_time

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from watchfloor.core.log.log_window import Predicate
from watchfloor.core.session.place import MOST, Marker
from watchfloor.core.session.session import Session
from watchfloor.gui.map.arc import Arc, ArcPainter
from watchfloor.gui.map.arc_layer import ArcLayer
from watchfloor.gui.map.cluster import Cluster, clustered
from watchfloor.gui.map.mark import MarkPainter, Sprites, heat
from watchfloor.gui.map.projection import Floats, Viewport
from watchfloor.gui.style.look import Look

# Drawing the marks takes at most this share of the time, however quickly events come.
SHARE = 0.004
LONGEST_REST_S = 2.0  # however long drawing takes: what is new is to be seen


@dataclass(frozen=True)
class Scene:
    """What the marks depend on besides the events: from where one looks, at what time, at what."""

    view: Viewport
    at_s: float
    since_s: float
    arcs: bool
    heat: bool
    chosen: tuple[str, int] | None
    room_for_names: QRectF


class MarkLayer:
    """Draws `Session.places`; `clusters` (the least severe first) and `arcs` are what the picture shows."""

    def __init__(self, session: Session, look: Look, ratio: float) -> None:
        self._session = session
        self._look = look
        self.sprites = Sprites(look, ratio)
        self.clusters: list[Cluster] = []
        self.arcs: list[Arc] = []
        self._arc_layer = ArcLayer()
        self._sheet = QPixmap()
        self.picture: QPixmap | None = None  # the sheet, while what is on it holds
        self.drawn_at_s = 0.0
        self._snapshot: tuple[list[Marker], Floats] | None = None
        self._holds: Callable[[Marker], bool] | None = None
        self._cost_s = 0.0
        self._rested_at_s = 0.0

    # -- what is to be drawn anew

    def forget(self) -> None:
        """The picture no longer holds: something but the events is another."""
        self.picture = None

    def forget_events(self) -> None:
        """The events are others; the picture stands until it may be drawn anew."""
        self._snapshot = None

    def filter(self, holds: Callable[[Marker], bool] | None) -> None:
        self._holds = holds
        self._arc_layer.clear()
        self._snapshot = self.picture = None

    def restyle(self) -> None:
        self.sprites.clear()
        self._arc_layer.clear()
        self.picture = None

    @property
    def rest_s(self) -> float:
        """How long drawing is to rest, so that it takes no more than its share of the time."""
        if self.picture is None:
            return 0.0
        rest_s = min(LONGEST_REST_S, self._cost_s * (1 / SHARE - 1))
        return max(0.0, self._rested_at_s + rest_s - perf_counter())

    def under(self, at: QPointF, reach_px: float) -> Cluster | None:
        """The mark that is nearest to a place and no further from it than this."""
        near = [
            (distance, cluster)
            for cluster in self.clusters
            if (distance := (at - QPointF(cluster.x, cluster.y)).manhattanLength())
            < cluster.radius + reach_px
        ]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    # -- drawing

    def draw(self, scene: Scene, ratio: float, draw_ground: Callable[[QPainter], None]) -> QPixmap:
        """Make the picture: the marks, and under them what `draw_ground` draws."""
        began_s = thread_time()  # what it costs, and not how busy the machine is with other things
        if self.sprites.ratio != ratio:
            self.sprites = Sprites(self._look, ratio)
        if self._snapshot is None:
            self._snapshot = self._session.places.snapshot(self._holds)
        markers, table = self._snapshot
        self.clusters = clustered(markers, table, scene.view, scene.since_s, self._look.px(30))
        self.arcs = self._arc_layer.arcs(markers, scene.view, scene.since_s) if scene.arcs else []
        picture = self._blank(scene.view, ratio)
        painter = QPainter(picture)
        draw_ground(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_over(painter, table, scene, ratio)
        painter.end()
        self.picture, self.drawn_at_s = picture, scene.at_s
        self._rested_at_s = perf_counter()
        self._cost_s = thread_time() - began_s
        return picture

    def _draw_over(self, painter: QPainter, table: Floats, scene: Scene, ratio: float) -> None:
        if scene.heat:
            self._draw_heat(painter, table, scene)
        if self.arcs:
            paints = ArcPainter(self._look, self.sprites, scene.at_s, scene.since_s)
            painter.drawPixmap(0, 0, self._arc_layer.picture(self.arcs, paints, scene.view, ratio))
        marks = MarkPainter(self._look, self.sprites, scene.at_s, scene.since_s)
        for cluster in self.clusters:
            marks.cluster(painter, cluster, chosen=_has(cluster, scene.chosen))
        marks.names(painter, self.clusters, scene.room_for_names)

    def _blank(self, view: Viewport, ratio: float) -> QPixmap:
        """A picture of the map's size; without a hole in it, so that to copy it costs little."""
        size = QSize(round(view.width * ratio), round(view.height * ratio))
        if self._sheet.size() != size or self._sheet.devicePixelRatio() != ratio:
            self._sheet = QPixmap(size)
            self._sheet.setDevicePixelRatio(ratio)
        self._sheet.fill(self._look.color("window"))
        return self._sheet

    def _draw_heat(self, painter: QPainter, table: Floats, scene: Scene) -> None:
        color = self._look.color(self._look.theme.severity[3])
        picture = heat(table, scene.view, scene.since_s, color)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, scene.view.width, scene.view.height), picture)


def _has(cluster: Cluster, chosen: tuple[str, int] | None) -> bool:
    return chosen is not None and any((member.channel, member.seq) == chosen for member in cluster.members)


def judged(predicate: Predicate) -> Callable[[Marker], bool]:
    """The same for marks. An event never changes: each is judged once."""
    known: dict[tuple[str, int], bool] = {}

    def holds(marker: Marker) -> bool:
        key = (marker.channel, marker.seq)
        if key not in known:
            if len(known) > MOST * 2:
                known.clear()
            known[key] = marker.event is not None and predicate(marker.event)
        return known[key]

    return holds
