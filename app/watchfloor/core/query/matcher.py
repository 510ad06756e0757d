"""Tests of one value: text compared whole or searched for words, a number, a time."""

from collections.abc import Callable

from watchfloor.core.query import wording
from watchfloor.core.query.fold import fold
from watchfloor.core.query.moment import microseconds, resolve
from watchfloor.core.query.tree import Bound, Exists, Moment, Number, Pattern, Span, Value, Words


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
    low, high = _as_text(span.low), _as_text(span.high)
    if low is not None and not (folded >= low if span.with_low else folded > low):
        return False
    return high is None or (folded <= high if span.with_high else folded < high)


def _as_text(bound: Bound) -> str | None:
    if bound is None or isinstance(bound, str):
        return bound
    return f"{bound:g}" if isinstance(bound, float) else ""


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
    return low_us, high_us


def in_time(at_us: int, value: Value, now_s: float) -> bool:
    low_us, high_us = time_span_us(value, now_s)
    return (low_us is None or at_us >= low_us) and (high_us is None or at_us <= high_us)
