"""The diagnosis in the window: findings beside the connection, *Copy report*, *Save diagnostics*."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.impression import Impressions
from watchfloor.core.diagnosis.report import report
from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.happening import Happening
from watchfloor.core.state import Status
from watchfloor.gui.inspector.lag import Lag
from watchfloor.gui.inspector.parcel_window import ParcelWindow
from watchfloor.gui.inspector.vigil import Vigil
from watchfloor.gui.instant import Instant, date_text, now
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.diagnosis.insight import Insight, Wire, findings_of, insight_of, wire_at, wires_of
from watchfloor.services.diagnosis.parcel import Piece, pieces, save
from watchfloor.services.work.roster import Roster

FINDINGS_S = 5.0  # how old findings may be that are shown, while nothing befalls the channel
LOOKED_AT, LOOKED_INTO = 2_000, 500  # rows of the log, events of the channel among them


class DiagnosisDesk(QObject):
    """Gives the connection tab what it shows of the channels at work."""

    def __init__(
        self,
        surround: Surround,
        roster: Roster,
        secrets: Callable[[], Iterable[str]],
        logs: Path | None,
        clock: Callable[[], Instant] = now,
    ) -> None:
        super().__init__(surround.window)
        self._surround = surround
        self._window = surround.window
        self._roster = roster
        self._secrets = secrets
        self._logs = logs
        self._clock = clock
        self._found: list[Finding] = []
        self._found_at_s = -FINDINGS_S
        self._found_of: tuple[str, Status | None, int] = ("", None, 0)
        self._impressions = Impressions()
        self._lag = Lag(lambda: clock().monotonic_s, lambda: surround.window.session.log.end, self)
        self._vigil = Vigil(roster, self._lately, self)
        self._connect()
        self._fill_commands()

    def _connect(self) -> None:
        view = self._window.inspector.connection_view
        view.insight_of = self.insight
        view.wire_of = self.wire
        view.findings_of = self.findings
        view.span_s = lambda: self._window.graphs.shown_span_s
        view.timeline.pointed.connect(self._window.graphs.point_at)
        self._window.graphs.pointed.connect(view.timeline.point_at)
        view.rows_asked.connect(self._show_rows)
        view.mark_chosen.connect(self._show_mark)
        view.report_asked.connect(self.copy_report)
        view.diagnostics_asked.connect(self.ask_to_save)

    def _fill_commands(self) -> None:
        menu = self.tr("Channel")
        self._window.add_commands(
            Command("channel.report", menu, self.tr("Copy report"), self.copy_report, enabled=self._is_fed),
            Command(
                "channel.save", menu, self.tr("Save diagnostics…"), self.ask_to_save, enabled=self._is_fed
            ),
        )

    def _is_fed(self) -> bool:
        return self._roster.channel(self._window.channel) is not None

    # -- from a figure to its rows

    def _show_rows(self, query: str) -> None:
        box = self._window.filter_box
        box.setText(query)
        box.apply()
        self._window.dock("log").show()

    def _show_mark(self, mark: Happening) -> None:
        """The event after which it befell the channel, in the log; filtered out, the filter goes."""
        log = self._window.log
        if not log.reveal(mark.channel, mark.after_seq):
            self._window.filter_box.clear()
            self._window.filter_box.apply()
            if not log.reveal(mark.channel, mark.after_seq):
                self._window.tell(self.tr("That place in the log has left memory: scroll back to it."))

    # -- what is shown

    def insight(self, name: str) -> Insight | None:
        channel = self._roster.channel(name)
        return None if channel is None else insight_of(channel, self._clock(), self._secrets())

    def wire(self, name: str, begun_at_s: float) -> Wire | None:
        """What went over the wire of the attempt that began then."""
        channel = self._roster.channel(name)
        return None if channel is None else wire_at(channel, begun_at_s, self._secrets())

    def findings(self, name: str) -> list[Finding]:
        """What is wrong with the channel, looked into when something befell it and every few seconds."""
        now_s, row = self._clock().monotonic_s, self._window.session.channels.get(name)
        of = (name, None, 0) if row is None else (name, row.status, len(row.story))
        if of != self._found_of or now_s - self._found_at_s >= FINDINGS_S:
            self._found_of, self._found_at_s = of, now_s
            self._found = self._examine(name)
        return self._found

    def _lately(self, name: str) -> list[Finding]:
        """What was found a few seconds ago where it is shown, else what is found now."""
        is_fresh = self._clock().monotonic_s - self._found_at_s < FINDINGS_S
        return self._found if is_fresh and name == self._found_of[0] else self._examine(name)

    def _examine(self, name: str) -> list[Finding]:
        channel, rows = self._roster.channel(name), self._window.session.channels
        if channel is None or name not in rows:
            return []
        peers, recent, stalls_s = self._roster.hub.channels, self._recent(name), self._lag.stalls_s
        at, secrets = self._clock(), self._secrets()
        return findings_of(channel, rows, peers, at, secrets, recent, stalls_s, self._impressions)

    def _recent(self, name: str) -> list[Event]:
        """The channel's newest events, among the log's newest rows."""
        log = self._window.session.log
        rows = log.since(log.end - LOOKED_AT)
        return [row for row in rows if isinstance(row, Event) and row.channel == name][-LOOKED_INTO:]

    def report(self) -> str:
        """The chosen channel's diagnosis as Markdown, as of now."""
        name, at = self._window.channel, self._clock()
        self._found_at_s = -FINDINGS_S  # not what was found some seconds ago
        row, insight = self._window.session.channels[name], self.insight(name)
        totals = row.totals
        unknown = "too early to say" if totals.is_early else "not provable"
        facts = [
            ("channel", name),
            ("state", row.words(at.monotonic_s)),
            ("attempts", f"{len(row.attempts)} remembered"),
            ("received", f"{totals.received}"),
            ("stored", f"{totals.stored}"),
            ("duplicates", f"{totals.duplicates}"),
            ("refused", f"{sum(totals.refused.values())}"),
            ("missing", unknown if totals.missing is None else f"{totals.missing}"),
            ("last event id", row.last_event_id or "none"),
        ]
        if insight is not None:
            facts += [
                ("certificate", "NOT CHECKED" if insight.insecure else "checked, where there is one"),
                ("breaker", f"{insight.breaker.value}, {insight.failures} of {insight.threshold} failures"),
                ("heartbeat", f"{insight.heartbeat_s:g} s" if insight.heartbeat_s else "not known"),
            ]
            facts += _wire_facts(insight.wire)
        return report(
            self.findings(name),
            url=row.url,
            at=date_text(at.wall_s, utc=True),
            facts=facts,
            attempts=list(row.attempts),
            secrets=list(self._secrets()),
        )

    def copy_report(self) -> None:
        if self._is_fed():
            QGuiApplication.clipboard().setText(self.report())
            self._window.tell(self.tr("The report is copied, as Markdown and without secrets."))

    # -- diagnostics as a file

    def ask_to_save(self) -> None:
        """Show what would be in it; nothing is written before that was seen."""
        if not self._is_fed():
            return
        rows, now_s = self._window.session.channels, self._clock().wall_s
        insights = {name: found for name in rows if (found := self.insight(name)) is not None}
        known = list(self._secrets())
        wires = {name: wires_of(self._roster.hub.channels[name], known) for name in insights}
        parts = pieces(self.report(), rows.values(), insights, wires, self._logs, known, now_s)
        window = ParcelWindow(parts, self._window.look, self._window)
        window.save_asked.connect(lambda path: self._save(Path(path), parts))
        window.open()

    def _save(self, path: Path, parts: list[Piece]) -> None:
        try:
            save(path, parts, self._clock().wall_s)
        except KnownError as error:
            self._surround.notice.tell(str(error))
        else:
            self._window.tell(self.tr("Saved as {path}. Nothing was sent anywhere.").format(path=path))


def _wire_facts(wire: Wire | None) -> list[tuple[str, str]]:
    if wire is None:
        return []
    return [
        ("HTTP", wire.http_version or "not known"),
        ("TLS", wire.tls_version or "none"),
        ("server", wire.peer or "not known"),
        *((f"redirect {status}", url) for status, url in wire.hops),
        *((f"response header {name}", value) for name, value in wire.answer),
    ]
