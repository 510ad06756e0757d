"""The reconnection banner: what is down, since when, what happens next, and what one can do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.session import Change, Session
from watchfloor.core.state import ChannelState
from watchfloor.core.text.speech import said
from watchfloor.gui.channel.channel_model import IN_WINDOW, remedy_of
from watchfloor.gui.channel.indicator import URGENCY, Dot
from watchfloor.gui.instant import Instant, ago_text
from watchfloor.gui.style.line import Line
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import mixed

PRESSING = (ChannelState.FAILED, ChannelState.BLOCKED, ChannelState.RECONNECTING)
# A connection that is back at once is not worth a banner.
PATIENCE_S = 3.0
TRIES_BY_HAND = 3
SIDE_BY_SIDE = 760  # words and buttons are one above the other in a narrower window, at normal text


class Banner(QWidget):
    """Takes room of its own above the work while something is down, and none otherwise.

    Gives `action_asked` with the name of each channel that is down and what to do. After three retries by
    hand it offers to go on with what is there, and the technical details to copy.
    """

    watches = Change.CHANNELS
    action_asked = Signal(str, str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._tries = 0
        self._dismissed: set[str] = set()
        self._down_since_s: dict[str, float] = {}  # over all its tries, until it is well again
        self._row: ChannelRow | None = None
        self._down: list[ChannelRow] = []
        self._is_bare = False
        self._style = ""
        self._at = Instant(0.0, 0.0)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dot = Dot(look)
        self._words = Line()
        self._insecure = QLabel(self.tr("TLS not checked"))
        self._insecure.setObjectName("insecure")
        self.retry = QPushButton(self.tr("Retry now"))
        self.retry.clicked.connect(self._on_retry)
        self.details = QPushButton(self.tr("Copy details"))
        self.details.clicked.connect(self._on_details)
        self.go_on = QPushButton(self.tr("Continue with cached data"))
        self.go_on.clicked.connect(self._on_go_on)
        self._lay_out()
        look.changed.connect(self._on_look_changed)
        self.hide()

    def _lay_out(self) -> None:
        told, keys = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self._dot)
        told.addWidget(self._insecure)
        told.addWidget(self._words, 1)
        keys.addStretch()
        for button in (self.details, self.go_on, self.retry):
            keys.addWidget(button)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(14, 5, 14, 5)
        self._box.addLayout(told, 1)
        self._box.addLayout(keys)

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._is_bare = left_out
        self.retry.setVisible(not left_out)
        self._show_tired(tired=self._tries >= TRIES_BY_HAND and not left_out)

    @property
    def words(self) -> str:
        return self._words.text()

    def refresh(self, at: Instant) -> None:
        self._at = at
        self._note()
        down = self._down = [row for row in self._session.channels.values() if self._presses(row, at)]
        self._row = min(down, key=lambda row: URGENCY.index(row.status.counts_as), default=None)
        self.setVisible(self._row is not None)
        if self._row is None:
            return
        self._insecure.setVisible(self._row.insecure)
        self.retry.setText(self._what_helps(self._row))
        self._paint_ground(self._row)
        since_s = at.monotonic_s - self._down_since_s[self._row.name]
        down_for = self.tr("down for {span}").format(span=ago_text(since_s))
        parts = [self._row.name, self._row.words(at.monotonic_s), down_for]
        reason, reasons = self._row.status.reason, list[str]()
        if reason and self._row.status.state in (ChannelState.BLOCKED, ChannelState.RECONNECTING):
            # Without what the server wrote of it, which stands with the attempt.
            reasons = [said(reason).partition(": ")[0].rstrip(".")]
        if len(down) > 1:
            parts.append(self.tr("and {count} more").format(count=len(down) - 1))
        parts += reasons  # last, for what has no room is cut there
        self._words.setText(" · ".join(parts))
        self._dot.show_state(self._row.status.state, self._words.text())
        self._show_tired(tired=self._tries >= TRIES_BY_HAND and not self._is_bare)

    def _show_tired(self, *, tired: bool) -> None:
        """What else there is to do for whoever has tried by hand often enough."""
        self._stack(tired=tired)
        self.details.setVisible(tired)
        self.go_on.setVisible(tired)

    def _what_helps(self, row: ChannelRow) -> str:
        match _asks_of_person(row):
            case "sign_in":
                return self.tr("Sign in again")
            case "edit":
                return self.tr("Edit…")
        return self.tr("Retry now")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack(tired=not self.details.isHidden())

    def _stack(self, *, tired: bool) -> None:
        above = tired and self.width() < self._look.px(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if above else direction.LeftToRight)

    def _presses(self, row: ChannelRow, at: Instant) -> bool:
        since_s = self._down_since_s.get(row.name)
        if since_s is None or row.name in self._dismissed:
            return False
        if row.status.recorded:
            return False  # it was down then; nobody can do anything about it now
        return row.status.attempt > 1 or at.monotonic_s - since_s >= PATIENCE_S

    def _note(self) -> None:
        """Since when each is down. One that is well again starts afresh; so do the tries once all are."""
        rows = self._session.channels
        for row in rows.values():
            state = row.status.counts_as
            if state in PRESSING:
                self._down_since_s.setdefault(row.name, row.status.since_s)
            elif state is not ChannelState.CONNECTING:  # which is but one more try
                self._down_since_s.pop(row.name, None)
        for name in self._down_since_s.keys() - rows.keys():
            del self._down_since_s[name]
        self._dismissed &= self._down_since_s.keys()
        if not self._down_since_s:
            self._tries = 0

    def _paint_ground(self, row: ChannelRow) -> None:
        theme = self._look.theme
        color = theme.of_state(row.status.counts_as)
        style = (
            f"#banner {{ background: {mixed(color, theme.panel, 0.12)};"
            f" border: none; border-bottom: 1px solid {mixed(color, theme.panel, 0.5)}; }}"
        )
        if style != self._style:
            self._style = style
            self.setStyleSheet(style)

    def _on_look_changed(self) -> None:
        if self._row is not None:
            self._paint_ground(self._row)

    def _on_retry(self) -> None:
        """Each that is down, for the words are about each; who is refused signs in or edits first."""
        if self._row is not None and (action := _asks_of_person(self._row)):
            self.action_asked.emit(self._row.name, action)
            return
        self._tries += 1
        pressing = [row for row in self._down if row.status.counts_as in PRESSING]
        waiting = [row for row in pressing if not _asks_of_person(row)]
        for name, blocked in [(row.name, row.status.state is ChannelState.BLOCKED) for row in waiting]:
            self.action_asked.emit(name, "reset_breaker" if blocked else "retry_now")

    def _on_go_on(self) -> None:
        self._dismissed.update(row.name for row in self._down)
        self.refresh(self._at)

    def _on_details(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setText(details(self._row, self._at))


def _asks_of_person(row: ChannelRow) -> str:
    """What another try would be of no use without; "" where it may be."""
    action = remedy_of(row.status)[1]
    return action if action in IN_WINDOW else ""


def details(row: ChannelRow, at: Instant) -> str:
    """What an operator pastes into a ticket. The URL's query is left out: it may hold a token."""
    status = row.status
    lines = [
        f"{row.name}: {row.words(at.monotonic_s)}",
        f"{row.method} {row.url.partition('?')[0]}",
        f"State {status.state}, attempt {status.attempt}, for {at.monotonic_s - status.since_s:.0f} s",
        f"Reason: {status.reason or status.code or 'none given'}",
        f"Last event id: {row.last_event_id or 'none'}",
        f"Ledger: {row.totals}",
    ]
    lines += [f"{attempt.outcome}: {attempt.detail}" for attempt in list(row.attempts)[-5:]]
    return "\n".join(lines)
