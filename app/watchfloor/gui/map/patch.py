"""Part of a picture onto the screen: what is to be drawn anew is seldom all of it."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

MOST_PARTS = 40  # that are copied one by one


def draw_patch(painter: QPainter, picture: QPixmap, region: QRegion) -> None:
    """Draw what of the picture lies in the region.

    One rectangle after the other: through a hole of any other shape Qt copies a whole picture row by row.
    """
    ratio = picture.devicePixelRatio()
    if region.rectCount() > MOST_PARTS or not ratio.is_integer():
        painter.drawPixmap(QPoint(0, 0), picture)
        return
    times = int(ratio)
    for part in cast("Iterable[QRect]", region):
        source = QRect(part.topLeft() * times, part.size() * times)
        painter.drawPixmap(part, picture, source)
