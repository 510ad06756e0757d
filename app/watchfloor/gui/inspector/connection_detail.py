"""The connection itself: how it was asked for and answered, and what comes next. Without secrets."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from watchfloor.core.link.breaker import BreakerState, Turn
from watchfloor.core.text.numeral import Numeral, grouped, numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.inspector.fact_table import FactTable
from watchfloor.gui.inspector.histogram_view import HistogramView, ms_text
from watchfloor.gui.inspector.label import breakable, brief, copyable, heading, plain, put
from watchfloor.gui.instant import Instant, ago_text, clock_text
from watchfloor.gui.style.look import Look
from watchfloor.services.channel.measure import Measures
from watchfloor.services.diagnosis.insight import Insight, Pairs, Wire

TURNS_SHOWN = 8
AGREES_S = 2.0  # the Date header has whole seconds


class ConnectionDetail(QWidget):
    """Shows an `Insight`; the headers are those of the attempt that is looked at, if they are remembered."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        tr = self.tr
        self.facts, self.histogram = FactTable(), HistogramView(look)
        self.request, self.answer = copyable(), copyable()
        self.turns = plain("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for words, widget in (
            (tr("Connection"), self.facts),
            (tr("Latency of events"), self.histogram),
            (tr("Breaker history"), self.turns),
            (tr("Request headers"), self.request),
            (tr("Response headers"), self.answer),
        ):
            column.addWidget(heading(words))
            column.addWidget(widget)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_insight(self, insight: Insight, at: Instant, wire: Wire | None) -> None:
        """`wire` is that of the attempt that is looked at; None: it is not remembered."""
        self.facts.show_facts([*self._wire_facts(insight, wire), *self._facts(insight, at)])
        self.histogram.show_bins(insight.measures.latencies, insight.measures.latency_ms[-1])
        turns = [self._turn(turn) for turn in insight.turns[-TURNS_SHOWN:][::-1]]
        put(self.turns, "\n".join(turns) or self.tr("It has never opened."))
        put(self.request, self._headers(wire, wire.request if wire else []))
        put(self.answer, self._headers(wire, wire.answer if wire else []))

    def _headers(self, wire: Wire | None, pairs: Pairs) -> str:
        if wire is None:
            return self.tr("The headers of this attempt are not remembered, or it did not come so far.")
        return "\n".join(f"{name}: {value}" for name, value in pairs) or self.tr(
            "None: it did not come so far."
        )

    def _wire_facts(self, insight: Insight, wire: Wire | None) -> list[tuple[str, str]]:
        tr = self.tr
        if wire is None:
            return [(tr("Address"), insight.url), (tr("Proxy"), insight.proxy)]
        is_plain = wire.url.startswith("http://")
        return [
            (tr("HTTP"), wire.http_version),
            (tr("TLS"), wire.tls_version or (tr("none") if is_plain else tr("not agreed on"))),
            (tr("Server"), wire.peer),
            (tr("Address"), wire.url or insight.url),
            (tr("Proxy"), insight.proxy),
            *((tr("Redirect {status}").format(status=status), url) for status, url in wire.hops),
        ]

    def _facts(self, insight: Insight, at: Instant) -> list[tuple[str, str]]:
        tr, measures = self.tr, insight.measures
        return [
            (tr("Open for"), "" if insight.open_for_s is None else ago_text(insight.open_for_s)),
            (tr("Received"), self._received(insight)),
            (tr("Heartbeat"), self._heartbeat(insight)),
            (tr("Answer time"), self._both(measures.connection_ms[0].mean, measures.connection_ms[1].mean)),
            (tr("Latency"), self._both(measures.latency_ms[0].mean, measures.latency_ms[1].mean)),
            (tr("Failures"), self._failures(measures)),
            (tr("Clocks"), self._clocks(measures.clock_offset_s)),
            (tr("Breaker"), self._breaker(insight, at)),
            (tr("Back-off"), self._waits(insight)),
        ]

    def _received(self, insight: Insight) -> str:
        if not insight.size_bytes:
            return ""
        template = (
            self.tr("{size} in 1 event") if insight.events == 1 else self.tr("{size} in {count} events")
        )
        words = template.format(size=size_text(insight.size_bytes), count=grouped(insight.events))
        rate = insight.measures.rates_per_s[0]
        return f"{words} · {self.tr('{rate:.3g} a second').format(rate=Numeral(rate))}" if rate else words

    def _heartbeat(self, insight: Insight) -> str:
        known = self.tr("not known yet")
        if insight.heartbeat_s:
            known = self.tr("every {span:g} s").format(span=Numeral(round(insight.heartbeat_s, 1)))
        if insight.quiet_s is None:
            return known
        last = self.tr("last byte {span} ago").format(span=ago_text(insight.quiet_s))
        return f"{known} · {last}"

    def _both(self, minute_ms: float | None, five_ms: float | None) -> str:
        """The means of the last minute and of the last five."""
        shown = [
            words.format(time=ms_text(mean))
            for words, mean in (
                (self.tr("{time} in the last minute"), minute_ms),
                (self.tr("{time} in five"), five_ms),
            )
            if mean is not None
        ]
        return " · ".join(shown)

    def _failures(self, measures: Measures) -> str:
        rate = measures.error_rates[-1]
        times = self.tr("reconnected {count}×").format(count=measures.reconnections)
        if rate is None:
            return times if measures.reconnections else ""
        return f"{self.tr('{rate:.0%} of attempts in 5 min').format(rate=rate)} · {times}"

    def _clocks(self, offset_s: float | None) -> str:
        if offset_s is None:
            return ""
        if abs(offset_s) <= AGREES_S:
            return self.tr("they agree")
        ours = self.tr("ours is {span} ahead of the server's")
        theirs = self.tr("the server's is {span} ahead of ours")
        span = ago_text(abs(offset_s))
        return (ours if offset_s > 0 else theirs).format(span=span)

    def _breaker(self, insight: Insight, at: Instant) -> str:
        words = self.tr("{state} · {failures} of {threshold} failures · opened {count}×").format(
            state=state_words(insight.breaker),
            failures=insight.failures,
            threshold=insight.threshold,
            count=insight.opened,
        )
        if insight.probe_at_s is None:
            return words
        left_s = max(0, round(insight.probe_at_s - at.monotonic_s))
        return f"{words} · {self.tr('probe in {left} s').format(left=left_s)}"

    def _waits(self, insight: Insight) -> str:
        """How long the next tries wait at most; the server may ask for more."""
        waits = ", ".join(numeral(f"{wait_s:.3g}") for wait_s in insight.next_waits_s)
        words = self.tr("next waits at most {waits} s").format(waits=waits) if waits else ""
        if insight.tries is None:
            return words
        tries = self.tr("try {attempt} of {tries}").format(attempt=insight.attempt, tries=insight.tries)
        return " · ".join(part for part in (words, tries if insight.attempt else "") if part)

    def _turn(self, turn: Turn) -> str:
        clock = clock_text(turn.at_s, utc=self._look.utc)
        why = f" · {breakable(said(brief(turn.why)))}" if turn.why else ""
        return f"{clock}  {state_words(turn.state)}{why}"

    def _restyle(self) -> None:
        for label in (self.request, self.answer):
            label.setFont(self._look.font(11, mono=True))


def state_words(state: BreakerState) -> str:
    return {
        BreakerState.CLOSED: said("closed"),
        BreakerState.OPEN: said("open"),
        BreakerState.HALF_OPEN: said("half open"),
    }[state]


def size_text(size_bytes: int) -> str:
    """512 B, 14.2 kB, 3.1 MB."""
    for unit_bytes, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if size_bytes >= unit_bytes:
            return numeral(f"{size_bytes / unit_bytes:.1f} {name}")
    return f"{size_bytes} B"
