"""One row of the event log as text: what each column says, made once and kept while it is near."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.happening import AlertRaised, Happening, StateChanged, Warned
from watchfloor.core.log.highlight import Highlighter, HighlightRule
from watchfloor.core.log.log import Item
from watchfloor.core.log.sentence import sentence
from watchfloor.core.profiles.lead import told
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState
from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.plain import plain_line
from watchfloor.gui.instant import clock_text
from watchfloor.gui.log.row_tip import mark_word

NOTHING = "—"
KEPT = 2_000
# The states that a row may tell of, and what each is drawn in.
STATES = {state.value: state for state in ChannelState}


class EventRow:
    """The columns' texts of one event, or the sentence that stands between the events.

    `state` is the channel's, where the row tells of one; `hatched`, that something is missing there; `rule`
    marks the row.
    """

    __slots__ = (
        "_data",
        "channel",
        "confidence",
        "event",
        "fitted",
        "hatched",
        "insecure",
        "kind",
        "mark",
        "raw",
        "rule",
        "severity",
        "source",
        "state",
        "summary",
        "time",
    )

    def __init__(self, item: Item, session: Session, *, utc: bool, rule: HighlightRule | None = None) -> None:
        self.channel = item.channel
        # What of a column's text fits a width, measured once: column → (width, text).
        self.fitted: dict[int, tuple[float, str]] = {}
        self._data = item.data if isinstance(item, Event) else ""
        self.rule = rule
        self.severity: int | None = None
        self.state: ChannelState | None = None
        self.kind = self.source = self.confidence = self.mark = ""
        self.event = isinstance(item, Event)
        self.raw = self.hatched = False
        known = session.channels.get(item.channel)
        self.insecure = known is not None and known.insecure
        if isinstance(item, Event):
            reading = session.read(item)
            self.time = clock_text(item.received_at_s, utc=utc, millis=True)
            self.kind = plain_line(reading.kind)
            self.severity = reading.severity
            self.summary = plain_line(told(reading.summary, reading.lead))
            self.mark = mark_word(item.mark)
            self.source = plain_line(reading.source) or NOTHING
            self.confidence = NOTHING if reading.confidence is None else numeral(f"{reading.confidence:.2f}")
            self.raw = reading.raw
        else:
            self.time = clock_text(item.at_s, utc=utc, millis=True)
            self.summary = plain_line(sentence(item))
            self._tell(item)

    def _tell(self, happening: Happening) -> None:
        if isinstance(happening, AlertRaised):
            self.kind, self.severity = "alert", happening.severity
        elif isinstance(happening, StateChanged):
            self.state = STATES.get(happening.state)
            self.hatched = self.state is not ChannelState.CONNECTED
        else:
            self.hatched = not isinstance(happening, Warned)

    def field(self, find: Callable[[str], Any]) -> str:
        """A JSON field as a cell shows it; a dash where the event has none."""
        value = find(self._data) if self._data else None
        if value is None:
            return NOTHING
        return plain_line(value) if isinstance(value, str) else msgspec.json.encode(value).decode()

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        severity = f"severity {self.severity}" if self.severity else ""
        parts = (self.time, self.channel, self.kind, severity, self.mark, self.summary)
        return ", ".join(part for part in parts if part)


class RowCache:
    """Rows by serial, so many of them as views show at once."""

    def __init__(self, session: Session, highlighter: Highlighter) -> None:
        self._session = session
        self._highlighter = highlighter
        self._rows: OrderedDict[int, EventRow] = OrderedDict()

    def row(self, serial: int, item: Item, *, utc: bool) -> EventRow:
        row = self._rows.get(serial)
        if row is None:
            rule = self._highlighter.rule_of(item)
            row = self._rows[serial] = EventRow(item, self._session, utc=utc, rule=rule)
            if len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return row

    def clear(self) -> None:
        self._rows.clear()
