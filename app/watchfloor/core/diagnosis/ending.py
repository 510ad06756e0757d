"""Connections that the other side ends: after silence, at a certain age, or at random."""

from watchfloor.core.diagnosis.evidence import Ending, Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.rhythm import near, regular, well_known
from watchfloor.core.diagnosis.word import many, span

AT_ONCE_S = 0.3
FLOWS_GAPS = 1.5  # a silence longer than so many of the usual gaps is one
SILENT_SHARE = 0.5
SECOND_CHANCE = 2.5
LONG_S = 4.5  # a limit of five seconds shows as a little less
WELL_AGAIN_S = 60.0
WELL_AGAIN_AGES = 3


def idle_timeout(evidence: Evidence) -> Finding | None:
    """It ends when nothing was sent for a certain time."""
    ends = evidence.endings
    if not _enough(evidence) or not (_mostly_silent(ends) or _always_as_silent(ends, evidence)):
        return None
    silence_s = _common([end.silence_s for end in ends if end.silence_s is not None], evidence)
    if silence_s is None or silence_s < AT_ONCE_S or evidence.outlived_quiet_s > _beyond(silence_s):
        return None
    alike_s = near(silence_s, [end.silence_s for end in ends if end.silence_s is not None])
    return Finding(
        "idle-timeout",
        f"The connection is cut after {span(silence_s)} of silence",
        f"{_times(ends)} by the other side,{_which(ends, alike_s)}"
        f" after a silence of {_range(alike_s)}{well_known(silence_s)}.{_once(evidence)}",
        f"Ask whoever runs the server to send a comment (a line `:`) at least every {span(silence_s / 2)}, or"
        " whoever runs the proxy to wait longer.",
    )


def lifetime_limit(evidence: Evidence) -> Finding | None:
    """It ends at a certain age, whatever was sent."""
    ends = evidence.endings
    if not _enough(evidence) or idle_timeout(evidence) is not None:
        return None
    ages_s = [end.age_s for end in ends]
    age_s = _common(ages_s, evidence)
    if age_s is None or evidence.outlived_s > _beyond(age_s):
        return None
    if age_s < AT_ONCE_S:
        return _at_once([end for end in ends if end.age_s < AT_ONCE_S], evidence)
    alike_s = near(age_s, ages_s)
    return Finding(
        "lifetime-limit",
        f"The connection is cut at an age of {span(age_s)}",
        f"{_times(ends)} by the other side,{_which(ends, alike_s)}"
        f" at an age of {_range(alike_s)}{well_known(age_s)}, whatever was sent.{_once(evidence)}",
        "Nothing is lost as long as resuming works. Ask whoever runs the server or the proxy before it for a"
        " longer limit on the whole request, or for none on streams.",
    )


def _at_once(ends: list[Ending], evidence: Evidence) -> Finding | None:
    """No limit is as short as that: it is meant so, or something broke."""
    if not all(end.is_clean for end in ends):
        return None
    return Finding(
        "lifetime-limit",
        "The server ends each stream at once",
        f"{_times(ends)} by the server, within {_range([end.age_s for end in ends])} of its"
        f" answer.{_once(evidence)}",
        "If the server means to be polled this way, raise its `retry:`. Otherwise ask whoever runs it why"
        " the stream is not kept open.",
        is_mild=True,
    )


def breaking_off(evidence: Evidence) -> Finding | None:
    """It ends again and again, at no certain time."""
    ends = evidence.endings
    if evidence.oversize is not None:
        return None  # whoever chokes on its own events is told so
    if len(ends) < 3 or idle_timeout(evidence) is not None or lifetime_limit(evidence) is not None:
        return None
    ages_s = [end.age_s for end in ends]
    if evidence.open_for_s > max(WELL_AGAIN_S, WELL_AGAIN_AGES * max(ages_s)):
        return None  # it was so, and is over
    age_s = _common(ages_s, evidence)
    if max(ages_s) > 3600 or (age_s is not None and age_s > AT_ONCE_S):
        return None
    return Finding(
        "server-error",
        "The connection is broken off again and again",
        f"{_times(ends)} by the other side, at ages of {_range(ages_s)}, by no rule that shows.",
        "Ask whoever runs the server whether it is restarted or overloaded, and your network's administrator"
        " about the way there.",
    )


def _enough(evidence: Evidence) -> bool:
    """As many as are needed; one alone only where there was no time to see a second."""
    ends = evidence.endings
    if len(ends) == 1 and evidence.least_endings == 1:
        return evidence.patience_s < SECOND_CHANCE * max(AT_ONCE_S, ends[0].age_s)
    return len(ends) >= max(2, evidence.least_endings)


def _mostly_silent(ends: list[Ending]) -> bool:
    return sum(map(_is_silent, ends)) > len(ends) / 2


def _always_as_silent(ends: list[Ending], evidence: Evidence) -> bool:
    """One long silence at quite different ages, where it is not known what is usual for the stream."""
    silences_s = [end.silence_s for end in ends if end.silence_s is not None and end.longest_gap_s is None]
    silence_s = _common(silences_s, evidence)
    is_old = _common([end.age_s for end in ends], evidence) is not None
    return silence_s is not None and silence_s >= LONG_S and not is_old


def _is_silent(end: Ending) -> bool:
    """Nothing had come for longer than usual when it ended."""
    if end.silence_s is None:
        return False
    if end.longest_gap_s is not None:
        return end.silence_s > FLOWS_GAPS * end.longest_gap_s
    return end.silence_s >= SILENT_SHARE * end.age_s


def _common(values_s: list[float], evidence: Evidence) -> float | None:
    """What the values have in common; one alone can be that only where one has to do."""
    if len(values_s) == 1 and evidence.least_endings == 1:
        return values_s[0]
    return regular(values_s, least=max(2, evidence.least_endings))


def _beyond(limit_s: float) -> float:
    """Whatever lives longer than this shows that there is no such limit."""
    return 1.1 * limit_s + 0.2


def _times(ends: list[Ending]) -> str:
    return f"{many(len(ends), 'connection was', 'connections were')} ended"


def _which(ends: list[Ending], alike_s: list[float]) -> str:
    """All of them, or how many: something else may have ended one in between."""
    if len(alike_s) < len(ends):
        return f" {len(alike_s)} of them"
    return " each time" if len(ends) > 1 else ""


def _range(values_s: list[float]) -> str:
    least, most = span(min(values_s)), span(max(values_s))
    return least if least == most else f"{least} to {most}"


def _once(evidence: Evidence) -> str:
    return " It was seen once only: listen longer to be sure." if len(evidence.endings) == 1 else ""
