"""The values in an event's JSON: which stand at a path, and a test of one."""

from collections.abc import Callable, Iterator
from typing import Any

from watchfloor.core.query import wording
from watchfloor.core.query.matcher import in_time, number_matcher, same_number, text_matcher
from watchfloor.core.query.moment import event_time_s, microseconds
from watchfloor.core.query.tree import Exists, Moment, Number, Span, Value, Words


def leaves_at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """The values at a path; a list stands for each of its members, or is counted into by a number."""
    pending = [(value, 0)]
    while pending:
        value, depth = pending.pop()
        if isinstance(value, list):
            pending += [(member, depth) for member in value]
            if depth < len(path) and path[depth].isdecimal() and int(path[depth]) < len(value):
                pending.append((value[int(path[depth])], depth + 1))
        elif depth < len(path):
            if isinstance(value, dict) and path[depth] in value:
                pending.append((value[path[depth]], depth + 1))
        elif isinstance(value, dict):
            pending += [(member, depth) for member in value.values()]
        elif value is not None:
            yield value


def leaf_test(value: Value, clock: Callable[[], float]) -> Callable[[Any], bool]:
    """A test of one value in an event's JSON: text, a number, or a truth."""
    text = text_matcher(value.words if isinstance(value, Number) else value)
    number = number_matcher(value)
    literal = isinstance(value, Words) and wording.is_literal(value)
    timed = isinstance(value, Span) and any(isinstance(end, Moment) for end in (value.low, value.high))

    def holds(leaf: Any) -> bool:
        if isinstance(value, Exists):
            return True
        if timed:
            at_s = event_time_s(leaf)
            return at_s is not None and in_time(microseconds(at_s), value, clock())
        if isinstance(leaf, bool):
            return text("true" if leaf else "false")
        if isinstance(leaf, int | float):
            if isinstance(value, Number | Span):
                return _finite(leaf, number)
            # A number is written in many ways, so only a pattern can mean one by its signs.
            return not literal and text(f"{leaf}")
        return text(leaf) or (isinstance(value, Number) and same_number(leaf, value.value))

    return holds


def _finite(leaf: float, number: Callable[[float], bool]) -> bool:
    try:
        return number(float(leaf))
    except OverflowError:
        return False
