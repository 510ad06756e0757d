"""The few shipped icons, in the theme's colours."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from watchfloor import resource
from watchfloor.core.state import ChannelState
from watchfloor.gui.style.shape import paint_state

ALIVE = "#3fb950"  # the dot in our mark


def pixmap(name: str, color: QColor, size: int = 16, ratio: float = 2.0, *, alive: str = ALIVE) -> QPixmap:
    """An icon drawn in one colour, sharp on dense screens; `alive` is that of the dot in our mark."""
    source = resource.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", color.name()).replace(ALIVE, alive)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def icon(name: str, color: QColor, size: int = 16) -> QIcon:
    return QIcon(pixmap(name, color, size))


def icon_beside(name: str, color: QColor, size: int, gap: int) -> QIcon:
    """With a gap at its right before a button's words: a style sheet's button leaves none."""
    drawn = pixmap(name, color, size)
    picture = QPixmap(round((size + gap) * drawn.devicePixelRatio()), drawn.height())
    picture.setDevicePixelRatio(drawn.devicePixelRatio())
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return QIcon(picture)


def window_icon(state: ChannelState, color: QColor) -> QIcon:
    """Our mark, its dot in the colour of the overall state, which stands in its corner."""
    picture = pixmap("watchfloor", color, 64, 1.0, alive=color.name())
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#0c1117"))
    painter.drawEllipse(QRectF(38, 38, 26, 26))
    paint_state(painter, QRectF(42, 42, 18, 18), state, color)
    painter.end()
    return QIcon(picture)
