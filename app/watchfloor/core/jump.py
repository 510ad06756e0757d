"""A moment of a recording as people write it: a time of day, a date with it, or so much on or back."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from watchfloor.core.error import KnownError
from watchfloor.core.query.moment import UNITS_S

_STEP = re.compile(r"([+-])\s*(\d+(?:\.\d+)?)\s*([smhd]?)")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
EXAMPLES = "14:05, 14:05:30, 2026-11-20 14:05, +30s or -5m"


def moment_of(text: str, at_s: float, begin_s: float, end_s: float, zone: tzinfo | None) -> float:
    """The moment that a text names in a recording that stands at `at_s`; a `KnownError` if it names none.

    Without a zone it is the machine's.
    """
    written = text.strip()
    step = _STEP.fullmatch(written)
    if step is not None:
        span_s = float(step[2]) * UNITS_S[step[3] or "s"]
        return min(end_s, max(begin_s, at_s + (span_s if step[1] == "+" else -span_s)))
    found = (
        _of_day(written, at_s, begin_s, end_s, zone) if _TIME.fullmatch(written) else _dated(written, zone)
    )
    if found is None:
        raise KnownError(f"“{text}” is no time. Write {EXAMPLES}.")
    if not begin_s - 1 <= found <= end_s + 1:
        begin, end = (
            datetime.fromtimestamp(each, zone).strftime("%Y-%m-%d %H:%M:%S") for each in (begin_s, end_s)
        )
        raise KnownError(f"“{text}” is outside the recording, which goes from {begin} to {end}.")
    return min(end_s, max(begin_s, found))


def _of_day(written: str, at_s: float, begin_s: float, end_s: float, zone: tzinfo | None) -> float | None:
    """That time on the day of the recording on which it comes nearest to where it stands."""
    hour, _, rest = written.partition(":")
    try:
        clock = time.fromisoformat(f"{int(hour):02d}:{rest}")
    except ValueError:
        return None
    first, last = (datetime.fromtimestamp(each, zone).date() for each in (begin_s, end_s))
    days = min((last - first).days, 10_000)
    moments = [_moment(first + timedelta(days=day), clock, zone) for day in range(days + 1)]
    inside = [each for each in moments if begin_s - 1 <= each <= end_s + 1]
    return min(inside or moments, key=lambda each: abs(each - at_s))


def _moment(day: date, clock: time, zone: tzinfo | None) -> float:
    return datetime.combine(day, clock, zone).timestamp()


def _dated(written: str, zone: tzinfo | None) -> float | None:
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
