"""What a mark on the map stands for, shown beside the pointer."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from watchfloor.core.session.place import Marker
from watchfloor.gui.instant import ago_text
from watchfloor.gui.map.cluster import Cluster
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, SMALL, Look

SHOWN = 4
ROW, WIDTH, EDGE = 40, 320, 10


class HoverCard(QWidget):
    """Lists a cluster's newest events. Never in the way of the pointer."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._members: tuple[Marker, ...] = ()
        self._more = 0
        self._ground = parent
        self._now_s = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_cluster(self, cluster: Cluster, now_s: float) -> None:
        self._members = cluster.members[:SHOWN]
        self._more = cluster.count - len(self._members)
        self._now_s = now_s
        look = self._look
        height = EDGE * 2 + look.px(ROW) * len(self._members) + (look.px(18) if self._more else 0)
        self.resize(look.px(WIDTH), height)
        self._place(cluster)
        self.raise_()
        self.show()
        self.update()

    def _place(self, cluster: Cluster) -> None:
        """Right of the mark, or left of it where there is no room."""
        parent = self._ground
        x = cluster.x + cluster.radius + 12
        if x + self.width() > parent.width() - 8:
            x = cluster.x - cluster.radius - 12 - self.width()
        y = min(max(8.0, cluster.y - self.height() / 2), parent.height() - self.height() - 8.0)
        self.move(max(8, round(x)), max(8, round(y)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("border"), 1))
        painter.setBrush(look.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for place, member in enumerate(self._members):
            self._row(painter, EDGE + place * look.px(ROW), member)
        if self._more:
            box = QRectF(EDGE, self.height() - EDGE - look.px(16), self.width() - EDGE * 2, look.px(16))
            words = self.tr("and {count} more").format(count=self._more)
            paint.text(painter, box, words, look.font(SMALL), look.color("muted"))
        painter.end()

    def _row(self, painter: QPainter, top: float, marker: Marker) -> None:
        look = self._look
        paint.severity_chip(painter, QRectF(EDGE, top + 2, look.px(20), look.px(17)), marker.severity, look)
        left = EDGE + look.px(28)
        width = self.width() - left - EDGE
        title = QRectF(left, top, width, look.px(20))
        paint.text(painter, title, marker.title, look.font(BODY, 500), look.color("text"))
        place = f"{marker.from_place} → {marker.place}" if marker.from_place else marker.place
        ago = f"{ago_text(self._now_s - marker.at_s)} ago"
        told = " · ".join(part for part in (marker.kind, place, marker.source, ago) if part)
        paint.text(
            painter,
            QRectF(left, top + look.px(18), width, look.px(17)),
            told,
            look.font(SMALL),
            look.color("muted"),
        )
