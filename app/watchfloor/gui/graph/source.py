"""Where curves come from: what a key plots, as it is now."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from watchfloor.core.session.channel import WELL_ENDED
from watchfloor.core.session.lens import Lens
from watchfloor.core.session.series import Floats, Track, quantile_within
from watchfloor.core.session.session import Session
from watchfloor.core.text.speech import said
from watchfloor.gui.graph.curve import Curve
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.hue import hue
from watchfloor.gui.style.look import Look

Key = tuple[str, ...]
QUANTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
USUAL = "p95"
BUCKETS = 60
LEAST_BUCKET_S = 3.0
LEAST_TRIES_S = 10.0
RATE_SPAN_S = 10.0
OWN_ENDINGS = ("stopped", "paused")


@dataclass(frozen=True)
class Source:
    """One curve: how it is called, what its figures are, and `draw` with a moment and a span before it."""

    key: Key
    title: str
    name: str
    unit: str
    draw: Callable[[Instant, float], Curve]
    color: str = ""  # a person's choice

    @property
    def from_zero(self) -> bool:
        return self.key[0] != "metric"


class Sources:
    """Makes sources of a `Session`; while `lens` is active, of what its filter holds for."""

    def __init__(self, session: Session, lens: Lens, look: Look) -> None:
        self._session = session
        self._lens = lens
        self._look = look

    def of(self, key: Key) -> Source:
        """("throughput",), ("rate", channel), ("latency",), ("latency", "p99"), ("errors",),
        ("reconnections",) or ("metric", channel, name)."""
        match key:
            case ("metric", channel, metric):
                return self._metric(channel, metric)
            case ("rate", channel):
                return self._rate(channel)
            case ("latency", *which):
                return self._latency(which[0] if which and which[0] in QUANTILES else USUAL)
            case ("errors",):
                return self._errors()
            case ("reconnections",):
                return self._reconnections()
            case _:
                return self._throughput()

    def offered(self) -> list[Source]:
        """All that can be plotted now."""
        keys: list[Key] = [("throughput",), ("latency",), ("latency", "p50"), ("latency", "p99")]
        keys += [("errors",), ("reconnections",)]
        keys += [("metric", *key) for key in self._session.metrics]
        keys += [("rate", name) for name in self._session.channels]
        return [self.of(key) for key in keys]

    def since_s(self, key: Key) -> float | None:
        """Since when there is anything to plot of it; None where there is nothing yet."""
        session = self._session
        match key:
            case ("metric", channel, metric):
                times, values = session.metrics.get((channel, metric), _NOTHING).points
                known = times[np.isfinite(values)]
                return float(known[0]) if len(known) else None
            case ("errors",) | ("reconnections",):
                tried = [row.attempts[0].started_at_s for row in session.channels.values() if row.attempts]
                return min(tried, default=session.throughput.since_s)
            case _:
                return session.throughput.since_s

    def _counted(self, key: Key, channel: str, title: str, name: str, usual: int) -> Source:
        def draw(at: Instant, span_s: float) -> Curve:
            color = self._tint(channel, self._look.theme.series[usual])
            if self._lens.active:
                times, counts = self._lens.counts(channel, at.wall_s, span_s)
                rate = self._lens.rate(channel, at.wall_s, RATE_SPAN_S)
                return Curve(name, color, times, counts, rate)
            row = self._session.channels.get(channel)
            tally = self._session.throughput if not channel else row.tally if row else None
            if tally is None:
                return Curve(name, color, _NONE, _NONE)
            times, counts = tally.window(at.wall_s, span_s)
            # A rate of nought is a figure; that nobody listened is none.
            known = bool(np.isfinite(counts).any())
            return Curve(name, color, times, counts, tally.rate(at.wall_s, RATE_SPAN_S) if known else None)

        return Source(key, title, name, "ev/s", draw)

    def _tint(self, channel: str, usual: str) -> str:
        """The feed's own colour, where a person has given it one."""
        row = self._session.channels.get(channel)
        return hue(row.colour, self._look.theme) if row is not None and row.colour else usual

    def _throughput(self) -> Source:
        title = said("Throughput, all channels")
        return self._counted(("throughput",), "", title, said("Throughput"), 0)

    def _rate(self, channel: str) -> Source:
        title = said("{channel} · throughput").format(channel=channel)
        return self._counted(("rate", channel), channel, title, channel, 4)

    def _latency(self, which: str) -> Source:
        quantile = QUANTILES[which]

        def draw(at: Instant, span_s: float) -> Curve:
            track, color = self._session.latency, self._look.theme.series[1]
            bucket_s = max(LEAST_BUCKET_S, span_s / BUCKETS)
            times, values = track.quantiles(at.wall_s, span_s, bucket_s, quantile)
            return Curve(which, color, times, values, quantile_within(track, at.wall_s, span_s, quantile))

        key = ("latency",) if which == USUAL else ("latency", which)
        return Source(key, said("Latency {quantile}").format(quantile=which), which, "ms", draw)

    def _metric(self, channel: str, metric: str) -> Source:
        def draw(at: Instant, span_s: float) -> Curve:
            color = self._tint(channel, self._look.theme.series[2])
            lens, known = self._lens, self._session.metrics.get((channel, metric))
            track = lens.track((channel, metric)) if lens.active else known or Track()
            times, values = track.window(at.wall_s, span_s)
            return Curve(metric, color, times, values, track.latest)

        return Source(("metric", channel, metric), f"{channel} · {metric}", metric, "", draw)

    # -- attempts

    def _errors(self) -> Source:
        """The share of attempts that failed; where none ended, nothing is known."""

        def draw(at: Instant, span_s: float) -> Curve:
            ended, failed = self._attempts(at, span_s)
            edges = _edges(at.wall_s, span_s)
            all_, bad = np.histogram(ended, edges)[0], np.histogram(ended[failed], edges)[0]
            share = np.where(all_, 100 * bad / np.maximum(all_, 1), np.nan)
            figure = 100 * float(failed.mean()) if len(failed) else None
            return Curve(said("Errors"), self._look.theme.alarm, edges[:-1], share, figure)

        return Source(("errors",), said("Attempts that failed"), said("Errors"), "%", draw)

    def _reconnections(self) -> Source:
        """How many connections ended otherwise than by us: each calls for another."""

        def draw(at: Instant, span_s: float) -> Curve:
            ended, _ = self._attempts(at, span_s)
            edges = _edges(at.wall_s, span_s)
            counts = np.histogram(ended, edges)[0].astype(np.float64)
            name = said("Reconnections")
            return Curve(name, self._look.theme.warning, edges[:-1], counts, float(len(ended)))

        return Source(("reconnections",), said("Reconnections"), said("Reconnections"), "", draw)

    def _attempts(self, at: Instant, span_s: float) -> tuple[Floats, np.ndarray]:
        """When attempts of any channel ended of themselves, and which of them failed."""
        found = [
            (attempt.at_s, attempt.outcome not in WELL_ENDED)
            for row in self._session.channels.values()
            for attempt in row.attempts
            if attempt.outcome not in OWN_ENDINGS and at.wall_s - span_s <= attempt.at_s <= at.wall_s
        ]
        return np.array([each[0] for each in found]), np.array([each[1] for each in found], dtype=bool)


_NONE: Floats = np.empty(0)
_NOTHING = Track(1)


def _edges(now_s: float, span_s: float) -> Floats:
    """The limits of the buckets of a span."""
    bucket_s = max(LEAST_TRIES_S, span_s / BUCKETS)
    last = np.ceil(now_s / bucket_s)
    return np.asarray(np.arange(last - np.ceil(span_s / bucket_s), last + 1) * bucket_s, dtype=np.float64)
