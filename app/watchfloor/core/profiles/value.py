"""Single values as feeds write them: instants, numbers, places. Nonsense reads as None."""

import math
from datetime import UTC, datetime

# Beyond these a number of seconds must be one of milliseconds, micro- or nanoseconds.
_SCALES = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))


def instant_s(value: object) -> float | None:
    """Unix seconds from an ISO 8601 string or a number of seconds, ms, µs or ns; else None.

    A string without a zone is taken as UTC.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number_s(float(value))
    if isinstance(value, str) and value:
        return _text_s(value)
    return None


def _number_s(number: float) -> float | None:
    if not math.isfinite(number) or number <= 0:
        return None
    for floor, scale in _SCALES:
        if number >= floor:
            return number / scale
    return number


def _text_s(text: str) -> float | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        number_of = finite(text)
        return None if number_of is None else _number_s(number_of)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None


def finite(value: object) -> float | None:
    """A finite number, also when written as text; else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def latitude(value: object) -> float | None:
    number = finite(value)
    return number if number is not None and -90 <= number <= 90 else None


def longitude(value: object) -> float | None:
    """Degrees in -180…180; 0…360 is brought there."""
    number = finite(value)
    if number is None or not -360 <= number <= 360:
        return None
    return (number + 180) % 360 - 180 if abs(number) > 180 else number


def severity(value: object) -> int | None:
    """1 to 5, clamped; None where there is none."""
    number = finite(value)
    return None if number is None else min(5, max(1, round(number)))


def confidence(value: object) -> float | None:
    """0 to 1; a percentage above 1 is brought there."""
    number = finite(value)
    if number is None or number < 0 or number > 100:
        return None
    return number / 100 if number > 1 else number


def text(value: object) -> str:
    """Text as it is, a number as text; anything else is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
