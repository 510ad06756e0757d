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

FEW, FEW_HZ, MANY_HZ = 2, 20, 10  # many at once need not go as smoothly, and cost more
BEFORE_S = 3 / MANY_HZ  # so old what was drawn last may be
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
        self.timer.timeout.connect(self._on_timeout)

    @property
    def _fresh(self) -> list[Arc]:
        now_s = self._clock().wall_s
        newest = self._layer.arcs[-COMETS:]
        return [arc for arc in newest if 0 <= now_s - arc.came_at_s < TRAVEL_S + REST_S]

    def begin(self) -> None:
        """There may be new journeys."""
        if self._fresh and self._ground.isVisible():
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
        fresh = self._fresh
        if not fresh or not self._ground.isVisible():
            self.timer.stop()
        self._every_ms = round(1_000 / (FEW_HZ if len(fresh) <= FEW else MANY_HZ))
        if self._every_ms != self.timer.interval():
            self.timer.setInterval(self._every_ms)
        paints = ArcPainter(self._look, self._layer.sprites, self._clock().wall_s, 0.0)
        passed = QRegion()
        for arc in fresh:
            passed += paints.comet_box(arc, BEFORE_S).toAlignedRect()
        self._ground.update(passed & self._bare())

    def paint(self, painter: QPainter, since_s: float) -> None:
        if not self.timer.isActive():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paints = ArcPainter(self._look, self._layer.sprites, self._clock().wall_s, since_s)
        for arc in self._fresh:
            paints.comet(painter, arc)
