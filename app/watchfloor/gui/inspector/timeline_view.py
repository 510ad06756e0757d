"""A channel over time: its states, what came, what is missing, and its heartbeat, on one axis."""

from collections.abc import Sequence
from math import isnan, nan

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from watchfloor.core.happening import Happening, Refused
from watchfloor.core.link.timeline import stretch_at
from watchfloor.core.log.sentence import sentence
from watchfloor.core.session.channel import UP
from watchfloor.core.state import ChannelState
from watchfloor.core.text.numeral import Numeral, numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.inspector.attempt_strip import lasted_text
from watchfloor.gui.inspector.past import Past, columns, is_loss
from watchfloor.gui.instant import clock_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import SMALL, TINY, Look

STATE_PX, RATE_PX, TICK_PX, AXIS_PX, BETWEEN_PX = 14, 44, 16, 15, 4
LEFT_PX, RIGHT_PX = 86, 64  # as in the waterfall
MOVE_S = 2.0  # time alone moves it so often: that is about a pixel
STEPS = 60  # of the keys, over the whole span
# How high a state's bar is: what listens is told from what does not without colour, too.
HEIGHTS = {ChannelState.CONNECTING: 0.35, ChannelState.IDLE: 0.2, ChannelState.PAUSED: 0.2}
DOWN_HEIGHT = 0.55
NAMES = {
    ChannelState.IDLE: "Disconnected",
    ChannelState.CONNECTING: "Connecting…",
    ChannelState.CONNECTED: "Connected",
    ChannelState.STALE: "Silent",
    ChannelState.HELD: "Waiting for the journal",
    ChannelState.RECONNECTING: "Waiting to reconnect",
    ChannelState.BLOCKED: "Breaker open",
    ChannelState.POLLING: "Polling",
    ChannelState.PAUSED: "Paused",
    ChannelState.FAILED: "Failed",
}
NOTHING_READABLE = "Connected, nothing readable"


class TimelineView(QWidget):
    """Shows a `Past`. Gives `mark_chosen` with what befell the channel where one clicks or presses Return.

    `pointed` tells the graphs of the moment that one points at (NaN: none); `point_at` shows theirs here.
    """

    mark_chosen = Signal(object)
    pointed = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._past = self._drawn = Past()
        self._at_s: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The channel over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        lanes = STATE_PX + RATE_PX + 2 * TICK_PX + AXIS_PX + 4 * BETWEEN_PX
        return QSize(200, self._look.px(lanes))

    def show_past(self, past: Past) -> None:
        self._past = past
        if not _looks_like(past, self._drawn):
            self._drawn = past
            self.setAccessibleDescription(self.words_at(past.to_s if self._at_s is None else self._at_s))
            self.update()

    # -- what it says

    def words_at(self, at_s: float) -> str:
        """Everything that is known of one moment, a line each."""
        past = self._past
        lines = [clock_text(at_s, utc=self._look.utc)]
        stretch = stretch_at(past.states, at_s)
        if stretch is None:
            lines.append(self.tr("Nothing is known of this time."))
        else:
            lasted = lasted_text(stretch.to_s - stretch.from_s)
            name = said(NOTHING_READABLE if stretch.is_unreadable else NAMES[stretch.state])
            lines.append(self.tr("{state} for {span}").format(state=name, span=lasted))
            lines.append(said(stretch.reason))
        rate = self._rate_at(at_s)
        if rate is not None:
            lines.append(self.tr("{rate:.3g} events a second").format(rate=Numeral(rate)))
        lines += [sentence(mark) for mark in self._marks_near(at_s)[:3]]
        return "\n".join(line for line in lines if line)

    def _rate_at(self, at_s: float) -> float | None:
        place = int(np.searchsorted(self._past.times, at_s, side="right")) - 1
        if not 0 <= place < len(self._past.rates) or np.isnan(self._past.rates[place]):
            return None
        return float(self._past.rates[place])

    def _marks_near(self, at_s: float) -> list[Happening]:
        """Within four pixels, the nearest first."""
        reach_s = 4 * (self._past.to_s - self._past.from_s) / max(1.0, self._box.width())
        near = [mark for mark in self._past.marks if abs(mark.at_s - at_s) <= reach_s]
        return sorted(near, key=lambda mark: abs(mark.at_s - at_s))

    # -- drawing

    @property
    def _box(self) -> QRectF:
        left, right = self._look.px(LEFT_PX), self._look.px(RIGHT_PX)
        return QRectF(left, 0, max(1.0, self.width() - left - right), self.height())

    def _x(self, at_s: float) -> float:
        past, box = self._past, self._box
        return box.left() + (at_s - past.from_s) / (past.to_s - past.from_s) * box.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, past = self._look.px, self._past
        top = 0.0
        lanes = (
            (self.tr("State"), STATE_PX, self._paint_states, self._now_words()),
            (self.tr("Events/s"), RATE_PX, self._paint_rates, self._most_words()),
            (self.tr("Gaps"), TICK_PX, self._paint_marks, self._gap_words()),
            (self.tr("Heartbeat"), TICK_PX, self._paint_beats, f"{len(past.beats_at_s)}×"),
        )
        for name, high, draw, words in lanes:
            lane = QRectF(self._box.left(), top, self._box.width(), px(high))
            self._words(painter, lane, name, words)
            draw(painter, lane)
            top = lane.bottom() + px(BETWEEN_PX)
        self._paint_axis(painter, top)
        if self._at_s is not None and past.from_s <= self._at_s <= past.to_s:
            painter.setPen(QPen(self._look.color("faint"), 1))
            x = round(self._x(self._at_s))
            painter.drawLine(x, 0, x, round(top - px(BETWEEN_PX)))
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _words(self, painter: QPainter, lane: QRectF, name: str, words: str) -> None:
        look = self._look
        left = QRectF(0, lane.top(), lane.left() - 6, lane.height())
        right = QRectF(lane.right() + 4, lane.top(), self.width() - lane.right() - 4, lane.height())
        paint.text(painter, left, name, look.font(SMALL), look.color("muted"))
        paint.text(painter, right, words, look.font(SMALL, mono=True), look.color("text"), paint.RIGHT)

    def _now_words(self) -> str:
        states = self._past.states
        if not states:
            return ""
        share = sum(each.to_s - each.from_s for each in states if each.counts_as in UP)
        known_s = sum(each.to_s - each.from_s for each in states)
        return self.tr("{share:.0%} up").format(share=share / known_s) if known_s else ""

    def _most_words(self) -> str:
        rates = self._past.rates
        known = rates[~np.isnan(rates)]
        return numeral(f"≤ {known.max():.3g}") if len(known) else ""

    def _gap_words(self) -> str:
        return f"{sum(map(is_loss, self._past.marks))}"

    def _paint_states(self, painter: QPainter, lane: QRectF) -> None:
        look = self._look
        painter.fillRect(QRectF(lane.left(), lane.bottom() - 1, lane.width(), 1), look.color("border"))
        for stretch in self._past.states:
            state = stretch.counts_as
            share = 1.0 if state in UP else HEIGHTS.get(state, DOWN_HEIGHT)
            left, right = self._x(stretch.from_s), self._x(stretch.to_s)
            high = lane.height() * share
            bar = QRectF(left, lane.bottom() - high, max(1.0, right - left), high)
            painter.fillRect(bar, look.color(look.theme.of_state(state)))

    def _paint_rates(self, painter: QPainter, lane: QRectF) -> None:
        look = self._look
        painter.fillRect(QRectF(lane.left(), lane.bottom() - 1, lane.width(), 1), look.color("border"))
        highs = columns(self._past, int(lane.width()))
        known = highs[~np.isnan(highs)]
        most = float(known.max()) if len(known) else 0.0
        if most <= 0:
            return
        color = look.color(look.theme.series[0])
        for place, high in enumerate(highs.tolist()):
            if high > 0:
                tall = max(1.0, high / most * (lane.height() - 1))
                painter.fillRect(QRectF(lane.left() + place, lane.bottom() - tall, 1, tall), color)

    def _paint_marks(self, painter: QPainter, lane: QRectF) -> None:
        look = self._look
        painter.fillRect(QRectF(lane.left(), lane.bottom() - 1, lane.width(), 1), look.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._past.marks:
            x, low = self._x(mark.at_s), lane.bottom() - 1
            if not is_loss(mark):
                painter.setPen(QPen(look.color("muted"), 1))
                painter.drawLine(QPointF(x, low - lane.height() * 0.35), QPointF(x, low))
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("alarm" if isinstance(mark, Refused) else "warning"))
            tip = low - lane.height() * 0.75
            painter.drawPolygon([QPointF(x, tip), QPointF(x - 4, low), QPointF(x + 4, low)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_beats(self, painter: QPainter, lane: QRectF) -> None:
        look = self._look
        painter.fillRect(QRectF(lane.left(), lane.bottom() - 1, lane.width(), 1), look.color("border"))
        color = look.color("good")
        for at_s in self._past.beats_at_s:
            painter.fillRect(QRectF(round(self._x(at_s)) - 1, lane.top() + 2, 2, lane.height() - 3), color)

    def _paint_axis(self, painter: QPainter, top: float) -> None:
        look, past, lane = self._look, self._past, self._box
        row = QRectF(lane.left(), top, lane.width(), look.px(AXIS_PX))
        for at_s, align in ((past.from_s, paint.LEFT), (past.to_s, paint.RIGHT)):
            words = clock_text(at_s, utc=look.utc)
            paint.text(painter, row, words, look.font(TINY), look.color("faint"), align)

    # -- the user

    def _at(self, x: float) -> float:
        past, box = self._past, self._box
        share = min(1.0, max(0.0, (x - box.left()) / box.width()))
        return past.from_s + share * (past.to_s - past.from_s)

    def point_at(self, at_s: float) -> None:
        """Put the line at this moment; NaN takes it away."""
        self._at_s = None if isnan(at_s) else at_s
        self.setAccessibleDescription(self.words_at(self._past.to_s if self._at_s is None else at_s))
        self.update()

    def _point_at(self, at_s: float) -> None:
        self.point_at(at_s)
        self.pointed.emit(at_s)

    def _choose(self, at_s: float) -> None:
        near = self._marks_near(at_s)
        if near:
            self.mark_chosen.emit(near[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(nan)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        past = self._past
        at_s = past.to_s if self._at_s is None else self._at_s
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            step_s = (past.to_s - past.from_s) / STEPS * steps[Qt.Key(event.key())]
            self._point_at(min(past.to_s, max(past.from_s, at_s + step_s)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(at_s)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_tip(self.words_at(self._at(event.pos().x()))), self)
            return True
        return super().event(event)


def _looks_like(past: Past, other: Past) -> bool:
    """It is the same channel, nothing befell it in between, and little time has passed."""
    return (
        past.channel == other.channel
        and 0 <= past.to_s - other.to_s < MOVE_S
        and abs((past.to_s - past.from_s) - (other.to_s - other.from_s)) < MOVE_S
        and [(each.state, each.reason) for each in past.states]
        == [(each.state, each.reason) for each in other.states]
        and past.marks == other.marks
        and len(past.beats_at_s) == len(other.beats_at_s)
        and abs(_last(past.beats_at_s) - _last(other.beats_at_s)) < MOVE_S
    )


def _last(moments_s: Sequence[float]) -> float:
    return moments_s[-1] if moments_s else 0.0
