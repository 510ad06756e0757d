"""Small pieces that several views paint alike: cut text, sparklines, hatching, chips."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import isnan
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle

from watchfloor.gui.style.look import BODY, SMALL, Look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
NARROWEST = 0.2  # no letter is narrower, in parts of the type's size
NARROW = 0.4  # few texts are narrower
NEARLY = 4.0  # what fits or does not by less is measured as a whole: some letters change with those around
ELLIPSIS = "…"
RIGHT_TO_LEFT_MARK = "\u200f"
_FLAGS = Qt.TextFlag.TextSingleLine


def text(
    painter: QPainter,
    box: QRectF,
    words: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of plain text, cut with an ellipsis where it does not fit."""
    line(painter, box, cut(words, font, box.width()), font, color, align)


def cut(words: str, font: QFont, width: float) -> str:
    """As much of the text as fits, with an ellipsis where something is missing."""
    size = font.pixelSize()
    # Measuring costs more than drawing: what surely fits is not measured, what surely does not is cut first.
    if len(words) * size <= width:
        return words
    words = words[: int(width / (size * NARROWEST)) + 2]
    if words and width > 0 and words.isascii():
        ruler = _ruler(font)
        # Of most texts that do not fit so many letters are enough to see it.
        ends = ruler.ends(words[: int(width / (size * NARROW)) + 2])
        if ends[-1] <= width + NEARLY:
            ends = ruler.ends(words)
        if ends[-1] > width + NEARLY:
            return words[: bisect_right(ends, width - ruler.ellipsis)] + ELLIPSIS
        if ends[-1] < width - NEARLY:
            return words
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(words) <= width:
        return words
    return _at_its_end(metrics.elidedText(words, Qt.TextElideMode.ElideRight, width))


def _at_its_end(elided: str) -> str:
    """The ellipsis belongs to what stands before it: else it would be seen where a Hebrew line begins."""
    kept = elided.rstrip("…").rstrip()
    is_leftward = bool(kept) and bidirectional(kept[-1]) in ("R", "AL")
    return elided + RIGHT_TO_LEFT_MARK if is_leftward else elided


class _Ruler(dict[tuple[str, str], float]):
    """What each ASCII letter takes before each other one: a line of the log is cut in half the time that Qt
    takes to shape it, and Qt shapes it once more to draw it."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._width = QFontMetricsF(font).horizontalAdvance
        self.ellipsis = self._width(ELLIPSIS)

    def __missing__(self, pair: tuple[str, str]) -> float:
        letter, following = pair
        step = self[pair] = self._width(letter + following) - self._width(following)
        return step

    def ends(self, words: str) -> list[float]:
        """Where each letter ends, the last one as if another were to follow."""
        return list(accumulate(map(self.__getitem__, pairwise(f"{words} "))))


_rulers: dict[tuple[str, int, int], _Ruler] = {}


def _ruler(font: QFont) -> _Ruler:
    key = (font.family(), font.pixelSize(), font.weight())
    ruler = _rulers.get(key)
    if ruler is None:
        ruler = _rulers[key] = _Ruler(font)
    return ruler


def line(
    painter: QPainter,
    box: QRectF,
    words: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """The same for text that is known to fit."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, int(align) | int(_FLAGS), words)


def face(painter: QPainter, box: QRectF, title: str, step: str, look: Look) -> None:
    """What stands in the middle of a view that has nothing to show: that, and what to do next."""
    wrapped = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
    strong, plain = look.font(BODY, 600), look.font(SMALL)
    inner = box.adjusted(look.px(16), 0, -look.px(16), 0)
    head = QFontMetricsF(strong).boundingRect(inner, wrapped, title).height()
    below = QFontMetricsF(plain).boundingRect(inner, wrapped, step).height() + look.px(4) if step else 0.0
    top = max(inner.top(), inner.center().y() - (head + below) / 2)
    painter.setFont(strong)
    painter.setPen(look.color("text"))
    painter.drawText(QRectF(inner.left(), top, inner.width(), head), wrapped, title)
    painter.setFont(plain)
    painter.setPen(look.color("muted"))
    painter.drawText(QRectF(inner.left(), top + head + look.px(4), inner.width(), below), wrapped, step)


def row_ground(painter: QPainter, box: QRectF, look: Look, state: QStyle.StateFlag, *, chosen: bool) -> None:
    """What lies under a row of a list: it is chosen, or the pointer or the keyboard is on it."""
    if chosen:
        painter.fillRect(box, look.color("selection"))
        painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), look.color("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, look.translucent("raised", 0.6))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(look.color("accent"), 1, Qt.PenStyle.DotLine))
        painter.drawRect(box.adjusted(2.5, 0.5, -0.5, -0.5))


def width(words: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)


def hatch(painter: QPainter, box: QRectF, look: Look, color: str = "warning") -> None:
    """The ground of a row that stands for something missing, in the colour of what befell."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, look.translucent(color, 0.05))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.translucent(color, 0.10), 7))
    step, reach = 22.0, box.height() + 16
    x = box.left() - reach - (box.left() % step)
    while x < box.right() + step:
        painter.drawLine(QPointF(x, box.bottom() + 4), QPointF(x + reach, box.bottom() + 4 - reach))
        x += step
    painter.restore()


def severity_chip(painter: QPainter, box: QRectF, severity: int | None, look: Look) -> None:
    """The figure 1 to 5 in its colour; a dot where an event has none."""
    if not severity:
        text(painter, box, "·", look.font(SMALL), look.color("faint"), CENTER)
        return
    color = look.theme.of_severity(severity)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.translucent(color, 0.65), 1))
    painter.setBrush(look.translucent(color, 0.16))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
    text(painter, box, str(severity), look.font(SMALL, 600), look.color(color), CENTER)


def sparkline(painter: QPainter, box: QRectF, values: Sequence[float], color: QColor) -> None:
    """A line through the values, open where they are not known."""
    known = [value for value in values if not isnan(value)]
    if not known:
        return
    top, floor = max(known), min(known)
    spread = (top - floor) or max(top, 1.0)
    step = box.width() / max(1, len(values) - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.2))
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    for piece in _pieces(values):
        line = QPolygonF(
            [
                QPointF(
                    box.left() + place * step,
                    box.bottom() - 1 - (value - floor) / spread * (box.height() - 2),
                )
                for place, value in piece
            ]
        )
        painter.drawPolyline(line)
    painter.restore()


def _pieces(values: Sequence[float]) -> list[list[tuple[int, float]]]:
    """The stretches without a gap."""
    pieces: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if isnan(value):
            pieces.append([])
        else:
            pieces[-1].append((place, value))
    return [piece for piece in pieces if len(piece) > 1]
