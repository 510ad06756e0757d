"""Plots as a picture that can stand in a report: with room around them, their times, and the day."""

from collections.abc import Sequence
from math import nan

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from watchfloor.gui.graph.plot import Plot
from watchfloor.gui.graph.time_axis import TimeAxis
from watchfloor.gui.instant import date_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import TINY, Look

SHARP = 2  # points for each one of the screen: what is printed is looked at from near
EDGE, GAP, CAPTION = 16, 8, 18
DAY = len("2026-11-20")


def picture_of(plots: Sequence[Plot], axis: TimeAxis, look: Look) -> QPixmap:
    """As they are seen, without what is pointed at."""
    edge, gap = look.px(EDGE), look.px(GAP)
    parts: list[QWidget] = [*plots, axis]
    height = sum(part.height() + gap for part in parts) + look.px(CAPTION)
    picture = QPixmap(QSize(axis.width() + 2 * edge, height + 2 * edge) * SHARP)
    picture.setDevicePixelRatio(SHARP)
    picture.fill(look.color("panel"))
    for plot in plots:
        plot.point_at(nan)
    painter = QPainter(picture)
    y = edge
    for part in parts:
        part.render(painter, QPoint(edge, y))
        y += part.height() + gap
    box = QRectF(edge, y, axis.width(), look.px(CAPTION))
    paint.text(painter, box, _caption(axis, look), look.font(TINY), look.color("muted"), paint.RIGHT)
    painter.end()
    return picture


def _caption(axis: TimeAxis, look: Look) -> str:
    """The day, or the days: outside the window nobody knows them."""
    if axis.span is None:
        return ""
    days = list(dict.fromkeys(date_text(at_s, utc=look.utc)[:DAY] for at_s in axis.span))
    return " – ".join(days) + (" UTC" if look.utc else "")
