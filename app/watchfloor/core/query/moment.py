"""Moments as people write them: `now-1h`, `now/d`, `2026-11-20`, `2026-11-20T06:39:29Z`, Unix seconds."""

import re
from datetime import UTC, datetime, timedelta

from watchfloor.core.query.tree import And, Field, Moment, Node, Not, Or, Span

UNITS_S = {
    "s": 1.0,
    "m": 60.0,
    "h": 3_600.0,
    "d": 86_400.0,
    "w": 604_800.0,
    "M": 2_592_000.0,
    "y": 31_536_000.0,
}
_RELATIVE = re.compile(r"now((?:[+-]\d{1,9}[smhdwMy])*)(?:/([smhdwMy]))?")
_STEP = re.compile(r"([+-]\d+)([smhdwMy])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?")
_UNIX = re.compile(r"\d{9,10}(\.\d+)?|\d{13}|\d{16}")
_DIGITS = {13: 1e3, 16: 1e6}


def moment(text: str) -> Moment | None:
    """The moment that a text names, or None if it names none."""
    relative = _RELATIVE.fullmatch(text)
    if relative is not None:
        offset_s = sum(int(count) * UNITS_S[unit] for count, unit in _STEP.findall(relative[1]))
        unit = relative[2] or ""
        return Moment(offset_s, UNITS_S.get(unit, 0.0), relative=True, round_to=unit)
    date = _DATE.fullmatch(text)
    if date is not None:
        return _date(text, date)
    if _UNIX.fullmatch(text):
        whole = text.partition(".")[0]
        return Moment(float(text) / _DIGITS.get(len(whole), 1.0), 1.0 if len(whole) <= 10 else 0.0)
    return None


def _date(text: str, match: re.Match[str]) -> Moment | None:
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    try:
        at_s = at.timestamp()
    except (OverflowError, ValueError):
        return None
    if len(text) == 10:
        return Moment(at_s, UNITS_S["d"])
    return Moment(at_s, 0.0 if match[3] else 1.0 if match[2] else 60.0 if match[1] else 3_600.0)


def resolve(at: Moment, now_s: float) -> tuple[float, float]:
    """From when until when, in Unix seconds; both the same for a moment without a span."""
    at_s = now_s + at.at_s if at.relative else at.at_s
    if at.round_to:
        return _rounded(at_s, at.round_to)
    return at_s, at_s + at.span_s


def is_relative(query: Node) -> bool:
    """Whether it says "now" anywhere, so that what it holds for changes with time alone."""
    match query:
        case And(parts) | Or(parts):
            return any(map(is_relative, parts))
        case Not(part):
            return is_relative(part)
        case Field(_, Span(low, high)):
            return any(isinstance(end, Moment) and end.relative for end in (low, high))
        case Field(_, Moment(relative=relative)):
            return relative
    return False


def _rounded(at_s: float, unit: str) -> tuple[float, float]:
    """The calendar unit around a moment, in UTC."""
    if unit in "smhd":
        begin_s = at_s // UNITS_S[unit] * UNITS_S[unit]
        return begin_s, begin_s + UNITS_S[unit]
    try:
        day = datetime.fromtimestamp(at_s, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        if unit == "w":
            begin = day - timedelta(days=day.weekday())
            end = begin + timedelta(days=7)
        elif unit == "M":
            begin = day.replace(day=1)
            end = (begin + timedelta(days=32)).replace(day=1)
        else:
            begin = day.replace(month=1, day=1)
            end = begin.replace(year=begin.year + 1)
    except (OverflowError, ValueError, OSError):
        return at_s, at_s
    return begin.timestamp(), end.timestamp()


def event_time_s(value: object) -> float | None:
    """The time that a value in an event's JSON tells: ISO 8601, or Unix seconds, milli- or microseconds."""
    if isinstance(value, str):
        found = moment(value) if value[:1].isdigit() else None
        return None if found is None else found.at_s
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    for limit, divisor in ((1e11, 1.0), (1e14, 1e3), (1e17, 1e6)):
        if abs(value) < limit:
            return value / divisor
    return None


def microseconds(at_s: float) -> int:
    return round(at_s * 1_000_000)


_LIMIT_S = 9e12  # beyond it, microseconds do not fit 64 bits


def time_us(time_s: float | None, received_us: int) -> int:
    """An event's own time in microseconds; where it has none, the time of its receipt."""
    if time_s is None or not -_LIMIT_S < time_s < _LIMIT_S:
        return received_us
    return microseconds(time_s)
