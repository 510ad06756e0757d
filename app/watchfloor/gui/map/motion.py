"""What moves on the map: a new journey is seen to go its way, and then nothing costs anything."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from watchfloor.gui.instant import Instant
from watchfloor.gui.map.arc import TRAVEL_S, Arc, ArcPainter
from watchfloor.gui.map.layer import MarkLayer
from watchfloor.gui.style.look import Look

# Many at once need not go as smoothly, and cost more; in a crowd nobody follows one.
FEW, FEW_HZ, MANY_HZ, CROWD_HZ = 2, 20, 10, 5
REST_S = 0.2  # the last picture of a journey is one without it
# Of the time between two steps: so much earlier than it is due one is taken along by what is drawn anyway,
# and so much longer it waits for what may be drawn next.
EARLY, LATE = 0.3, 0.3
COMETS = 5  # nobody can follow more at once: the newest


class Motion:
    """Has `ground` drawn anew where a journey of `layer` is under way, by the clock, as long as one is.

    Only where it is `bare`: below what covers it nothing is seen to move.
    """

    def __init__(
        self,
        ground: QWidget,
        bare: Callable[[], QRegion],
        layer: MarkLayer,
        look: Look,
        clock: Callable[[], Instant],
    ) -> None:
        self._bare = bare
        self._ground = ground
        self._layer = layer
        self._look = look
        self._clock = clock
        self.timer = QTimer(ground)
        self._every_ms = round(1_000 / FEW_HZ)
        self.timer.setInterval(self._every_ms)
        self._stepped_s = 0.0
        self._drawn: list[Arc] = []  # with the last step,
        self._drawn_at_s = 0.0  # and since then
        self.timer.timeout.connect(self._on_timeout)

    @property
    def _fresh(self) -> list[Arc]:
        return self._under_way(COMETS)

    def _under_way(self, most: int) -> list[Arc]:
        """The newest journeys that are seen to move."""
        now_s = self._clock().wall_s
        newest = self._layer.arcs[-most:]
        return [arc for arc in newest if 0 <= now_s - arc.came_at_s < TRAVEL_S + REST_S]

    def begin(self) -> None:
        """There may be new journeys. All was drawn anew just now."""
        self._drawn, self._drawn_at_s = self._fresh, self._clock().wall_s
        if self._drawn and self._ground.isVisible():
            self.timer.start()

    def join(self) -> None:
        """Something is being drawn: what moves goes along with it, if it is not too soon for that.

        Else it waits for what is drawn next. By itself each drawing costs as much, and two that come at the
        same pace would stay apart.
        """
        if not self.timer.isActive():
            return
        every_ms = self._every_ms
        if perf_counter() - self._stepped_s >= (1 - EARLY) * every_ms / 1_000:
            self._on_timeout()
        if self.timer.isActive():
            self.timer.start(round((1 + LATE) * every_ms))

    def stop(self) -> None:
        self.timer.stop()

    def _on_timeout(self) -> None:
        self._stepped_s = perf_counter()
        fresh = self._under_way(COMETS + 1)
        if not fresh or not self._ground.isVisible():
            self.timer.stop()
        self._every_ms = round(1_000 / _pace_hz(len(fresh)))
        if self._every_ms != self.timer.interval():
            self.timer.setInterval(self._every_ms)
        self._ground.update(self._passed(fresh[-COMETS:]) & self._bare())

    def _passed(self, fresh: list[Arc]) -> QRegion:
        """Where something is, and where it may have been since the last step, however long ago that was."""
        now_s = self._clock().wall_s
        before_s, drawn = now_s - self._drawn_at_s, self._drawn
        self._drawn, self._drawn_at_s = fresh, now_s
        if before_s < 0:  # a recording was wound back
            return QRegion(self._ground.rect())
        paints = ArcPainter(self._look, self._layer.sprites, now_s, 0.0)
        passed = QRegion()
        for arc in {arc.key: arc for arc in (*drawn, *fresh)}.values():
            passed += paints.comet_box(arc, before_s).toAlignedRect()
        return passed

    def paint(self, painter: QPainter, since_s: float) -> None:
        if not self.timer.isActive():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paints = ArcPainter(self._look, self._layer.sprites, self._clock().wall_s, since_s)
        for arc in self._fresh:
            paints.comet(painter, arc)


def _pace_hz(count: int) -> int:
    if count <= FEW:
        return FEW_HZ
    return MANY_HZ if count <= COMETS else CROWD_HZ
