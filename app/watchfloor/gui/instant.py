"""One moment on both clocks: views take it as an argument, so that a test can say when it is."""

from datetime import UTC, datetime
from functools import lru_cache
from time import monotonic, time
from typing import NamedTuple

from watchfloor.core.text.speech import said


class Instant(NamedTuple):
    wall_s: float
    monotonic_s: float


def now() -> Instant:
    return Instant(time(), monotonic())


def clock_text(at_s: float, *, utc: bool, millis: bool = False) -> str:
    """12:30:04 or 12:30:04.118, in UTC or the machine's own time."""
    second, rest_us = divmod(round(at_s * 1_000_000), 1_000_000)
    text = _second_text(second, utc=utc)
    return f"{text}.{rest_us // 1000:03d}" if millis else text


@lru_cache(maxsize=64)
def _second_text(second: int, *, utc: bool) -> str:
    return datetime.fromtimestamp(second, UTC if utc else None).strftime("%H:%M:%S")


def date_text(at_s: float, *, utc: bool, millis: bool = False) -> str:
    """2026-11-20 12:30:04 or 2026-11-20 12:30:04.118; UTC says that it is."""
    date = datetime.fromtimestamp(at_s, UTC if utc else None).strftime("%Y-%m-%d")
    return f"{date} {clock_text(at_s, utc=utc, millis=millis)}" + (" UTC" if utc else "")


def span_text(begin_s: float, end_s: float, *, utc: bool) -> str:
    """From when to when: times of day, with seconds where it is short and with days where it is long."""
    zone = UTC if utc else None
    begin, end = datetime.fromtimestamp(begin_s, zone), datetime.fromtimestamp(end_s, zone)
    form = "%H:%M:%S" if end_s - begin_s < 600 else "%H:%M"
    if begin.date() != end.date():
        form = "%Y-%m-%d %H:%M"
    return said("{begin} to {end}").format(begin=begin.strftime(form), end=end.strftime(form))


def ago_text(age_s: float) -> str:
    """How long ago, in the largest unit that says something: 4 s, 12 min, 3 h, 2 d."""
    for unit_s, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if age_s >= unit_s:
            return f"{age_s / unit_s:.0f} {name}"
    return f"{max(0, age_s):.0f} s"
