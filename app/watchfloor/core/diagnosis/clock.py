"""Two clocks that do not agree."""

from email.utils import parsedate_to_datetime

from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.stamp import is_absolute
from watchfloor.core.diagnosis.word import many, span

SKEW_S = 5.0


def clock_skew(evidence: Evidence) -> Finding | None:
    """The server's clock is far from ours."""
    if evidence.clock_ahead_s is not None and abs(evidence.clock_ahead_s) > SKEW_S:
        return _finding(evidence.clock_ahead_s, "By its answers and events the server's clock")
    skews_s = [skew for skew in map(date_skew_s, evidence.listenings) if skew is not None]
    if skews_s:
        skew_s = min(skews_s, key=abs)
        if abs(skew_s) > SKEW_S:
            return _finding(skew_s, "By the Date header of its answer the server's clock")
    ahead = [ahead for ahead in map(_from_the_future, evidence.listenings) if ahead is not None]
    if ahead:
        count, ahead_s = ahead[0]
        return _finding(ahead_s, f"By the times in {many(count, 'event')} the clock of whoever made them")
    return None


def date_skew_s(listening: Listening) -> float | None:
    """How far their Date header is ahead of our clock; what the answer took is no skew."""
    text = listening.header("date")
    if not text:
        return None
    try:
        date_s = parsedate_to_datetime(text).timestamp()
        date_s += float(listening.header("age") or 0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    skew_s = date_s - listening.opened_wall_s
    return min(0.0, skew_s + listening.waited_s + 1) if skew_s < 0 else skew_s


def _from_the_future(listening: Listening) -> tuple[int, float] | None:
    """All events are as far ahead of the clock, which events that announce something are not."""
    ahead_s = [
        heard.stamp_s - (listening.opened_wall_s + heard.at_s)
        for heard in listening.heard
        if heard.stamp_s is not None and is_absolute(heard.stamp_s)
    ]
    if len(ahead_s) < 3 or min(ahead_s) <= SKEW_S or max(ahead_s) - min(ahead_s) > SKEW_S:
        return None
    return len(ahead_s), min(ahead_s)


def _finding(ahead_s: float, whose: str) -> Finding:
    direction = "ahead of" if ahead_s > 0 else "behind"
    return Finding(
        "clock-skew",
        f"The clocks disagree by {span(abs(ahead_s))}",
        f"{whose} is {span(abs(ahead_s))} {direction} this machine's.",
        "Which of the two is wrong cannot be seen from here: check this machine's time first, then ask"
        " whoever runs the server to set theirs by NTP. Until then ages and latencies mislead.",
    )
