"""The last attempts of a channel as blocks: how each ended, how long it lasted, which one is looked at."""

from math import ceil, log10

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from watchfloor.core.happening import AttemptEnded
from watchfloor.core.link.ending import EndKind, kind_of_end, words_of_end
from watchfloor.core.text.numeral import grouped, numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.instant import clock_text
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import Look

LEAST_PX = 5.0
LONG_S = 3_600.0  # a block of an attempt that lasted so long has the full height
COLORS = {EndKind.WELL: "good", EndKind.LOST: "warning", EndKind.REFUSED: "alarm"}


class AttemptStrip(QWidget):
    """From the left, the newest last, up to 200 of them, in as many lines as they need.

    Colour and shape tell how each ended: whole (well), slit (lost, and tried again), hollow (refused).
    The longer it lasted, the higher. A click or the arrow keys choose one: `chosen` gives its place from
    the end, 0 for the one of now.
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
        look.changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        return QSize(200, self._line_px * self._lines)

    def show_attempts(self, attempts: list[AttemptEnded], *, is_open: bool | None) -> None:
        """`is_open`: that of now is well (True), is tried or silent (False), or there is none (None)."""
        if attempts[-self.MOST :] == self._attempts and is_open is self._open:
            return
        looked_at = self.attempt if self.selected else None
        self._attempts, self._open = attempts[-self.MOST :], is_open
        self.selected = self._place_of(looked_at)
        self.setAccessibleDescription(self.words_of(self.selected))
        self._fit()
        self.update()

    def _place_of(self, attempt: AttemptEnded | None) -> int:
        """An attempt that was chosen stays so while others come after it."""
        if attempt is None or attempt not in self._attempts:
            return 0
        return len(self._attempts) - 1 - self._attempts.index(attempt) + (self._open is not None)

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
        """When it began, how long it lasted, what it brought, and why it ended."""
        attempt = self.attempt_at(back)
        if attempt is None:
            return self.tr("This connection") if self._open is not None and back == 0 else ""
        words = self.tr("{time} · {span}, {events} · {outcome}")
        events = self.tr("1 event") if attempt.events == 1 else self.tr("{count} events")
        head = words.format(
            time=clock_text(attempt.started_at_s, utc=self._look.utc),
            span=lasted_text(attempt.lasted_s),
            events=events.format(count=grouped(attempt.events)),
            outcome=words_of_end(attempt.outcome),
        )
        return "\n".join(line for line in (head, said(attempt.detail)) if line)

    # -- where the blocks are

    @property
    def _count(self) -> int:
        return len(self._attempts) + (self._open is not None)

    @property
    def _room(self) -> int:
        """How many blocks a line has."""
        most = max(self.LEAST, int(self.width() / self._look.px(LEAST_PX)))
        return max(self.LEAST, min(most, self._count))

    @property
    def _lines(self) -> int:
        return max(1, ceil(self._count / self._room))

    @property
    def _line_px(self) -> int:
        return self._look.px(24 if self._lines == 1 else 18)

    def _fit(self) -> None:
        self.setFixedHeight(self._line_px * self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _in_line(self) -> int:
        """How many stand in the last line: they fill it from the left, until there are enough of them."""
        return min(self._count, self._room)

    def _box(self, back: int) -> QRectF:
        room, line_px = self._room, self._line_px
        step = self.width() / room
        line, place = divmod(back, room)
        gap = 2.5 if step > 8 else 1.0
        top = (self._lines - 1 - line) * line_px
        return QRectF((self._in_line - 1 - place) * step, top, max(2.0, step - gap), line_px - 3)

    def _back_at(self, position: QPointF) -> int:
        """Which one is there; -1 right of them all."""
        column = min(self._room - 1, max(0, int(position.x() / (self.width() / self._room))))
        line = min(self._lines - 1, max(0, int(position.y() / self._line_px)))
        if column >= self._in_line:
            return -1
        return (self._lines - 1 - line) * self._room + self._in_line - 1 - column

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for back in range(self._count):
            self._paint(painter, back)
        if self._count:
            box = self._box(self.selected)
            line = self._look.color("accent" if self.hasFocus() else "text")
            painter.setPen(QPen(line, 2))
            bottom = box.bottom() + 2
            painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))
        painter.end()

    def _paint(self, painter: QPainter, back: int) -> None:
        box, attempt = self._box(back), self.attempt_at(back)
        painter.setPen(Qt.PenStyle.NoPen)
        if attempt is None:
            painter.setBrush(self._look.color("good" if self._open else "warning"))
            painter.drawRoundedRect(box, 2, 2)
            return
        kind = kind_of_end(attempt.outcome)
        color = self._look.color(COLORS[kind])
        box.setTop(box.bottom() - box.height() * height_share(attempt.lasted_s))
        if kind is EndKind.REFUSED:
            painter.setPen(QPen(color, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 1.5, 1.5)
            return
        painter.setBrush(color)
        painter.drawRoundedRect(box, 2, 2)
        if kind is EndKind.LOST:
            slit = QRectF(box.left(), box.top() + box.height() * 0.4, box.width(), 2)
            painter.fillRect(slit, self._look.color("panel"))

    # -- choosing

    def choose(self, back: int) -> None:
        if 0 <= back < self._count:
            self.selected = back
            self.setAccessibleDescription(self.words_of(back))
            self.update()
            self.chosen.emit(back)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._back_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: 1,
            Qt.Key.Key_Right: -1,
            Qt.Key.Key_Up: self._room,
            Qt.Key.Key_Down: -self._room,
        }
        if event.key() in steps:
            self.choose(self.selected + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_End:
            self.choose(0)
        elif event.key() == Qt.Key.Key_Home:
            self.choose(self._count - 1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.words_of(self._back_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), as_tip(words), self)
            return True
        return super().event(event)


def height_share(lasted_s: float) -> float:
    """An hour and more is the whole; each tenfold less is a step lower; nothing vanishes."""
    return 0.4 + 0.6 * min(1.0, log10(1 + max(0.0, lasted_s)) / log10(1 + LONG_S))


def lasted_text(lasted_s: float) -> str:
    """12 ms, 0.4 s, 48 s, 12 min, 3.5 h."""
    if lasted_s < 0.0995:
        return f"{max(0.0, lasted_s) * 1000:.0f} ms"
    if lasted_s < 9.95:
        return numeral(f"{lasted_s:.1f} s")
    if lasted_s < 119.5:
        return f"{lasted_s:.0f} s"
    return f"{lasted_s / 60:.0f} min" if lasted_s < 7_170 else numeral(f"{lasted_s / 3600:.1f} h")
