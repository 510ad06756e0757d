"""Runs of several stages: where each stands, how long its stages took, and how long it will take."""

from collections import OrderedDict, deque
from collections.abc import Iterator

from watchfloor.core.profiles.meaning import RunAdvanced, RunEnded, RunStarted
from watchfloor.core.session.stages import STAGES, stage_name
from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.speech import said

CAPACITY = 50
STALLED_AFTER_S = 30.0
MOST_STAGES = 40  # each is drawn; a server may claim any number
LEAST_PERCENT = 5.0  # less of the whole tells nothing about the rest


class Run:
    """One run. All times are wall-clock seconds of receipt."""

    def __init__(self, channel: str, name: str, at_s: float) -> None:
        self.channel = channel
        self.name = name
        self.subject = ""
        self.began_at_s = at_s
        self.heard_at_s = at_s
        self.ended_at_s: float | None = None
        self.cut_off_at_s: float | None = None  # its channel hears nothing since
        self.stage = 0
        self.total = len(STAGES)
        self.percent: float | None = None
        self.message = ""
        self.error = ""
        self.cancelled = False
        self.stage_began_at_s: dict[int, float] = {}
        self._names: dict[int, str] | None = None  # of stages that the server names

    @property
    def key(self) -> tuple[str, str]:
        return self.channel, self.name

    @property
    def over(self) -> bool:
        return self.ended_at_s is not None

    @property
    def failed(self) -> bool:
        return bool(self.error) and not self.cancelled

    def advance(self, step: RunAdvanced, at_s: float) -> None:
        """Take a step. A stage already past (a replay, a reordering) changes the message only."""
        self.heard_at_s = at_s
        self._count(step)
        self.message = step.message or self.message
        if step.percent is not None:
            self.percent = max(self.percent or 0.0, min(100.0, step.percent))
        stage = min(step.stage, self.total)
        if stage > self.stage:
            self.stage = stage
            self.stage_began_at_s[stage] = at_s

    def _count(self, step: RunAdvanced) -> None:
        if step.total is not None:
            self.total = min(MOST_STAGES, max(1, self.stage, step.total))
            return
        names = self._names = {} if self._names is None else self._names
        if step.message and 0 < step.stage <= MOST_STAGES:
            names.setdefault(step.stage, step.message.partition(": ")[0])
        self.total = min(MOST_STAGES, max(1, self.stage, step.stage))

    @property
    def open_ended(self) -> bool:
        """Nobody knows how many stages there will be: `total` is as many as there were."""
        return self._names is not None

    def named(self, stage: int) -> str:
        """What a stage is called: one of the six, or as the server calls its own."""
        if self._names is None or stage <= 0:
            return said(stage_name(stage))
        return self._names.get(stage) or said("Step {number}").format(number=stage)

    def end(self, ending: RunEnded, at_s: float) -> None:
        self.heard_at_s = at_s
        self.ended_at_s = at_s
        self.error = ending.error
        self.cancelled = ending.cancelled
        if not ending.error:
            self.percent = 100.0 if self.percent is not None else None

    def stage_took_s(self, stage: int) -> float | None:
        """How long a finished stage took; None when that is not known."""
        began_s = self.stage_began_at_s.get(stage)
        after = [at_s for later, at_s in self.stage_began_at_s.items() if later > stage]
        until_s = min(after, default=self.ended_at_s)
        return None if began_s is None or until_s is None else max(0.0, until_s - began_s)

    def stage_lasts_s(self, now_s: float) -> float:
        """How long the present stage has lasted."""
        began_s = self.stage_began_at_s.get(self.stage, self.began_at_s)
        return max(0.0, self._known_until_s(now_s) - began_s)

    def lasts_s(self, now_s: float) -> float:
        return max(0.0, self._known_until_s(now_s) - self.began_at_s)

    def _known_until_s(self, now_s: float) -> float:
        """How it goes on while nobody hears of it is not known: its clocks stand."""
        return next((at_s for at_s in (self.ended_at_s, self.cut_off_at_s) if at_s is not None), now_s)

    @property
    def cut_off(self) -> bool:
        return not self.over and self.cut_off_at_s is not None

    def stalled(self, now_s: float) -> bool:
        """Nothing was heard of it for so long, or can be heard now, though it is not over."""
        return not self.over and (self.cut_off or now_s - self.heard_at_s > STALLED_AFTER_S)

    def share(self, now_s: float, typical_s: dict[int, float]) -> float:
        """How much of the present stage is probably done, 0 to 0.95: it is full only when it is over."""
        usual_s = typical_s.get(self.stage)
        if not usual_s:
            return 0.5
        return min(0.95, self.stage_lasts_s(now_s) / usual_s)

    def left_s(self, now_s: float, typical_s: dict[int, float]) -> float | None:
        """An estimate of the rest, from what stages took before or, failing that, in this very run."""
        if self.over or not self.stage:
            return None
        if self.open_ended:
            return self._left_by_percent_s()
        took = [span_s for stage in range(1, self.stage) if (span_s := self.stage_took_s(stage)) is not None]
        mean_s = sum(took) / len(took) if took else None
        usual = [typical_s.get(stage, mean_s) for stage in range(self.stage, self.total + 1)]
        if any(span_s is None for span_s in usual):
            return None
        total_s = sum(span_s for span_s in usual if span_s is not None)
        return max(0.0, total_s - self.stage_lasts_s(now_s))

    def _left_by_percent_s(self) -> float | None:
        """As if the rest went as quickly as what is done, once that says something."""
        if self.percent is None or self.percent < LEAST_PERCENT:
            return None
        return (self.heard_at_s - self.began_at_s) * (100.0 - self.percent) / self.percent

    def words(self, now_s: float, typical_s: dict[int, float]) -> str:
        """The line under the run's title."""
        lasted = numeral(f"{self.lasts_s(now_s):.1f} s")
        stage = self.named(self.stage)
        if self.cancelled:
            return said("Cancelled in {stage} after {lasted}").format(stage=stage, lasted=lasted)
        if self.failed:
            return said("Failed in {stage}: {error}").format(stage=stage, error=self.error)
        if self.over:
            return said("Complete · {lasted}").format(lasted=lasted)
        if self.stalled(now_s):
            silent = f"{max(0.0, now_s - self.heard_at_s):.0f} s"
            if self.cut_off:
                return said("Cut off in {stage} · nothing heard for {span}").format(stage=stage, span=silent)
            return said("Stalled in {stage} · nothing heard for {span}").format(stage=stage, span=silent)
        if not self.stage:
            return stage
        words = said("step {stage}") if self.open_ended else said("{stage} of {total}")
        of_all = words.format(stage=self.stage, total=self.total)
        percent = "" if self.percent is None else f"{self.percent:.0f} %"
        parts = (f"{stage} — {of_all}", percent, lasted, self._rest(now_s, typical_s))
        return " · ".join(part for part in parts if part)

    def _rest(self, now_s: float, typical_s: dict[int, float]) -> str:
        left_s = self.left_s(now_s, typical_s)
        if left_s is None:
            return ""
        if left_s < 1:
            return said("longer than usual")
        return said("about {left} s left").format(left=round(left_s))


class RunBook:
    """The runs of all channels, the newest `CAPACITY`; older ones are let go, those over first."""

    def __init__(self) -> None:
        self._runs: OrderedDict[tuple[str, str], Run] = OrderedDict()
        self._took_s: dict[str, dict[int, deque[float]]] = {}
        self._cut_off_at_s: dict[str, float] = {}  # by channel
        self.let_go = 0

    def __iter__(self) -> Iterator[Run]:
        """Newest first."""
        return reversed(list(self._runs.values()))

    def __len__(self) -> int:
        return len(self._runs)

    def get(self, key: tuple[str, str] | None) -> Run | None:
        return None if key is None else self._runs.get(key)

    @property
    def current(self) -> Run | None:
        """The run to show: the newest under way, one with a subject first; else the newest of all."""
        runs = list(self)
        under_way = [run for run in runs if not run.over]
        with_subject = [run for run in under_way if run.subject]
        return next(iter([*with_subject, *under_way, *runs]), None)

    def apply(self, channel: str, step: RunStarted | RunAdvanced | RunEnded, at_s: float) -> Run:
        run = self._runs.get((channel, step.run))
        if run is None or (run.over and isinstance(step, RunStarted)):
            run = self._begin(channel, step, at_s)
        if isinstance(step, RunStarted):
            run.subject = step.subject or run.subject
        elif isinstance(step, RunEnded):
            if not run.over:
                run.end(step, at_s)
                self._learn(run)
        elif not run.over:
            run.advance(step, at_s)
        elif step.stage == 1 and run.stage > 1:
            # A stream that is one run by name, begun anew.
            run = self._begin(channel, step, at_s)
            run.advance(step, at_s)
        return run

    def _begin(self, channel: str, step: RunStarted | RunAdvanced | RunEnded, at_s: float) -> Run:
        run = Run(channel, step.run, at_s)
        run.cut_off_at_s = self._cut_off_at_s.get(channel)
        self._runs.pop(run.key, None)
        self._runs[run.key] = run
        while len(self._runs) > CAPACITY:
            over = next((key for key, old in self._runs.items() if old.over), next(iter(self._runs)))
            del self._runs[over]
            self.let_go += 1
        return run

    def _learn(self, run: Run) -> None:
        """Remember what stages took, from runs that went well."""
        if run.error:
            return
        known = self._took_s.setdefault(run.channel, {})
        for stage in range(1, run.total + 1):
            took_s = run.stage_took_s(stage)
            if took_s is not None:
                known.setdefault(stage, deque(maxlen=10)).append(took_s)

    def typical_s(self, channel: str) -> dict[int, float]:
        """What each stage took on average in this channel's last runs."""
        return {stage: sum(took) / len(took) for stage, took in self._took_s.get(channel, {}).items() if took}

    def hear(self, channel: str, at_s: float, *, is_up: bool) -> None:
        """Whether anything is heard of the channel's runs from now on."""
        if is_up:
            self._cut_off_at_s.pop(channel, None)
        else:
            self._cut_off_at_s.setdefault(channel, at_s)
        for run in self._runs.values():
            if run.channel == channel:
                run.cut_off_at_s = self._cut_off_at_s.get(channel)

    def forget(self, channel: str) -> None:
        """The channel is gone: nobody will ever tell how its runs end."""
        self._runs = OrderedDict((key, run) for key, run in self._runs.items() if run.channel != channel)
        self._took_s.pop(channel, None)
        self._cut_off_at_s.pop(channel, None)

    def turn_back(self, now_s: float) -> None:
        """The clock was set back: no run was heard of later than now."""
        for run in self._runs.values():
            run.heard_at_s = min(run.heard_at_s, now_s)

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        if before in self._cut_off_at_s:
            self._cut_off_at_s[after] = self._cut_off_at_s.pop(before)
        for run in self._runs.values():
            run.channel = after if run.channel == before else run.channel
        self._runs = OrderedDict((run.key, run) for run in self._runs.values())
        if before in self._took_s:
            self._took_s[after] = self._took_s.pop(before)
