"""The journeys in sight on a picture of their own, that new ones are added to."""

from itertools import takewhile

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from watchfloor.core.session.place import Marker
from watchfloor.gui.map.arc import Arc, ArcPainter, Key, arc_of
from watchfloor.gui.map.projection import Viewport

ARCS = 150  # so many are drawn, the newest
KNOWN = 4 * ARCS
AGED_S = 10.0  # they are drawn anew no sooner for being older,
AGED_SHARE = 0.01  # nor before so much of the time window has gone by: what fades less is not seen
MOST_GONE = ARCS  # so many that have left may stay on the picture until then


class ArcLayer:
    """The arcs in sight. Each is reckoned once a view, and drawn once until all are visibly older."""

    def __init__(self) -> None:
        self._view: Viewport | None = None
        self._known: dict[Key, Arc | None] = {}  # None: out of sight
        self._drawn_as: tuple[object, ...] = ()
        self._drawn: dict[Key, None] = {}  # the oldest first
        self._drawn_at_s = 0.0
        self._picture: QPixmap | None = None

    def clear(self) -> None:
        """What is drawn no longer holds."""
        self._picture = None

    def arcs(self, markers: list[Marker], view: Viewport, since_s: float) -> list[Arc]:
        """The newest journeys of which a part is in sight, the oldest first."""
        if self._view != view or len(self._known) > KNOWN:
            self._view = view
            self._known.clear()
        sight = QRectF(0, 0, view.width, view.height)
        found: list[Arc] = []
        for marker in reversed(markers):
            if marker.at_s < since_s or not marker.travels:
                continue
            key = (marker.channel, marker.seq)
            if key not in self._known:
                arc = arc_of(marker, view)
                self._known[key] = arc if sight.intersects(arc.bounds) else None
            known = self._known[key]
            if known is not None:
                found.append(known)
                if len(found) == ARCS:
                    break
        return found[::-1]

    def picture(self, arcs: list[Arc], paints: ArcPainter, view: Viewport, ratio: float) -> QPixmap:
        """These arcs, and for a while some that have left."""
        picture = self._picture
        drawn_as = (view, ratio, f"{paints.span_s:.0f}")
        aged = not 0 <= paints.now_s - self._drawn_at_s < max(AGED_S, AGED_SHARE * paints.span_s)
        if picture is None or drawn_as != self._drawn_as or aged or not self._may_stay(arcs):
            picture = self._picture = _blank(view, ratio)
            self._drawn_as, self._drawn_at_s = drawn_as, paints.now_s
            self._drawn.clear()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for arc in arcs:
            if arc.key not in self._drawn:
                self._drawn[arc.key] = None
                paints.arc(painter, arc)
        painter.end()
        return picture

    def _may_stay(self, arcs: list[Arc]) -> bool:
        """Few are drawn that have left, and these by their age: none was taken away from among the others."""
        still = {arc.key for arc in arcs}
        gone = list(takewhile(lambda key: key not in still, self._drawn))
        return len(gone) <= MOST_GONE and len(self._drawn) - len(gone) == len(still.intersection(self._drawn))


def _blank(view: Viewport, ratio: float) -> QPixmap:
    picture = QPixmap(round(view.width * ratio), round(view.height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
