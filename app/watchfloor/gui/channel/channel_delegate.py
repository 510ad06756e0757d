"""How one channel looks in the list: shape, name, words, rate, and what can be done at once."""

import re

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import ChannelState
from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.channel.channel_model import ROW, ChannelModel, remedy_of
from watchfloor.gui.style import paint
from watchfloor.gui.style.hue import hue
from watchfloor.gui.style.look import BODY, SMALL, TINY, Look
from watchfloor.gui.style.shape import paint_state

Index = QModelIndex | QPersistentModelIndex
HEIGHT, LEFT, EDGE, GAP, SIDE, LEAST_SIDE, NAME, MOST_NAME = 52, 40, 14, 8, 84, 42, 136, 240
# A figure keeps its unit beside it, and the last figure its word.
_UNIT = re.compile(r"(?<=\d) (?=(?:ms|s|min|h)\b)| (?=\d+$)")
LINES, MOST_WORDS = 2, 40
BADGE_GAP = 6
SHORT_WARNING = "TLS !"
LOUD = (
    ChannelState.STALE,
    ChannelState.HELD,
    ChannelState.RECONNECTING,
    ChannelState.BLOCKED,
    ChannelState.FAILED,
)


class ChannelDelegate(QStyledItemDelegate):
    """Gives `remedy_asked` with the channel's name when its button was pressed."""

    remedy_asked = Signal(str)

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.is_bare = False  # on a wall nobody presses anything

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._look.row(HEIGHT))

    def _down(self, px: float) -> float:
        """Where something stands below the top of a row: nearer to it where rows are low."""
        look = self._look
        return look.px(px) - (look.px(HEIGHT) - look.row(HEIGHT)) / 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, model = index.data(ROW), index.model()
        if not isinstance(row, ChannelRow) or not isinstance(model, ChannelModel):
            return
        look, box = self._look, QRectF(option.rect)
        state = QStyle.StateFlag(option.state)
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        paint.row_ground(painter, box, look, state, chosen=chosen)
        status = row.status.state
        color = look.color(look.theme.of_state(row.status.counts_as))
        size = look.px(11)
        center = box.left() + look.px(22)
        paint_state(painter, QRectF(center - size / 2, box.top() + self._down(11), size, size), status, color)
        side = self._side(painter, box, row, model)
        self._words(painter, box, side, row, model, color)
        painter.restore()

    def _words(
        self,
        painter: QPainter,
        box: QRectF,
        side: QRectF,
        row: ChannelRow,
        model: ChannelModel,
        color: QColor,
    ) -> None:
        look, words = self._look, row.words(model.at.monotonic_s)
        left = box.left() + look.px(LEFT)
        named, told = self._rooms(box, side, left, row, model)
        font = self._font_of(words, told)
        # Where two lines follow, the name stands a little higher.
        top = box.top() + max(0.0, self._down(7 if font else 3))
        self._name(painter, QRectF(left, top, named, look.px(18)), row)
        ink = color if row.status.counts_as in LOUD else look.color("muted")
        # In line with the button where that stands beside it.
        is_beside = bool(self._remedy(row)) and self._is_narrow(box, side.width())
        line = QRectF(left, box.top() + self._down(25), told, look.px(22 if is_beside else 17))
        if font:
            paint.text(painter, line, words, font, ink)
        else:
            self._wrapped(painter, self._two_lines(box, line), words, ink)

    def _rooms(
        self, box: QRectF, side: QRectF, left: float, row: ChannelRow, model: ChannelModel
    ) -> tuple[float, float]:
        """How wide the name may be, and the line below it."""
        look = self._look
        beside, whole = side.left() - left - look.px(GAP), box.right() - look.px(EDGE) - left
        if self._remedy(row):
            return (whole, beside) if self._is_narrow(box, side.width()) else (beside, whole)
        # The second line ends at the rate, however wide the sparkline above it is.
        rate = paint.width(rate_words(row, model.at.wall_s), look.font(SMALL))
        return beside, whole - rate - look.px(GAP)

    def _remedy(self, row: ChannelRow) -> str:
        """What the row's button says; nothing where there is none."""
        return "" if self.is_bare else remedy_of(row.status)[0]

    def _name(self, painter: QPainter, box: QRectF, row: ChannelRow) -> None:
        """With what is unread behind it, and at the right what makes it unsafe."""
        look, font = self._look, self._look.font(BODY, 500)
        badge = self._badge_width(row)
        beside = box.width() - paint.width(row.name, font) - badge
        warned = self._warn(painter, box, beside) if row.insecure else 0.0
        place = QRectF(box.left(), box.top(), box.width() - warned - badge, box.height())
        paint.text(painter, place, row.name, font, look.color("text"))
        if badge:
            used = min(place.width(), paint.width(row.name, font)) + look.px(BADGE_GAP)
            self._badge(
                painter,
                QRectF(box.left() + used, box.top() + look.px(2), badge - look.px(BADGE_GAP), look.px(14)),
                unread_words(row),
            )

    def _font_of(self, words: str, width: float) -> QFont | None:
        """That in which a state's words fit on one line; None where they need two."""
        fonts = (self._look.font(SMALL), self._look.font(TINY))
        return next((font for font in fonts if paint.width(words, font) <= width), None)

    def _two_lines(self, box: QRectF, line: QRectF) -> QRectF:
        """They begin a little higher than one, or the row would cut off the tails of the second."""
        lines = QFontMetricsF(self._look.font(TINY)).lineSpacing() * LINES
        top = min(box.top() + self._down(21), box.bottom() - lines)
        return QRectF(line.left(), top, line.width(), self._look.px(30))

    def _warn(self, painter: QPainter, box: QRectF, beside: float) -> float:
        """Say in red that anyone may be the server, in short where a name leaves no more; what that takes."""
        font, gap = self._look.font(TINY, 600), self._look.px(6)
        whole = said("TLS not checked")
        words = whole if paint.width(whole, font) + gap <= beside else SHORT_WARNING
        paint.text(painter, box, words, font, self._look.color("alarm"), paint.RIGHT)
        return paint.width(words, font) + gap

    def _wrapped(self, painter: QPainter, box: QRectF, words: str, ink: QColor) -> None:
        """Two lines at a smaller size, for what must not be cut."""
        font = self._look.font(TINY)
        words = in_lines(with_units(words), font, box.width(), LINES)
        painter.setFont(font)
        painter.setPen(ink)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.save()
        painter.setClipRect(box)
        painter.drawText(box, words, option)
        painter.restore()

    def _badge_width(self, row: ChannelRow) -> float:
        """What is unread takes so much beside the name, with the gap before it."""
        if not row.unread:
            return 0.0
        look = self._look
        return paint.width(unread_words(row), look.font(TINY, 600)) + look.px(10 + BADGE_GAP)

    def _badge(self, painter: QPainter, box: QRectF, words: str) -> None:
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.translucent("accent", 0.22))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        paint.text(painter, box, words, look.font(TINY, 600), look.color("accent"), paint.CENTER)

    def _side(self, painter: QPainter, box: QRectF, row: ChannelRow, model: ChannelModel) -> QRectF:
        """At the right a button where there is something to do, else the rate. Where it is."""
        look = self._look
        remedy = self._remedy(row)
        if remedy:
            button = self.button_box(box, remedy)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("border"), 1))
            painter.setBrush(look.color("raised"))
            painter.drawRoundedRect(button.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            paint.text(painter, button, remedy, look.font(SMALL, 500), look.color("text"), paint.CENTER)
            return button
        # The line over time is a hint; the name is what one looks for.
        named = paint.width(row.name, look.font(BODY, 500)) + self._badge_width(row)
        named += paint.width(SHORT_WARNING, look.font(TINY, 600)) + look.px(6) if row.insecure else 0
        room = box.width() - look.px(LEFT + EDGE + GAP) - min(max(look.px(NAME), named), look.px(MOST_NAME))
        # Of two widths, so that lines begin below each other.
        width = next((look.px(each) for each in (SIDE, LEAST_SIDE) if room >= look.px(each)), 0)
        side = QRectF(box.right() - look.px(EDGE) - width, box.top(), width, box.height())
        line = QRectF(side.left(), side.top() + self._down(8), width, look.px(17))
        place = list(model.session.channels).index(row.name) % len(look.theme.series)
        tint = hue(row.colour, look.theme) if row.colour else look.theme.series[place]
        if width:
            paint.sparkline(painter, line, row.spark(model.at.wall_s), look.color(tint))
        rate = QRectF(side.right() - look.px(SIDE), side.top() + self._down(25), look.px(SIDE), look.px(17))
        paint.text(
            painter,
            rate,
            rate_words(row, model.at.wall_s),
            look.font(SMALL),
            look.color("muted"),
            paint.RIGHT,
        )
        return side

    def button_box(self, box: QRectF, words: str) -> QRectF:
        look = self._look
        width = paint.width(words, look.font(SMALL, 500)) + look.px(20)
        high = look.px(22)
        # In a narrow list it stands under the name, which has the first line to itself.
        is_below = self._is_narrow(box, width)
        top = min(self._down(25), box.height() - high - 1) if is_below else max(2.0, self._down(4))
        return QRectF(box.right() - look.px(EDGE) - width, box.top() + top, width, high)

    def _is_narrow(self, box: QRectF, taken: float) -> bool:
        """Beside a button, in whichever row, there would be too little room for a name: buttons align."""
        look = self._look
        return box.width() < look.px(LEFT + NAME + GAP + EDGE) + max(look.px(SIDE), taken)

    def editorEvent(self, event: QEvent, _model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(ROW)
        if (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(row, ChannelRow)
        ):
            remedy = self._remedy(row)
            box = QRectF(option.rect)
            if remedy and self.button_box(box, remedy).contains(event.position()):
                self.remedy_asked.emit(row.name)
                return True
        return False


def with_units(words: str) -> str:
    """The same, where no line ends between a figure and its unit."""
    return _UNIT.sub("\u00a0", words)


def unread_words(row: ChannelRow) -> str:
    return str(row.unread) if row.unread < 1_000 else f"{row.unread // 1000} k"


def rate_words(row: ChannelRow, now_s: float) -> str:
    """How much comes; nothing where nobody listens, for that is no rate of nought."""
    rate = row.rate(now_s)
    return numeral(f"{rate:.1f} ev/s") if rate or row.listening else ""


def in_lines(words: str, font: QFont, width: float, lines: int) -> str:
    """As many of the words as stand in so many lines, with an ellipsis where some are missing."""
    metrics, wrapped = QFontMetricsF(font), int(Qt.TextFlag.TextWordWrap)
    room = QRectF(0, 0, width, 10_000)
    most = metrics.lineSpacing() * (lines + 0.5)
    kept = words.split(" ")[:MOST_WORDS]
    told = words
    while len(kept) > 1 and metrics.boundingRect(room, wrapped, told).height() > most:
        kept.pop()
        told = " ".join(kept).rstrip(" ·,:") + "…"
    return told
