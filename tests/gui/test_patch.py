"""A patch of a picture is what the whole picture would be there, and nothing beside it."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QRegion
from pytestqt.qtbot import QtBot

from watchfloor.gui.map.patch import MOST_PARTS, draw_patch

SIZE = 60
NOTHING = QColor("#102030")


def picture(ratio: float) -> QPixmap:
    """Another colour at every point."""
    pixels = QImage(round(SIZE * ratio), round(SIZE * ratio), QImage.Format.Format_RGB32)
    for x in range(pixels.width()):
        for y in range(pixels.height()):
            pixels.setPixelColor(x, y, QColor(x, y, 200))
    made = QPixmap.fromImage(pixels)
    made.setDevicePixelRatio(ratio)
    return made


def sheet(ratio: float) -> QImage:
    made = QImage(round(SIZE * ratio), round(SIZE * ratio), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(NOTHING)
    return made


def comb(teeth: int) -> QRegion:
    region = QRegion()
    for tooth in range(teeth):
        region += QRect(tooth * 2, 10, 1, 40)
    return region


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    "region",
    [
        QRegion(QRect(0, 0, SIZE, SIZE)),
        QRegion(QRect(4, 6, 10, 12)) + QRegion(QRect(30, 20, 16, 8)),
        comb(MOST_PARTS // 2),
    ],
    ids=["all", "two parts", "a comb"],
)
def test_it_is_drawn_there_and_nowhere_else(region: QRegion, ratio: float, qtbot: QtBot) -> None:
    whole, part = sheet(ratio), sheet(ratio)
    painter = QPainter(whole)
    painter.drawPixmap(QPoint(0, 0), picture(ratio))
    painter.end()
    painter = QPainter(part)
    painter.setClipRegion(region)  # as Qt does for a widget
    draw_patch(painter, picture(ratio), region)
    painter.end()
    for x in range(SIZE):
        for y in range(SIZE):
            at = QPoint(round(x * ratio), round(y * ratio))
            if region.contains(QPoint(x, y)):
                assert part.pixelColor(at) == whole.pixelColor(at), (x, y)
            elif ratio.is_integer():  # else Qt draws the pixels that lie half inside
                assert part.pixelColor(at) == NOTHING, (x, y)


def test_many_parts_are_drawn_as_well(qtbot: QtBot) -> None:
    drawn = sheet(1.0)
    region = QRegion()
    for step in range(MOST_PARTS + 10):
        region += QRect(step % SIZE, step, 1, 1)
    assert region.rectCount() > MOST_PARTS
    painter = QPainter(drawn)
    draw_patch(painter, picture(1.0), region)
    painter.end()
    assert drawn.pixelColor(20, 20) == QColor(20, 20, 200)
