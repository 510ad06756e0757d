"""The figures of one channel: how long answers and events take, how often it fails, whose clock is off."""

import msgspec

from watchfloor.core.link.histogram import Bin, histogram
from watchfloor.core.metric import WINDOWS_S, Metrics, Summary


class Measures(msgspec.Struct, frozen=True):
    """Each summary is of the last 60 s, then of the last 300 s."""

    connection_ms: tuple[Summary, ...]
    latency_ms: tuple[Summary, ...]
    latencies: list[Bin]  # of the last 300 s
    rates_per_s: tuple[float, ...]
    error_rates: tuple[float | None, ...]
    reconnections: int
    clock_offset_s: float | None  # ours minus theirs; None: not known


def measures_of(metrics: Metrics, date_offset_s: float | None, now_s: float) -> Measures:
    """`date_offset_s` is what the answer's Date says, to the second; the events may know better."""
    spans_s = WINDOWS_S
    return Measures(
        connection_ms=tuple(metrics.connection_ms.summary(span_s, now_s) for span_s in spans_s),
        latency_ms=tuple(metrics.latency_ms.summary(span_s, now_s) for span_s in spans_s),
        latencies=histogram(metrics.latency_ms.samples(max(spans_s), now_s)),
        rates_per_s=tuple(metrics.throughput.rate_per_s(span_s, now_s) for span_s in spans_s),
        error_rates=tuple(metrics.attempts.summary(span_s, now_s).mean for span_s in spans_s),
        reconnections=metrics.reconnections,
        clock_offset_s=metrics.offset.offset_s or date_offset_s,
    )
