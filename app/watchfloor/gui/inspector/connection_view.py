"""One channel's connection: its attempts, where the time went, its ledger, and what happens next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.channel import WELL_ENDED, ChannelRow
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.log.sentence import sentence
from watchfloor.core.session import Change, Session
from watchfloor.core.speech import said
from watchfloor.core.state import ChannelState
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.inspector.attempt_strip import AttemptStrip
from watchfloor.gui.inspector.connection_detail import ConnectionDetail
from watchfloor.gui.inspector.finding_list import FindingList
from watchfloor.gui.inspector.waterfall import Waterfall, waterfall
from watchfloor.gui.instant import Instant, ago_text, clock_text
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import mixed
from watchfloor.services.insight import Insight

__all__ = ["ConnectionView", "grouped", "told", "waterfall"]

STORY_SHOWN = 5


class ConnectionView(QScrollArea):
    """Shows one `ChannelRow`. Gives `action_asked` with its name and what to do.

    `insight_of` and `findings_of` tell of the connection itself, where there is one.
    """

    watches = Change.CHANNELS
    action_asked = Signal(str, str)
    report_asked = Signal()
    diagnostics_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.channel = ""
        self.insight_of: Callable[[str], Insight | None] = lambda _name: None
        self.findings_of: Callable[[str], list[Finding]] = lambda _name: []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title, self._request = _label("title"), _label("muted")
        self._counts, self._story = _label("muted"), _label("muted")
        self._callout = Callout(look)
        self._callout.pressed.connect(self._on_pressed)
        self._strip, self._waterfall = AttemptStrip(look), Waterfall(look)
        self._strip.chosen.connect(self._on_attempt_chosen)
        self._about = _label("muted")
        self._insecure = _label("plain")
        self._insecure.setText(self.tr("The certificate is not checked: anyone on the way can change this."))
        self._insecure.hide()
        self.findings = FindingList(look)
        self._detail = ConnectionDetail(look)
        self.report = QPushButton(self.tr("Copy report"))
        self.report.clicked.connect(self.report_asked)
        self.diagnostics = QPushButton(self.tr("Save diagnostics…"))
        self.diagnostics.clicked.connect(self.diagnostics_asked)
        self._at = Instant(0.0, 0.0)
        self._figures: dict[str, QLabel] = {}
        self.setWidget(self._body())

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(7)
        for part in (
            self._title,
            self._insecure,
            self._request,
            self._strip,
            self._counts,
            self._about,
            self._waterfall,
            self._callout,
            self.findings,
        ):
            column.addWidget(part)
        keys = QHBoxLayout()
        keys.addWidget(self.report)
        keys.addWidget(self.diagnostics)
        keys.addStretch()
        column.addLayout(keys)
        column.addWidget(_heading(self.tr("Ledger")))
        column.addLayout(self._ledger())
        column.addWidget(self._detail)
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
        if name != self.channel:
            self._strip.selected = 0
        self.channel = name
        self.refresh(at)

    def refresh(self, at: Instant) -> None:
        self._at = at
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
        insight = self.insight_of(row.name)
        self._show_attempt(insight, last)
        self._callout.show_row(row, at)
        self._insecure.setVisible(row.insecure)
        self._insecure.setStyleSheet(f"color: {self._look.color('alarm').name()};")
        self.findings.show_findings(self.findings_of(row.name))
        for part in (self._detail, self.report, self.diagnostics):
            part.setVisible(insight is not None)
        if insight is not None:
            self._detail.show_insight(insight, at)
        self._fill_ledger(row)
        story = [
            f"{clock_text(happening.at_s, utc=self._look.utc)}  {told(happening)}"
            for happening in list(row.story)[-STORY_SHOWN:][::-1]
        ]
        self._story.setText("\n".join(story) or self.tr("Nothing but events."))

    def _show_attempt(self, insight: Insight | None, last: AttemptEnded | None) -> None:
        """The times of the chosen attempt; of the one of now, as far as it came."""
        chosen = self._strip.attempt
        of_now = insight.timing if insight is not None and chosen is None else None
        self._waterfall.show_attempt(chosen or of_now or last)
        self._about.setText(self._strip.words_of(self._strip.selected))
        self._about.setVisible(bool(self._about.text()))

    def _on_attempt_chosen(self, _back: int) -> None:
        row = self._session.channels.get(self.channel)
        if row is not None:
            self._show_attempt(self.insight_of(row.name), row.attempts[-1] if row.attempts else None)

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
            _, action = remedy_of(row.status)
            if action:
                self.action_asked.emit(row.name, action)


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
        color = theme.of_state(status.counts_as)
        style = (
            f"#callout {{ background: {mixed(color, theme.panel, 0.08)};"
            f" border: 1px solid {mixed(color, theme.panel, 0.45)}; border-radius: 6px; }}"
        )
        if style != self._style:
            self._style = style
            self.setStyleSheet(style)
        self._words.setText(row.words(at.monotonic_s))
        parts = [said(status.reason), said(status.advice)]
        if status.state is ChannelState.FAILED:  # the rest of it is in the words above
            whole = parts[0].replace(",", ",\u200b") if ": " in status.reason else ""
            parts = [whole, said(_MEANINGS[status.state])]
        more = " ".join(part for part in parts if part) or said(_MEANINGS[status.state])
        self._more.setText(more)
        remedy, _ = remedy_of(status)
        self._button.setVisible(bool(remedy))
        self._button.setText(remedy)


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
        detail = said(happening.detail or happening.outcome)
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
    line = said("Attempts: {count} · failures: {failures} · {uptime:.1%} ended well · {lasted}")
    return line.format(count=count, failures=failures, uptime=uptime, lasted=lasted)


def grouped(number: int) -> str:
    """48 912: thousands apart by a narrow space."""
    return f"{number:,}".replace(",", "\u202f")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # a long word of a server's must not push the rest out of sight
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _heading(words: str) -> QLabel:
    label = QLabel(words.upper())
    label.setObjectName("heading")
    label.setContentsMargins(0, 6, 0, 0)
    return label
