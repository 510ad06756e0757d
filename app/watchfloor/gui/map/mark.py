"""What lies on the map: marks, names and heat, painted for one look at the world."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from watchfloor.gui.map import label
from watchfloor.gui.map.cluster import Cluster
from watchfloor.gui.map.projection import Floats, Viewport
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, TINY, Look

COMET_STEPS = 10
DOT_HALF = 4.0
FADED = 0.35  # what the oldest event in the window still has of its strength
HEAT_PX = 8
HEAT_PASSES = 6  # of a running mean over three: enough to look round
MOST_COUNTED = 1_000
LEAST_COUNTED_RADIUS = 7.0
MOST_NAME, LONGEST_NAME = 180, 200  # pixels at normal text, and letters: a place may call itself anything


class Sprites:
    """Pictures of marks and names, drawn once each: the same few are needed in every frame."""

    KEPT = 800

    def __init__(self, look: Look, ratio: float) -> None:
        self._look = look
        self.ratio = ratio
        self._pictures: dict[object, QPixmap] = {}
        self._tails: dict[int, list[QPixmap]] = {}  # by severity
        self._widths: dict[str, float] = {}

    def clear(self) -> None:
        self._pictures.clear()
        self._tails.clear()
        self._widths.clear()

    def mark(self, severity: int, width: int, strength: float, count: int) -> QPixmap:
        """A dot `width` wide in its two halos, with the count of the events that it stands for."""
        key = (severity, width, strength, count)
        picture = self._pictures.get(key)
        return (
            self._kept(key, self._draw_mark(severity, width / 2, strength, count))
            if picture is None
            else picture
        )

    def tail(self, severity: int) -> list[QPixmap]:
        """What a new journey draws behind itself, fainter and smaller with each step."""
        tail = self._tails.get(severity)
        if tail is None:
            tail = self._tails[severity] = [self._draw_dot(severity, step) for step in range(COMET_STEPS)]
        return tail

    def name(self, words: str, size: QSizeF) -> QPixmap:
        key = (words, size.width())
        picture = self._pictures.get(key)
        return self._kept(key, self._draw_name(words, size)) if picture is None else picture

    def width(self, words: str) -> float:
        """How wide a name is: most are on the map for a long time, and measuring costs as much as drawing."""
        width = self._widths.get(words)
        if width is None:
            if len(self._widths) >= self.KEPT:
                self._widths.clear()
            needed = paint.width(words[:LONGEST_NAME], self._look.font(BODY, 500)) + 4
            width = self._widths[words] = min(needed, self._look.px(MOST_NAME))
        return width

    def _kept(self, key: object, picture: QPixmap) -> QPixmap:
        if len(self._pictures) >= self.KEPT:
            self._pictures.clear()
        self._pictures[key] = picture
        return picture

    def _blank(self, size: QSizeF) -> QPixmap:
        picture = QPixmap((size * self.ratio).toSize())
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _draw_mark(self, severity: int, radius: float, strength: float, count: int) -> QPixmap:
        look = self._look
        color = look.color(look.theme.of_severity(severity))
        reach = radius * 2.3 + 1
        picture = self._blank(QSizeF(round(reach * 2), round(reach * 2)))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(round(reach * 2) / 2, round(reach * 2) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        for halo, share in ((2.3, 0.16), (1.6, 0.22)):
            painter.setBrush(with_alpha(color, share * strength))
            painter.drawEllipse(middle, radius * halo, radius * halo)
        painter.setPen(QPen(look.color("window"), 1))
        painter.setBrush(with_alpha(color, max(0.55, strength)))
        painter.drawEllipse(middle, radius, radius)
        if count > 1 and radius >= LEAST_COUNTED_RADIUS:
            half = look.px(14)
            box = QRectF(middle.x() - half, middle.y() - half, half * 2, half * 2)
            ink = QColor("#0c1117") if look.theme.dark else QColor("#ffffff")
            figure = str(count) if count < MOST_COUNTED else "…"
            paint.text(painter, box, figure, look.font(TINY, 700), ink, paint.CENTER)
        painter.end()
        return picture

    def _draw_dot(self, severity: int, step: int) -> QPixmap:
        radius = 3.6 - step * 2.4 / COMET_STEPS
        picture = self._blank(QSizeF(2 * DOT_HALF, 2 * DOT_HALF))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        color = self._look.color(self._look.theme.of_severity(severity))
        painter.setBrush(with_alpha(color, 0.9 - step * 0.85 / COMET_STEPS))
        painter.drawEllipse(QPointF(DOT_HALF, DOT_HALF), radius, radius)
        painter.end()
        return picture

    def _draw_name(self, words: str, size: QSizeF) -> QPixmap:
        """A name with an edge in the ground's colour, readable over land, sea and coast."""
        look = self._look
        picture = self._blank(size)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        font = look.font(BODY, 500)
        told = paint.cut(words, font, size.width() - 3)
        path.addText(QPointF(2, size.height() * 0.73), font, told)
        painter.setPen(QPen(look.translucent("window", 0.8), 3.0))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("text"))
        painter.drawPath(path)
        painter.end()
        return picture


class MarkPainter:
    """Paints with a look at one moment; older events are fainter."""

    def __init__(self, look: Look, sprites: Sprites, now_s: float, since_s: float) -> None:
        self._look = look
        self._sprites = sprites
        self._now_s = now_s
        self._span_s = now_s - since_s

    def cluster(self, painter: QPainter, cluster: Cluster, *, chosen: bool = False) -> None:
        share = round(strength(cluster.newest_at_s, self._now_s, self._span_s), 1)
        count = min(cluster.count, MOST_COUNTED)
        picture = self._sprites.mark(cluster.best.severity, round(cluster.radius * 2), share, count)
        half = picture.deviceIndependentSize() / 2
        painter.drawPixmap(QPointF(cluster.x - half.width(), cluster.y - half.height()), picture)
        if chosen:
            radius = cluster.radius + 4
            painter.setPen(QPen(self._look.color("text"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(cluster.x, cluster.y), radius, radius)

    def names(self, painter: QPainter, clusters: list[Cluster], sight: QRectF) -> None:
        """The names of the places that matter most, where there is room."""
        height = self._look.px(17)
        reaches = [cluster.radius + 1 for cluster in clusters]
        taken = [
            (cluster.x - reach, cluster.y - reach, cluster.x + reach, cluster.y + reach)
            for cluster, reach in zip(clusters, reaches, strict=True)
        ]
        wanted = [
            (c.best.place, c.x, c.y, c.radius * 1.5, self._sprites.width(c.best.place), height)
            for c in reversed(clusters)
            if c.best.place
        ]
        for name, box in label.placed(wanted, taken, sight):
            painter.drawPixmap(box.topLeft(), self._sprites.name(name, box.size()))


def strength(at_s: float, now_s: float, span_s: float) -> float:
    """1 for what is new, `FADED` for what is about to leave the time window."""
    age = min(1.0, max(0.0, (now_s - at_s) / max(1.0, span_s)))
    return 1.0 - (1.0 - FADED) * age


def with_alpha(color: QColor, share: float) -> QColor:
    shaded = QColor(color)
    shaded.setAlphaF(min(1.0, max(0.0, share)))
    return shaded


def heat(table: Floats, view: Viewport, since_s: float, color: QColor) -> QImage | None:
    """Where much happens, as a picture to be stretched over the map: severity counts as weight."""
    recent = table[table[:, 3] >= since_s]
    if not len(recent):
        return None
    x, y = view.place(recent[:, 0], recent[:, 1])
    shape = (int(view.height // HEAT_PX) + 1, int(view.width // HEAT_PX) + 1)
    grid, _, _ = np.histogram2d(
        y, x, bins=shape, range=[[0, shape[0] * HEAT_PX], [0, shape[1] * HEAT_PX]], weights=recent[:, 2]
    )
    for _ in range(HEAT_PASSES):
        for axis in (0, 1):
            grid = (grid + np.roll(grid, 1, axis) + np.roll(grid, -1, axis)) / 3
    top = float(grid.max())
    if top <= 0:
        return None
    share = np.sqrt(grid / top)
    pixels = np.empty((*shape, 4), dtype=np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = color.blue(), color.green(), color.red()
    pixels[..., 3] = (share * 170).astype(np.uint8)
    return QImage(pixels.tobytes(), shape[1], shape[0], shape[1] * 4, QImage.Format.Format_ARGB32).copy()
