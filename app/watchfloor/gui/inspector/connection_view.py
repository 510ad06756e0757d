"""One channel's connection: its attempts, where the time went, its ledger, and what happens next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from watchfloor.core.diagnosis.finding import Finding, is_ill
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.log.sentence import sentence
from watchfloor.core.session.channel import WELL_ENDED, ChannelRow
from watchfloor.core.session.session import Change, Session
from watchfloor.core.state import ChannelState
from watchfloor.core.text.numeral import Numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.inspector.attempt_strip import AttemptStrip, lasted_text
from watchfloor.gui.inspector.callout import Callout
from watchfloor.gui.inspector.connection_detail import ConnectionDetail
from watchfloor.gui.inspector.finding_list import FindingList
from watchfloor.gui.inspector.label import breakable, heading, plain, put
from watchfloor.gui.inspector.ledger_view import LedgerView
from watchfloor.gui.inspector.past import past_of
from watchfloor.gui.inspector.timeline_view import TimelineView
from watchfloor.gui.inspector.waterfall import Waterfall
from watchfloor.gui.instant import Instant, ago_text, clock_text
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import Look
from watchfloor.services.diagnosis.insight import Insight, Wire

__all__ = ["ConnectionView", "told"]

STORY_SHOWN = 5
MARGIN_PX = 14
SPAN_S, MOST_SPAN_S = 300.0, 86_400.0
NOT_WELL = (
    ChannelState.CONNECTING,
    ChannelState.STALE,
    ChannelState.HELD,
)  # there is one, and it brings nothing


class ConnectionView(QScrollArea):
    """Shows one `ChannelRow`.

    Gives `action_asked` with its name and what to do, `rows_asked` with a query for the log, and
    `mark_chosen` with what befell the channel. `insight_of`, `wire_of` and `findings_of` tell of the
    connection itself, where there is one; `span_s` says how far back the picture over time goes.
    """

    watches = Change.CHANNELS
    action_asked = Signal(str, str)
    rows_asked = Signal(str)
    mark_chosen = Signal(object)
    examine_asked = Signal()
    report_asked = Signal()
    diagnostics_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Connection"))
        self._session = session
        self._look = look
        self._at = Instant(0.0, 0.0)
        self._is_bare = False
        self.channel = ""
        self.insight_of: Callable[[str], Insight | None] = lambda _name: None
        self.wire_of: Callable[[str, float], Wire | None] = lambda _name, _begun_at_s: None
        self.findings_of: Callable[[str], list[Finding]] = lambda _name: []
        self.span_s: Callable[[], float] = lambda: SPAN_S
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title, self._request, self._counts = plain("title"), plain("muted"), plain("muted")
        self._insecure, self._about, self._story = plain(), plain("muted"), plain("muted")
        self._insecure.setText(self.tr("The certificate is not checked: anyone on the way can change this."))
        self._insecure.hide()
        self._strip, self._waterfall = AttemptStrip(look), Waterfall(look)
        self._callout, self.findings = Callout(look), FindingList(look)
        self.timeline, self.ledger = TimelineView(look), LedgerView(look)
        self._detail = ConnectionDetail(look)
        self._known = QWidget()  # all that there is to say of a channel
        self._over_time = heading(self.tr("Over time"))
        self.examine = QPushButton(self.tr("Examine…"))
        self.report = QPushButton(self.tr("Copy report"))
        self.diagnostics = QPushButton(self.tr("Save diagnostics…"))
        self._connect()
        self.setWidget(self._body())

    def _connect(self) -> None:
        self._strip.chosen.connect(lambda _back: self.refresh(self._at))
        self._callout.pressed.connect(self._on_pressed)
        self.timeline.mark_chosen.connect(self.mark_chosen)
        self.ledger.rows_asked.connect(self.rows_asked)
        self.examine.clicked.connect(self.examine_asked)
        self.report.clicked.connect(self.report_asked)
        self.diagnostics.clicked.connect(self.diagnostics_asked)

    def _body(self) -> QWidget:
        body, known = QWidget(), self._known
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        column.setSpacing(7)
        for part in (self._title, self._insecure, self._request, known):
            column.addWidget(part)
        column.addStretch()
        keys = self._keys = QGridLayout()
        keys.addWidget(self.examine, 0, 0)
        keys.addWidget(self.report, 0, 1)
        keys.addWidget(self.diagnostics, 0, 2)  # without a place it would be a window for a moment
        keys.setColumnStretch(3, 1)
        inner = QVBoxLayout(known)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(7)
        # How it is and what to do come first, for they must be in sight in a low window too.
        for part in (self._callout, self.findings, self._strip, self._counts, self._about, self._waterfall):
            inner.addWidget(part)
        inner.addLayout(keys)
        later = (self._over_time, self.timeline, heading(self.tr("Ledger")), self.ledger, self._detail)
        for section in (*later, heading(self.tr("Lately")), self._story):
            inner.addWidget(section)
        return body

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three buttons in a row would be wider than a narrow pane: there the last stands below."""
        super().resizeEvent(event)
        buttons = (self.examine, self.report, self.diagnostics)
        needed = sum(button.sizeHint().width() + self._keys.horizontalSpacing() for button in buttons)
        place = (0, 2, 1, 1) if needed + 2 * MARGIN_PX <= self.viewport().width() else (1, 0, 1, 2)
        if self._keys.getItemPosition(self._keys.indexOf(self.diagnostics)) != place:
            self._keys.removeWidget(self.diagnostics)
            self._keys.addWidget(self.diagnostics, *place, Qt.AlignmentFlag.AlignLeft)

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._is_bare = left_out
        self._callout.leave_out_controls(left_out)
        self.refresh(self._at)

    def show_channel(self, name: str, at: Instant) -> None:
        if name != self.channel:
            self._strip.selected = 0
        self.channel = name
        self.refresh(at)

    def refresh(self, at: Instant) -> None:
        self._at = at
        row = self._session.channels.get(self.channel)
        put(self._title, row.name if row else self.tr("No channel chosen"))
        self._known.setVisible(row is not None)
        if row is None:
            self._insecure.hide()
            put(self._request, self.tr("Choose a channel on the left to see its connection."))
            return
        insight = self.insight_of(row.name)
        self._show_attempts(row, insight, at)
        found = self.findings_of(row.name)
        reason = row.status.reason.rstrip(".")
        is_told = bool(reason) and any(reason in finding.evidence for finding in found)
        self._callout.show_row(row, at, is_ill=is_ill(found), is_told=is_told)
        self._warn(is_insecure=row.insecure)
        self.findings.show_findings(found)
        self._show_past(row, insight, at)
        self.ledger.show_row(row)
        self._detail.setVisible(insight is not None)
        for key in (self.examine, self.report, self.diagnostics):
            key.setVisible(insight is not None and not self._is_bare)
        if insight is not None:
            chosen = self._strip.attempt
            wire = self.wire_of(row.name, chosen.started_at_s) if chosen else insight.wire
            self._detail.show_insight(insight, at, wire)
        put(self._story, self._story_words(row))

    def _show_attempts(self, row: ChannelRow, insight: Insight | None, at: Instant) -> None:
        """All of them, and the times of the chosen one; of the one of now, as far as it came."""
        state = row.status.state
        is_open = True if row.up else False if state in NOT_WELL else None
        self._strip.show_attempts(list(row.attempts), is_open=is_open)
        # One alone shows nothing that is not told.
        self._strip.setVisible(len(row.attempts) + (is_open is not None) > 1)
        last = row.attempts[-1] if row.attempts else None
        self._show_request(_request_line(row, last))
        put(self._counts, _count_line(row, at))
        chosen = self._strip.attempt
        of_now = insight.timing if insight is not None and chosen is None else None
        # Without what is known of a connection itself there is none: a recording is played.
        self._waterfall.show_attempt(
            chosen or of_now or last, is_played=insight is None and (row.up or row.status.at_rest)
        )
        words = self._strip.words_of(self._strip.selected)
        if chosen is last and last is not None and last.detail == row.status.reason:
            words = words.partition("\n")[0]  # why it ended stands with the state, below
        put(self._about, breakable(words))
        self._about.setVisible(bool(words) and bool(row.attempts))

    def _warn(self, *, is_insecure: bool) -> None:
        self._insecure.setVisible(is_insecure)
        style = f"color: {self._look.color('alarm').name()};"
        if style != self._insecure.styleSheet():  # another one lays out the whole page anew
            self._insecure.setStyleSheet(style)

    def _show_request(self, words: str) -> None:
        """On one line, for there is much to see below; whole as a tip."""
        room = self.viewport().width() - 2 * MARGIN_PX
        put(self._request, self._request.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        if (told := as_tip(words)) != self._request.toolTip():
            self._request.setToolTip(told)

    def _show_past(self, row: ChannelRow, insight: Insight | None, at: Instant) -> None:
        span_s = min(self.span_s(), MOST_SPAN_S)
        put(self._over_time, self.tr("Over time: the last {span}").format(span=ago_text(span_s)).upper())
        self.timeline.show_past(past_of(row, at.wall_s, span_s, insight.beats_at_s if insight else ()))

    def _story_words(self, row: ChannelRow) -> str:
        lines = [
            f"{clock_text(happening.at_s, utc=self._look.utc)}  {told(happening)}"
            for happening in list(row.story)[-STORY_SHOWN:][::-1]
        ]
        return breakable("\n".join(lines)) or self.tr("Nothing but events.")

    def _on_pressed(self) -> None:
        row = self._session.channels.get(self.channel)
        if row is not None:
            _, action = remedy_of(row.status)
            if action:
                self.action_asked.emit(row.name, action)


def told(happening: object) -> str:
    """One line of a channel's story."""
    if isinstance(happening, AttemptEnded):
        detail = said(happening.detail or happening.outcome)
        ended = said("Attempt ended after {span}: {detail}")
        return ended.format(span=lasted_text(happening.lasted_s), detail=detail)
    return sentence(happening)  # type: ignore[arg-type]


def _request_line(row: ChannelRow, last: AttemptEnded | None) -> str:
    path = row.url.partition("://")[2].partition("/")[2]
    parts = [f"{row.method} /{path}" if row.url else ""]
    if last:
        from_id = said("from id {id}").format(id=last.last_event_id_sent) if last.last_event_id_sent else ""
        parts += [last.http_version, from_id]
    return " · ".join(part for part in parts if part)


def _count_line(row: ChannelRow, at: Instant) -> str:
    lasted = said("this state for {span}").format(span=ago_text(at.monotonic_s - row.status.since_s))
    lasted = lasted.replace(" ", "\u00a0")  # on one line, if not on the first
    if row.status.at_rest:
        lasted = said("recorded")
    if not row.attempts and row.status.at_rest:
        return said("No attempt was recorded.")
    if not row.attempts:
        return said("First connection · {lasted}").format(lasted=lasted)
    count, uptime = len(row.attempts), row.uptime() or 0.0
    failures = sum(attempt.outcome not in WELL_ENDED for attempt in row.attempts)
    line = said("Attempts: {count} · failures: {failures} · {uptime:.1%} ended well · {lasted}")
    return line.format(count=count, failures=failures, uptime=Numeral(uptime), lasted=lasted)
