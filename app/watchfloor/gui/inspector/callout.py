"""What a channel's state means, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import ChannelState
from watchfloor.core.text.speech import said
from watchfloor.gui.channel.channel_delegate import with_units
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.inspector.label import breakable, brief, plain
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import mixed

MEANINGS = {
    ChannelState.IDLE: "Nothing is asked of the server.",
    ChannelState.CONNECTING: "Waiting for the server to answer.",
    ChannelState.CONNECTED: "Bytes arrive as they should.",
    ChannelState.STALE: "The connection is open, yet silent for longer than its heartbeat allows.",
    ChannelState.HELD: "No more is read from the connection until the journal has taken what came.",
    ChannelState.RECONNECTING: "The connection ended; the next attempt goes on from the last event id.",
    ChannelState.BLOCKED: "Too many failures: the server is left in peace until one probe succeeds.",
    ChannelState.POLLING: "The stream is not to be had, so the server is asked at intervals instead.",
    ChannelState.PAUSED: "You paused it. Going on resumes from the last event id.",
    ChannelState.FAILED: "It will not be tried again by itself.",
}


class Callout(QFrame):
    """A box in the state's colour. Gives `pressed` when its remedy is asked for."""

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._style = ""
        self._state = ChannelState.IDLE
        look.changed.connect(self._paint_ground)
        self.setObjectName("callout")
        self._words, self._more = plain("title"), plain()
        self._button = QPushButton()
        self._is_bare = False
        self._button.hide()  # until there is something that it could do
        self._button.clicked.connect(self.pressed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._words, 1)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._more)

    def show_row(self, row: ChannelRow, at: Instant, *, is_ill: bool = False, is_told: bool = False) -> None:
        """`is_ill`: what comes is not as it should be, which is told below; `is_told`: so is the reason."""
        self._state = row.status.counts_as
        self._paint_ground()
        self._words.setText(with_units(row.words(at.monotonic_s)))
        self._more.setText(breakable(self._meaning(row, is_ill=is_ill, is_told=is_told)))
        remedy, _ = remedy_of(row.status)
        self._button.setVisible(bool(remedy) and not self._is_bare)
        self._button.setText(remedy)

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything. It is known when the next state is shown."""
        self._is_bare = left_out

    def _paint_ground(self) -> None:
        theme = self._look.theme
        color = theme.of_state(self._state)
        style = (
            f"#callout {{ background: {mixed(color, theme.panel, 0.08)};"
            f" border: 1px solid {mixed(color, theme.panel, 0.45)}; border-radius: 6px; }}"
        )
        if style != self._style:
            self._style = style
            self.setStyleSheet(style)

    def _meaning(self, row: ChannelRow, *, is_ill: bool, is_told: bool) -> str:
        """What the words above do not tell already."""
        status = row.status
        if status.at_rest:
            return said(status.advice)
        if status.unreadable:
            return said("Bytes arrive, and nothing in them is a line of an event or comment.")
        if status.quiet:
            return said(
                "The connection is open, yet silent for far longer than ever before on it. No heartbeat is"
                " known: perhaps nothing happens there, perhaps the connection is dead."
            )
        if is_ill and status.state is ChannelState.CONNECTED:
            return said("Bytes arrive, yet not as they should:")
        meaning = said(MEANINGS[status.state])
        if status.state is ChannelState.RECONNECTING and not row.totals.received:
            meaning = said("Nothing has come from it yet; the next attempt comes by itself.")
        # Why it ended is among the words above, or with what is found below.
        is_told = is_told or status.state is ChannelState.FAILED
        reason = "" if is_told else said(brief(status.reason))
        advice = "" if status.state is ChannelState.FAILED else said(status.advice)
        parts = [with_stop(reason), advice, meaning]
        return " ".join(part for part in parts if part)


def with_stop(words: str) -> str:
    """A reason as a sentence among others."""
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."
