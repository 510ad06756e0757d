"""One channel's connection: its attempts, where the time went, its ledger, and what happens next."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.channel import WELL_ENDED, ChannelRow
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.log import sentence
from watchfloor.core.session import Change, Session
from watchfloor.core.speech import said
from watchfloor.core.state import ChannelState
from watchfloor.gui import paint
from watchfloor.gui.channel_model import REMEDIES
from watchfloor.gui.instant import Instant, ago_text, clock_text
from watchfloor.gui.look import SMALL, Look
from watchfloor.gui.theme import mixed

STORY_SHOWN = 5
STEPS = (
    ("DNS", "dns_ms", "muted"),
    ("TCP", "tcp_ms", "good"),
    ("TLS", "tls_ms", "broken"),
    ("Headers", "headers_ms", "accent"),
    ("First byte", "first_byte_ms", "warning"),
    ("First event", "first_event_ms", "good"),
)


class AttemptStrip(QWidget):
    """The last attempts as blocks, the newest right: well, on the way, failed, by colour and height."""

    SHOWN = 29

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._attempts: list[AttemptEnded] = []
        self._open: bool | None = None
        self.setAccessibleName(self.tr("Attempts"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(22))

    def show_attempts(self, attempts: list[AttemptEnded], *, is_open: bool | None) -> None:
        """`is_open`: the connection of now stands (True), is being tried (False), or there is none (None)."""
        self._attempts, self._open = attempts, is_open
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = ["good" if a.outcome in WELL_ENDED else "alarm" for a in self._attempts]
        if self._open is not None:
            colors.append("good" if self._open else "warning")
        colors = colors[-self.SHOWN :]
        step = self.width() / self.SHOWN
        for place in range(self.SHOWN):
            index = place - (self.SHOWN - len(colors))
            color = colors[index] if index >= 0 else "border"
            low = 0.0 if color != "alarm" else self.height() * 0.3
            box = QRectF(place * step, low, max(2.0, step - 2.5), self.height() - low)
            share = 1.0 if index >= 0 else 0.35
            painter.setBrush(self._look.translucent(color, share))
            painter.drawRoundedRect(box, 2, 2)
        painter.end()


class Waterfall(QWidget):
    """Where the time of one attempt went, step by step."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._steps: list[tuple[str, str, float, float]] = []
        self.setAccessibleName(self.tr("Times of the last attempt"))

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(20) * max(1, len(self._steps)))

    def show_attempt(self, attempt: AttemptEnded | None) -> None:
        self._steps = waterfall(attempt) if attempt else []
        self.setFixedHeight(self.sizeHint().height())
        self.setAccessibleDescription(
            ", ".join(f"{n} {end - start:.0f} ms" for n, _, start, end in self._steps)
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, height = self._look, self._look.px(20)
        if not self._steps:
            words = self.tr("No attempt has ended yet: its times are shown then.")
            paint.text(painter, QRectF(self.rect()), words, look.font(SMALL), look.color("faint"))
        left, right = look.px(86), look.px(64)
        total = max((end for *_, end in self._steps), default=1.0) or 1.0
        for place, (name, color, start, end) in enumerate(self._steps):
            top = place * height
            paint.text(painter, QRectF(0, top, left, height), name, look.font(SMALL), look.color("muted"))
            room = self.width() - left - right
            bar = QRectF(
                left + start / total * room, top + height / 2 - 3.5, max(3.0, (end - start) / total * room), 7
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(color))
            painter.drawRoundedRect(bar, 2, 2)
            value = QRectF(self.width() - right, top, right, height)
            words = f"{end - start:.0f} ms"
            paint.text(painter, value, words, look.font(SMALL, mono=True), look.color("text"), paint.RIGHT)
        painter.end()


def waterfall(attempt: AttemptEnded) -> list[tuple[str, str, float, float]]:
    """(name, colour, start, end) in milliseconds of each step that took place."""
    steps, before = [], 0.0
    for name, field, color in STEPS:
        end = getattr(attempt, field)
        if end is not None:
            steps.append((name, color, min(before, end), end))
            before = end
    return steps


class ConnectionView(QScrollArea):
    """Shows one `ChannelRow`. Gives `action_asked` with its name and what to do."""

    watches = Change.CHANNELS
    action_asked = Signal(str, str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.channel = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title, self._request = _label("title"), _label("muted")
        self._counts, self._story = _label("muted"), _label("muted")
        self._callout = Callout(look)
        self._callout.pressed.connect(self._on_pressed)
        self._strip, self._waterfall = AttemptStrip(look), Waterfall(look)
        self._figures: dict[str, QLabel] = {}
        self.setWidget(self._body())

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(7)
        for part in (self._title, self._request, self._strip, self._counts, self._waterfall, self._callout):
            column.addWidget(part)
        column.addWidget(_heading(self.tr("Ledger")))
        column.addLayout(self._ledger())
        column.addWidget(_heading(self.tr("Lately")))
        column.addWidget(self._story)
        column.addStretch()
        return body

    def _ledger(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        names = (
            self.tr("Received"), self.tr("Stored"), self.tr("Duplicates"),
            self.tr("Refused"), self.tr("Missing"), self.tr("Last id"),
        )  # fmt: skip
        for place, name in enumerate(names):
            told = _label("muted")
            told.setText(name)
            figure = QLabel()
            figure.setTextFormat(Qt.TextFormat.PlainText)
            figure.setAlignment(paint.RIGHT)
            row, column = place % 3, place // 3 * 2
            grid.addWidget(told, row, column)
            grid.addWidget(figure, row, column + 1)
            self._figures[name] = figure
        grid.setColumnMinimumWidth(2, 70)
        grid.setHorizontalSpacing(14)
        return grid

    def show_channel(self, name: str, at: Instant) -> None:
        self.channel = name
        self.refresh(at)

    def refresh(self, at: Instant) -> None:
        row = self._session.channels.get(self.channel)
        self._title.setText(row.name if row else self.tr("No channel chosen"))
        if row is None:
            self._request.setText(self.tr("Choose a channel on the left to see its connection."))
            return
        last = row.attempts[-1] if row.attempts else None
        self._request.setText(_request_line(row, last))
        state = row.status.state
        is_open = True if row.listening else False if state is ChannelState.CONNECTING else None
        self._strip.show_attempts(list(row.attempts), is_open=is_open)
        self._counts.setText(_count_line(row, at))
        self._waterfall.show_attempt(last)
        self._callout.show_row(row, at)
        self._fill_ledger(row)
        story = [
            f"{clock_text(happening.at_s, utc=self._look.utc)}  {told(happening)}"
            for happening in list(row.story)[-STORY_SHOWN:][::-1]
        ]
        self._story.setText("\n".join(story) or self.tr("Nothing but events."))

    def _fill_ledger(self, row: ChannelRow) -> None:
        totals = row.totals
        missing = self.tr("not provable") if totals.missing is None else grouped(totals.missing)
        refused = sum(totals.refused.values())
        figures = (
            grouped(totals.received), grouped(totals.stored), grouped(totals.duplicates),
            grouped(refused), missing, row.last_event_id or "—",
        )  # fmt: skip
        for label, words in zip(self._figures.values(), figures, strict=True):
            shown = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, 110)
            label.setText(shown)
            label.setToolTip(words if shown != words else "")

    def _on_pressed(self) -> None:
        row = self._session.channels.get(self.channel)
        if row is not None:
            action = {"Reset": "reset_breaker", "Resume": "resume", "Connect": "start"}
            words = REMEDIES.get(row.status.state, "")
            self.action_asked.emit(row.name, action.get(words, "retry_now"))


class Callout(QFrame):
    """A box that says what the state means and what can be done. Quiet while all is well."""

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._style = ""
        self.setObjectName("callout")
        self._words, self._more = _label("title"), _label("plain")
        self._button = QPushButton()
        self._button.clicked.connect(self.pressed)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._words)
        texts.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.addLayout(texts, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: ChannelRow, at: Instant) -> None:
        theme, status = self._look.theme, row.status
        color = theme.of_state(status.state)
        style = (
            f"#callout {{ background: {mixed(color, theme.panel, 0.08)};"
            f" border: 1px solid {mixed(color, theme.panel, 0.45)}; border-radius: 6px; }}"
        )
        if style != self._style:
            self._style = style
            self.setStyleSheet(style)
        self._words.setText(row.words(at.monotonic_s))
        parts = [status.reason, status.advice] if status.state is not ChannelState.FAILED else []
        more = " ".join(part for part in parts if part) or said(_MEANINGS[status.state])
        self._more.setText(more)
        remedy = REMEDIES.get(status.state, "")
        self._button.setVisible(bool(remedy))
        self._button.setText(said(remedy))


_MEANINGS = {
    ChannelState.IDLE: "Nothing is asked of the server.",
    ChannelState.CONNECTING: "Waiting for the server to answer.",
    ChannelState.CONNECTED: "Bytes arrive as they should.",
    ChannelState.STALE: "The connection is open, yet silent for longer than its heartbeat allows.",
    ChannelState.RECONNECTING: "The connection ended; the next attempt goes on from the last event id.",
    ChannelState.BLOCKED: "Too many failures: the server is left in peace until one probe succeeds.",
    ChannelState.POLLING: "The stream is not to be had, so the server is asked at intervals instead.",
    ChannelState.PAUSED: "You paused it. Going on resumes from the last event id.",
    ChannelState.FAILED: "It will not be tried again by itself.",
}


def told(happening: object) -> str:
    """One line of a channel's story."""
    if isinstance(happening, AttemptEnded):
        detail = happening.detail or happening.outcome
        ended = said("Attempt ended after {span}: {detail}")
        return ended.format(span=ago_text(happening.lasted_s), detail=detail)
    return sentence(happening)  # type: ignore[arg-type]


def _request_line(row: ChannelRow, last: AttemptEnded | None) -> str:
    path = row.url.partition("://")[2].partition("/")[2]
    parts = [f"{row.method} /{path}" if row.url else ""]
    if last:
        parts += [last.http_version, f"from {last.last_event_id_sent}" if last.last_event_id_sent else ""]
    return " · ".join(part for part in parts if part)


def _count_line(row: ChannelRow, at: Instant) -> str:
    lasted = said("this state for {span}").format(span=ago_text(at.monotonic_s - row.status.since_s))
    if not row.attempts:
        return said("First connection · {lasted}").format(lasted=lasted)
    count, uptime = len(row.attempts), row.uptime() or 0.0
    failures = sum(attempt.outcome not in WELL_ENDED for attempt in row.attempts)
    line = said("Last {count} attempts · {failures} failures · {uptime:.1%} ended well · {lasted}")
    return line.format(count=count, failures=failures, uptime=uptime, lasted=lasted)


def grouped(number: int) -> str:
    """48 912: thousands apart by a narrow space."""
    return f"{number:,}".replace(",", "\u202f")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _heading(words: str) -> QLabel:
    label = QLabel(words.upper())
    label.setObjectName("heading")
    label.setContentsMargins(0, 6, 0, 0)
    return label
