"""The state of all channels in one sign: as a dot, as a badge with words, or (channel list) in full."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState
from watchfloor.gui.instant import Instant
from watchfloor.gui.style import paint
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import SMALL, Look
from watchfloor.gui.style.shape import paint_state

# The most pressing first.
URGENCY = (
    ChannelState.FAILED,
    ChannelState.BLOCKED,
    ChannelState.HELD,
    ChannelState.RECONNECTING,
    ChannelState.STALE,
    ChannelState.CONNECTING,
    ChannelState.POLLING,
    ChannelState.CONNECTED,
    ChannelState.PAUSED,
    ChannelState.IDLE,
)


def overall(session: Session) -> ChannelState:
    """The most pressing state of any channel."""
    states = {row.status.counts_as for row in session.channels.values()}
    return next((state for state in URGENCY if state in states), ChannelState.IDLE)


class Badge(QWidget):
    """Shape and words: how many channels are up, in the colour of the most pressing state."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.state = ChannelState.IDLE
        self.words = ""
        self._instead = ""
        self.setAccessibleName(self.tr("Overall status"))
        look.changed.connect(self.updateGeometry)

    @property
    def is_live(self) -> bool:
        """It tells of connections, and not of something that is over."""
        return not self._instead

    def show_instead(self, words: str) -> None:
        """Say this from now on, for nothing is connected: a recording is shown."""
        self._instead = words

    def refresh(self, at: Instant) -> None:
        rows = self._session.channels.values()
        state = overall(self._session) if self.is_live else ChannelState.IDLE
        awaited = sum(not row.complete for row in rows) or len(rows)
        some = self.tr("{up} of {count} up").format(up=self._session.up, count=awaited)
        words = self._instead or (some if rows else self.tr("No channels"))
        troubled = [f"{row.name}: {row.words(at.monotonic_s)}" for row in rows if row.troubled]
        self.setToolTip(as_tip("\n".join(troubled)) or self.tr("All is well"))
        if (state, words) != (self.state, self.words):
            self.state, self.words = state, words
            self.setAccessibleDescription(f"{words}. {'. '.join(troubled)}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        return QSize(round(paint.width(self.words, look.font(SMALL, 500))) + look.px(38), look.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = look.color(look.theme.of_state(self.state))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.translucent(color.name(), 0.5), 1))
        painter.setBrush(look.translucent(color.name(), 0.12))
        painter.drawRoundedRect(box, 5, 5)
        size = look.px(11)
        paint_state(painter, QRectF(look.px(10), (self.height() - size) / 2, size, size), self.state, color)
        words = QRectF(look.px(27), 0, self.width() - look.px(30), self.height())
        paint.text(painter, words, self.words, look.font(SMALL, 500), look.color("text"))
        painter.end()


class Dot(QWidget):
    """The shape alone."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.state = ChannelState.IDLE
        look.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedSize(self._look.px(12), self._look.px(12))

    def show_state(self, state: ChannelState, words: str) -> None:
        self.setToolTip(as_tip(words))
        self.setAccessibleName(words)
        if state is not self.state:
            self.state = state
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._look.color(self._look.theme.of_state(self.state))
        paint_state(painter, QRectF(self.rect()), self.state, color)
        painter.end()
