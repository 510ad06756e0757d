"""The last attempts of a channel as blocks: how each ended, how long it lasted, which one is looked at."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from watchfloor.core.channel import WELL_ENDED
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.speech import said
from watchfloor.gui.instant import ago_text, clock_text
from watchfloor.gui.style.look import Look

LEAST_PX = 4.0


class AttemptStrip(QWidget):
    """The newest right: well, on the way, failed, by colour and height; up to 200 of them.

    A click or the arrow keys choose one: `chosen` gives its place from the end, 0 for the one of now.
    """

    MOST = 200
    LEAST = 29
    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._attempts: list[AttemptEnded] = []
        self._open: bool | None = None
        self.selected = 0
        self.setAccessibleName(self.tr("Attempts"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(24))

    def show_attempts(self, attempts: list[AttemptEnded], *, is_open: bool | None) -> None:
        """`is_open`: the connection of now stands (True), is being tried (False), or there is none (None)."""
        self._attempts, self._open = attempts, is_open
        self.selected = min(self.selected, max(0, len(attempts)))
        self.setAccessibleDescription(self.words_of(self.selected))
        self.update()

    @property
    def attempt(self) -> AttemptEnded | None:
        """The chosen one that has ended; None: the one of now."""
        return self.attempt_at(self.selected)

    def attempt_at(self, back: int) -> AttemptEnded | None:
        """0 is the one of now, or the last one where there is none now."""
        if self._open is not None:
            back -= 1
        return self._attempts[-1 - back] if 0 <= back < len(self._attempts) else None

    def words_of(self, back: int) -> str:
        """How long it lasted, and why it ended."""
        attempt = self.attempt_at(back)
        if attempt is None:
            return self.tr("The connection of now") if self._open is not None else ""
        words = self.tr("{time}: {outcome} after {span}. {events} events. {detail}")
        return words.format(
            time=clock_text(attempt.started_at_s, utc=self._look.utc),
            outcome=attempt.outcome,
            span=ago_text(attempt.lasted_s),
            events=attempt.events,
            detail=said(attempt.detail),
        ).strip()

    @property
    def _room(self) -> int:
        """How many blocks fit."""
        return max(self.LEAST, min(self.MOST, int(self.width() / LEAST_PX), len(self._attempts) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self._room
        step = self.width() / room
        colors = ["good" if a.outcome in WELL_ENDED else "alarm" for a in self._attempts]
        if self._open is not None:
            colors.append("good" if self._open else "warning")
        colors = colors[-room:]
        gap = 2.5 if step > 6 else 1.0
        for place in range(room):
            index = place - (room - len(colors))
            color = colors[index] if index >= 0 else "border"
            low = 0.0 if color != "alarm" else self.height() * 0.3
            box = QRectF(place * step, low, max(2.0, step - gap), self.height() - 3 - low)
            painter.setBrush(self._look.translucent(color, 1.0 if index >= 0 else 0.35))
            painter.drawRoundedRect(box, 2, 2)
        if colors:
            left = (room - 1 - self.selected) * step
            line = self._look.color("accent" if self.hasFocus() else "text")
            painter.setPen(QPen(line, 2))
            painter.drawLine(
                QPointF(left, self.height() - 1), QPointF(left + max(2.0, step - gap), self.height() - 1)
            )
        painter.end()

    # -- choosing

    def _back_at(self, x: float) -> int:
        return self._room - 1 - min(self._room - 1, max(0, int(x / (self.width() / self._room))))

    def choose(self, back: int) -> None:
        count = len(self._attempts) + (self._open is not None)
        if 0 <= back < count:
            self.selected = back
            self.setAccessibleDescription(self.words_of(back))
            self.update()
            self.chosen.emit(back)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._back_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}
        if event.key() in steps:
            self.choose(self.selected + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_End:
            self.choose(0)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.words_of(self._back_at(event.pos().x()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
