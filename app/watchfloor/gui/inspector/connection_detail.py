"""The connection itself: how it was asked for and answered, and what comes next. Without secrets."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from watchfloor.core.link.breaker import BreakerState
from watchfloor.core.speech import said
from watchfloor.gui.instant import Instant, ago_text
from watchfloor.gui.style.look import Look
from watchfloor.services.insight import Insight, Pairs


class ConnectionDetail(QWidget):
    """Shows an `Insight`."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        tr = self.tr
        self.facts = _Facts()
        self.request, self.answer = _text(look), _text(look)
        for words, widget in (
            (tr("Connection"), self.facts),
            (tr("Request headers"), self.request),
            (tr("Response headers"), self.answer),
        ):
            heading = QLabel(words.upper())
            heading.setObjectName("heading")
            heading.setContentsMargins(0, 6, 0, 0)
            column.addWidget(heading)
            column.addWidget(widget)
        look.changed.connect(self._restyle)

    def show_insight(self, insight: Insight, at: Instant) -> None:
        self.facts.show_facts(self._facts(insight, at))
        none = self.tr("None.")
        _put(self.request, _lines(insight.request) or none)
        _put(self.answer, _lines(insight.answer) or none)

    def _facts(self, insight: Insight, at: Instant) -> list[tuple[str, str]]:
        tr = self.tr
        facts = [
            (tr("HTTP"), insight.http_version),
            (tr("TLS"), insight.tls_version or (tr("none") if insight.http_version else "")),
            (tr("Server"), insight.peer),
            (tr("Address"), insight.url),
            (tr("Proxy"), insight.proxy),
            *((tr("Redirect {status}").format(status=status), url) for status, url in insight.hops),
            (tr("Open for"), "" if insight.open_for_s is None else ago_text(insight.open_for_s)),
            (tr("Received"), f"{insight.size_bytes:,} B" if insight.size_bytes else ""),
            (tr("Heartbeat"), self._heartbeat(insight)),
            (tr("Breaker"), self._breaker(insight, at)),
            (tr("Next waits"), self._waits(insight)),
        ]
        return [(name, words) for name, words in facts if words]

    def _heartbeat(self, insight: Insight) -> str:
        known = self.tr("not known yet")
        if insight.heartbeat_s:
            known = self.tr("every {span:g} s").format(span=round(insight.heartbeat_s, 1))
        if insight.quiet_s is None:
            return known
        last = self.tr("last byte {span} ago").format(span=ago_text(insight.quiet_s))
        return f"{known} · {last}"

    def _breaker(self, insight: Insight, at: Instant) -> str:
        state = {
            BreakerState.CLOSED: said("closed"),
            BreakerState.OPEN: said("open"),
            BreakerState.HALF_OPEN: said("half open"),
        }[insight.breaker]
        words = self.tr("{state} · {failures} of {threshold} failures · opened {count}×").format(
            state=state, failures=insight.failures, threshold=insight.threshold, count=insight.opened
        )
        if insight.probe_at_s is None:
            return words
        left_s = max(0, round(insight.probe_at_s - at.monotonic_s))
        return f"{words} · {self.tr('probe in {left} s').format(left=left_s)}"

    def _waits(self, insight: Insight) -> str:
        waits = ", ".join(f"{wait_s:.3g}" for wait_s in insight.next_waits_s)
        return self.tr("at most {waits} s").format(waits=waits) if waits else ""

    def _restyle(self) -> None:
        for label in (self.request, self.answer):
            label.setFont(self._look.font(11, mono=True))


class _Facts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            name, words = _label("muted"), _label("plain")
            name.setWordWrap(False)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(name, len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, len(self._rows), 1)
            self._rows.append((name, words))
        for place, (name, words) in enumerate(self._rows):
            known = place < len(facts)
            name.setVisible(known)
            words.setVisible(known)
            if known:
                _put(name, facts[place][0])
                _put(words, facts[place][1])


def _lines(pairs: Pairs) -> str:
    return "\n".join(f"{name}: {value}" for name, value in pairs)


def _put(label: QLabel, words: str) -> None:
    """Without laying out anew what has not changed. Long words may be broken anywhere."""
    if label.text() != words:
        label.setText(words)


def _text(look: Look) -> QLabel:
    label = _label("plain")
    label.setFont(look.font(11, mono=True))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
