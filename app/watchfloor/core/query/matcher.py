"""Tests of one value: text compared whole or searched for words, a number, a time."""

import re
from collections.abc import Callable

from watchfloor.core.query import wording
from watchfloor.core.query.fold import fold
from watchfloor.core.query.moment import microseconds, resolve
from watchfloor.core.query.tree import Bound, Exists, Moment, Number, Pattern, Span, Value, Words

_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_LEADING_ZERO = re.compile(r"\s*[+-]?0[0-9]")
_LONGEST_NUMBER = 400
_INT64 = 2**63 - 1


def keyword_matcher(value: Value) -> Callable[[str], bool]:
    """A test of text that is compared whole."""
    match value:
        case Exists():
            return lambda _: True
        case Pattern(source):
            return wording.regex(source)
        case Words():
            return lambda text: wording.is_whole(value, text)
        case Span():
            return lambda text: _between_texts(fold(text), value)
    return lambda _: False


def text_matcher(value: Value) -> Callable[[str], bool]:
    """A test of text that is searched for words."""
    if isinstance(value, Words):
        return lambda text: wording.has_words(value, text)
    return keyword_matcher(value)


def _between_texts(folded: str, span: Span) -> bool:
    return _is_within(folded, span.low, 1, or_at=span.with_low) and _is_within(
        folded, span.high, -1, or_at=span.with_high
    )


def _is_within(folded: str, end: Bound, sign: int, *, or_at: bool) -> bool:
    """Whether a text lies on this side of an end: 1 above it, -1 below it.

    An end that is a number is one of numbers, also of those that are written as text ("9.5" is less than 10).
    """
    match end:
        case None:
            return True
        case str():
            order = (folded > end) - (folded < end)
        case float():
            number = as_number(folded)
            if number is None:
                return False
            order = (number > end) - (number < end)
        case _:
            return False
    return order == sign or (or_at and order == 0)


def same_number(text: str, wanted: float) -> bool:
    """Whether a text is this number. One with zeros before it is a code: 007 is not 7."""
    return _LEADING_ZERO.match(text) is None and as_number(text) == wanted


def as_number(text: str) -> float | None:
    """The number that a text is, however it is written."""
    return float(text) if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) else None


def number_matcher(value: Value) -> Callable[[float], bool]:
    match value:
        case Exists():
            return lambda _: True
        case Number(wanted, _):
            return lambda number: number == wanted
        case Span(low, high):
            if isinstance(low, float | None) and isinstance(high, float | None):
                return lambda number: _between(number, low, high, value)
    return lambda _: False


def _between(number: float, low: float | None, high: float | None, span: Span) -> bool:
    if low is not None and not (number >= low if span.with_low else number > low):
        return False
    return high is None or (number <= high if span.with_high else number < high)


def time_span_us(value: Value, now_s: float) -> tuple[int | None, int | None]:
    """The first and the last microsecond that a time may have."""
    if isinstance(value, Moment):
        value = Span(value, value)
    if not isinstance(value, Span):
        return None, None
    low_us = high_us = None
    if isinstance(value.low, Moment):
        begin_s, end_s = resolve(value.low, now_s)
        low_us = microseconds(begin_s)
        if not value.with_low:
            low_us = max(microseconds(end_s), low_us + 1)
    if isinstance(value.high, Moment):
        begin_s, end_s = resolve(value.high, now_s)
        high_us = microseconds(begin_s)
        high_us = max(microseconds(end_s) - 1, high_us) if value.with_high else high_us - 1
    return _fitting(low_us), _fitting(high_us)


def _fitting(at_us: int | None) -> int | None:
    """No event is so far away; SQLite takes no larger number."""
    return None if at_us is None else max(-_INT64, min(_INT64, at_us))


def in_time(at_us: int, value: Value, now_s: float) -> bool:
    low_us, high_us = time_span_us(value, now_s)
    return (low_us is None or at_us >= low_us) and (high_us is None or at_us <= high_us)
