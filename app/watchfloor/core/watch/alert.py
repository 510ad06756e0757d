"""Alerts: what the user wants to be told of, judged over live events and over silence."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.happening import AlertRaised
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import Subject, Test, predicate
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.text.plain import plain_line
from watchfloor.core.text.speech import said
from watchfloor.core.watch.vigil import Vigil

MOST_RULES = 100
MOST_ALERTS = 200
WAITING = 20_000  # events not judged yet; a burst beyond them is counted, not judged
A_TURN = 1_000  # events judged at once, so that a burst of them costs no frame
QUIET_S = 60.0  # a rule that holds again this soon adds to its last alert


class AlertRule(msgspec.Struct, frozen=True, kw_only=True):
    """`kind` "event": `query` finds it. "silent": no event for `after_s` of a channel that listens.
    "down": not listening for `after_s`. `channel` "" means every channel; queries name their own."""

    name: str
    kind: Literal["event", "silent", "down"] = "event"
    query: str = ""
    channel: str = ""
    after_s: float = 60.0
    enabled: bool = True


FIRST_RULES = (
    AlertRule(name="Severity 5", query="severity:>=5"),
    AlertRule(name="Severity ≥ 4 in Middle East", query="severity:>=4 near:(31,42,1600km)"),
    AlertRule(name="Channel down", kind="down", after_s=20.0),
    AlertRule(name="Channel silent", kind="silent", after_s=300.0, enabled=False),
)


class Alert(msgspec.Struct):
    """One line of the list. `count` is how often the rule held within its quiet time, which begins at `at_s`;
    `message` and `seq` are of the last time, `last_at_s`."""

    number: int
    rule: str
    channel: str
    at_s: float
    message: str
    severity: int = 0
    seq: int = 0
    count: int = 1
    acknowledged: bool = False
    last_at_s: float = 0.0

    def __post_init__(self) -> None:
        self.last_at_s = self.last_at_s or self.at_s

    @property
    def mark(self) -> str:
        """By this it is known again at the next start."""
        return f"{self.at_s:.6f} {self.rule} · {self.channel}"


def renamed_marks(marks: Iterable[str], before: str, after: str) -> tuple[str, ...]:
    """The same marks once the channel has another name."""
    end = f" · {before}"
    return tuple(f"{mark.removesuffix(end)} · {after}" if mark.endswith(end) else mark for mark in marks)


class _Watch(msgspec.Struct):
    rule: AlertRule
    test: Test | None = None


class AlertBook:
    """Rules, and the alerts that came of them, the newest last. Times are wall clock but for `mono_s`.

    Every event is judged unless more than `WAITING` come faster than they can be: those are counted in
    `unjudged`. A rule whose query cannot be read judges nothing; `problems` says why, by its name.
    """

    def __init__(self, read: Callable[[Event], Reading], clock: Callable[[], float]) -> None:
        self.alerts: deque[Alert] = deque(maxlen=MOST_ALERTS)
        self.problems: dict[str, str] = {}
        self.unjudged = 0
        self._read = read
        self._clock = clock
        self._rules: tuple[AlertRule, ...] = ()
        self._of_events: list[_Watch] = []
        self._pending: deque[Event] = deque()
        self._numbers = 0
        self._vigil = Vigil()
        self._holding: set[tuple[str, str]] = set()

    # -- rules

    @property
    def rules(self) -> tuple[AlertRule, ...]:
        return self._rules

    def set_rules(self, rules: Iterable[AlertRule]) -> None:
        """Judge by these from now on."""
        self._rules = tuple(rules)[:MOST_RULES]
        self.problems = {}
        self._of_events = []
        for rule in self._rules:
            if rule.kind == "event" and rule.enabled:
                self._compile(rule)
        known = {rule.name for rule in self._rules if rule.enabled}
        self._holding = {held for held in self._holding if held[0] in known}

    def _compile(self, rule: AlertRule) -> None:
        if not rule.query.strip():
            self.problems[rule.name] = said("This rule has no query.")
            return
        try:
            self._of_events.append(_Watch(rule, predicate(parse(rule.query), self._clock)))
        except QueryError as error:
            self.problems[rule.name] = error.sentence

    # -- events

    @property
    def waiting(self) -> int:
        return len(self._pending)

    def offer(self, events: Sequence[Event]) -> None:
        """Take events to be judged at the next turns."""
        if not self._of_events:
            return
        room = max(0, WAITING - len(self._pending))
        self._pending.extend(events[:room])
        self.unjudged += max(0, len(events) - room)

    def judge(self) -> list[AlertRaised]:
        """Judge the next of them; what was raised."""
        raised: list[AlertRaised] = []
        for _ in range(min(A_TURN, len(self._pending))):
            event = self._pending.popleft()
            subject = Subject(event, self._read)
            for watch in self._of_events:
                if watch.test is not None and watch.test(subject):
                    self._found(watch.rule, event, subject.reading, raised)
        return raised

    def _found(
        self, rule: AlertRule, event: Event, reading: Reading | None, raised: list[AlertRaised]
    ) -> None:
        message = event.type
        if reading is not None:
            message = reading.title or reading.summary or event.type
            if reading.place and reading.place not in message:
                message = f"{message} · {reading.place}"
        message = plain_line(message)
        found = AlertRaised(
            channel=event.channel,
            at_s=event.received_at_s,
            after_seq=event.seq,
            rule=rule.name,
            message=message,
            severity=(reading.severity or 0) if reading else 0,
            seq=event.seq,
        )
        if self._add(found):
            raised.append(found)

    # -- silence and failure

    def tick(self, rows: Iterable[ChannelRow], wall_s: float, mono_s: float) -> list[AlertRaised]:
        """Once a second: channels that are silent or down for too long. Each is told once, until it ends.

        What a recording shows was told when it happened.
        """
        raised: list[AlertRaised] = []
        rows = [row for row in rows if not row.status.recorded]
        self._vigil.note(rows, mono_s)
        for rule in self._rules:
            if rule.kind != "event" and rule.enabled:
                for row in rows:
                    if rule.channel in ("", row.name):
                        self._judge_row(rule, row, wall_s, mono_s, raised)
        return raised

    def _judge_row(
        self, rule: AlertRule, row: ChannelRow, wall_s: float, mono_s: float, raised: list[AlertRaised]
    ) -> None:
        if rule.kind == "silent":
            lasts_s = self._vigil.silent_s(row.name, mono_s)
            words = f"No event for {rule.after_s:g} s"
        else:
            lasts_s = self._vigil.down_s(row.name, mono_s)
            counts_down = row.status.retry_at_s is not None
            words = _down(rule.after_s, row) if counts_down else row.words(mono_s)
        key = (rule.name, row.name)
        if lasts_s is None or lasts_s < rule.after_s:
            self._holding.discard(key)
        elif key not in self._holding:
            self._holding.add(key)
            found = AlertRaised(
                channel=row.name,
                at_s=wall_s,
                after_seq=row.totals.stored,
                rule=rule.name,
                message=f"{row.name}: {words}",
            )
            if self._add(found):
                raised.append(found)

    # -- the list

    @property
    def fresh(self) -> int:
        """How many nobody has acknowledged."""
        return sum(not alert.acknowledged for alert in self.alerts)

    @property
    def newest(self) -> list[Alert]:
        """The newest first, by what each tells of."""
        return sorted(self.alerts, key=lambda alert: (alert.last_at_s, alert.number), reverse=True)

    def recall(self, raised: Iterable[AlertRaised], seen: Collection[str], cleared: Collection[str]) -> None:
        """Put those of earlier starts before what this one has raised, but for what was cleared. `seen` and
        `cleared` are the marks of alerts."""
        earlier = [self._alert(found) for found in raised]
        for alert in earlier:
            alert.acknowledged = alert.mark in seen
        kept = (alert for alert in earlier if alert.mark not in cleared)
        self.alerts = deque((*kept, *self.alerts), maxlen=MOST_ALERTS)

    def _alert(self, found: AlertRaised) -> Alert:
        self._numbers += 1
        return Alert(
            self._numbers, found.rule, found.channel, found.at_s, found.message, found.severity, found.seq
        )

    def acknowledge(self, number: int) -> None:
        for alert in self.alerts:
            if alert.number == number:
                alert.acknowledged = True

    def acknowledge_all(self) -> None:
        for alert in self.alerts:
            alert.acknowledged = True

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        for alert in self.alerts:
            alert.channel = after if alert.channel == before else alert.channel
        for event in self._pending:
            event.channel = after if event.channel == before else event.channel
        self._vigil.rename(before, after)
        self._holding = {(rule, after if name == before else name) for rule, name in self._holding}

    def clear(self) -> None:
        """Take the acknowledged off the list; the journal keeps them."""
        self.alerts = deque((alert for alert in self.alerts if not alert.acknowledged), maxlen=MOST_ALERTS)

    def _add(self, found: AlertRaised) -> bool:
        """A new line, or one more of the last of its rule: True for a new one."""
        last = next(
            (a for a in reversed(self.alerts) if a.rule == found.rule and a.channel == found.channel), None
        )
        if last is not None and not last.acknowledged and 0 <= found.at_s - last.at_s < QUIET_S:
            last.count += 1
            last.message, last.seq, last.last_at_s = found.message, found.seq or last.seq, found.at_s
            last.severity = max(last.severity, found.severity)
            return False
        self.alerts.append(self._alert(found))
        return True


def _down(span_s: float, row: ChannelRow) -> str:
    """That a channel is down and why; not what is about to happen, for an alert is read later."""
    words = f"Not connected for {span_s:g} s"
    reason = row.status.reason.partition(": ")[0].rstrip(".")
    return f"{words} · {reason}" if reason else words
