"""The shape of each channel state: ten that can be told apart without colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from watchfloor.core.state import ChannelState


def paint_state(painter: QPainter, box: QRectF, state: ChannelState, color: QColor) -> None:
    """Draw the state's shape into the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS[state](painter, box, color)
    painter.restore()


def _pen(color: QColor, box: QRectF, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(color, max(1.2, box.width() * 0.14), style, Qt.PenCapStyle.RoundCap)


def _inner(box: QRectF) -> QRectF:
    inset = box.width() * 0.1
    return box.adjusted(inset, inset, -inset, -inset)


def _ring(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(_pen(color, box))
    painter.drawEllipse(_inner(box))


def _dotted_ring(painter: QPainter, box: QRectF, color: QColor) -> None:
    pen = _pen(color, box, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([0.6, 1.9])
    painter.setPen(pen)
    painter.drawEllipse(_inner(box))


def _disc(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(_inner(box))


def _target(painter: QPainter, box: QRectF, color: QColor) -> None:
    _ring(painter, box, color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    inset = box.width() * 0.32
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _hourglass(painter: QPainter, box: QRectF, color: QColor) -> None:
    inner = _inner(box).adjusted(box.width() * 0.06, 0, -box.width() * 0.06, 0)
    top, bottom = (inner.topLeft(), inner.topRight()), (inner.bottomRight(), inner.bottomLeft())
    painter.setPen(_pen(color, box))
    painter.drawPolygon((top[0], top[1], bottom[1], bottom[0]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon((bottom[0], bottom[1], inner.center()))


def _half_disc(painter: QPainter, box: QRectF, color: QColor) -> None:
    _ring(painter, box, color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPie(_inner(box), 90 * 16, 180 * 16)


def _barred_ring(painter: QPainter, box: QRectF, color: QColor) -> None:
    _ring(painter, box, color)
    middle, reach = box.center(), box.width() * 0.28
    painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))


def _square(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(_pen(color, box))
    painter.drawRoundedRect(_inner(box), 1.5, 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    inset = box.width() * 0.3
    painter.drawRect(box.adjusted(inset, inset, -inset, -inset))


def _bars(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    width, height = box.width() * 0.24, box.height() * 0.76
    top = box.top() + (box.height() - height) / 2
    for left in (0.18, 0.58):
        painter.drawRoundedRect(QRectF(box.left() + box.width() * left, top, width, height), 1, 1)


def _cross(painter: QPainter, box: QRectF, color: QColor) -> None:
    pen = _pen(color, box)
    pen.setWidthF(pen.widthF() * 1.3)
    painter.setPen(pen)
    inset = box.width() * 0.2
    inner = box.adjusted(inset, inset, -inset, -inset)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())


_PAINTERS = {
    ChannelState.IDLE: _ring,
    ChannelState.CONNECTING: _dotted_ring,
    ChannelState.CONNECTED: _disc,
    ChannelState.STALE: _target,
    ChannelState.HELD: _hourglass,
    ChannelState.RECONNECTING: _half_disc,
    ChannelState.BLOCKED: _barred_ring,
    ChannelState.POLLING: _square,
    ChannelState.PAUSED: _bars,
    ChannelState.FAILED: _cross,
}
