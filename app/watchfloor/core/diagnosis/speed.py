"""A line that lets through so little that each event takes its time to come."""

from statistics import median

from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.pulse import Pulse
from watchfloor.core.diagnosis.word import size, span

LEAST_TRANSITS = 4  # fewer may be a hitch
SLOW_S = 1.0
SLOW_BYTES_PER_S = 4_096  # what is large takes its time on any line


def slow_line(evidence: Evidence) -> Finding | None:
    """Of the open connection: its events come a few bytes at a time."""
    if not evidence.is_live or not is_slow(evidence.listenings[-1].pulse):
        return None
    pulse = evidence.listenings[-1].pulse
    return Finding(
        "slow-line",
        "Each event comes a few bytes at a time",
        f"An event takes {span(transit_s(pulse))} from its first byte to its last, at {size(rate(pulse))} a"
        " second: it is that late before anything else delays it.",
        "Look at other connections of this machine: if they are slow as well, it is the line. If not, ask"
        " whoever runs the server or the proxy before it whether it limits the rate (nginx: `limit_rate`), or"
        " writes an event in small pieces.",
    )


def is_slow(pulse: Pulse) -> bool:
    return (
        len(pulse.transits) >= LEAST_TRANSITS
        and transit_s(pulse) >= SLOW_S
        and rate(pulse) < SLOW_BYTES_PER_S
    )


def transit_s(pulse: Pulse) -> float:
    """How long an event is usually on its way, from its first byte to its last."""
    return median(each.span_s for each in pulse.transits)


def rate(pulse: Pulse) -> int:
    """Bytes a second while something was on its way."""
    taken_s = sum(each.span_s for each in pulse.transits)
    return round(sum(each.size_bytes for each in pulse.transits) / taken_s) if taken_s > 0 else 0
