"""The narrow strip at the left of each row of the log: what a person has marked, in shape and colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from watchfloor.core.log.highlight import HighlightRule
from watchfloor.gui.style.look import Look

WIDTH = 26
BAR = 3


def rule_color(rule: HighlightRule, look: Look) -> QColor:
    """The rule's colour; one of the palette is the theme's own of that hue."""
    return look.color(look.theme.series[rule.number] if rule.is_of_palette else rule.colour)


def draw_gutter(
    painter: QPainter, line: QRectF, look: Look, rule: HighlightRule | None, *, pinned: bool
) -> None:
    """A bar and a shape for the rule that marks the row, a pin for one that is kept."""
    middle = line.center().y() - 0.5
    if rule is not None:
        color = rule_color(rule, look)
        painter.fillRect(QRectF(line.left(), line.top(), BAR, line.height() - 1), color)
        draw_shape(painter, QPointF(line.left() + look.px(10), middle), look.px(7), rule.number, color)
    if pinned:
        place = look.px(10 if rule is None else 19)
        draw_pin(painter, QPointF(line.left() + place, middle), look.px(9), look.color("accent"))


def draw_shape(painter: QPainter, center: QPointF, size: float, number: int, color: QColor) -> None:
    """One of six shapes: disc, square, triangle, diamond, triangle on its tip, cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    half = size / 2
    box = QRectF(center.x() - half, center.y() - half, size, size)
    if number == 0:
        painter.drawEllipse(box)
    elif number == 1:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif number == 5:
        third = size / 3
        painter.drawRect(box.adjusted(third, 0, -third, 0))
        painter.drawRect(box.adjusted(0, third, 0, -third))
    else:
        painter.drawPolygon(QPolygonF([center + QPointF(x * half, y * half) for x, y in _POLYGONS[number]]))
    painter.restore()


_POLYGONS = {
    2: ((0, -1), (1, 0.9), (-1, 0.9)),
    3: ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    4: ((0, 1), (1, -0.9), (-1, -0.9)),
}


def draw_pin(painter: QPainter, center: QPointF, size: float, color: QColor) -> None:
    """A drawing pin, upright."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(center)
    painter.scale(size / 10, size / 10)
    painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(color)
    painter.drawLine(QPointF(0, 1), QPointF(0, 5.2))
    painter.drawPolygon(
        QPolygonF([QPointF(-3.4, 1), QPointF(3.4, 1), QPointF(1.7, -1.4), QPointF(-1.7, -1.4)])
    )
    painter.drawRect(QRectF(-1.5, -4, 3, 3))
    painter.drawLine(QPointF(-2.7, -4.4), QPointF(2.7, -4.4))
    painter.restore()
