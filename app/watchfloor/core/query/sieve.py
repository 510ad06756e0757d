"""Quick looks at an event's text that sort out most of those that do not meet a condition.

`needed` is a stretch of text that every event meeting it has: said of text as it stands, in ASCII and without
backslashes; where an event has others, nothing is said of it. `number_look` reads the one number in question
without reading the rest, `pattern_look` is as exact as the predicate.
"""

import math
import re
import re._constants as _codes  # type: ignore[import-not-found,unused-ignore]
import re._parser as _regex  # type: ignore[import-not-found,unused-ignore]
from collections.abc import Callable
from typing import Any

import msgspec

from watchfloor.core.query.field import json_path, known
from watchfloor.core.query.fold import unescape
from watchfloor.core.query.tree import Field, Node, Number, Pattern, Span, Text, Value, Words
from watchfloor.core.query.wording import ANY, ONE, regex

_LEAST = 2  # characters; one alone is almost everywhere
_PLAIN = re.compile("[0-9A-Za-z]+")
_NUMBER = re.compile(r"\s*:\s*(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")
_KEY = re.compile(r"[ !#-\[\]-~]+")
# A number can be written in many ways, so only what no number has can be looked for in a JSON value.
_NO_NUMBER = re.compile("[b-dg-hj-mo-zB-DG-HJ-MO-Z]")


Look = Callable[[str, str], bool]  # of an event's type and data


class Needed(msgspec.Struct, frozen=True):
    """`text` stands in the event's data or, `anywhere`, in its type or id."""

    text: str
    anywhere: bool


def needed(node: Node) -> Needed | None:
    """What every event that meets this condition must have, if there is such a thing."""
    match node:
        case Text(value):
            text = _of_value(value)
            return Needed(text, anywhere=True) if text else None
        case Field(path, value) if known(path) is None:
            text = _of_value(value)
            if not (text and _NO_NUMBER.search(text)):
                text = _of_path(json_path(path))
            return Needed(text, anywhere=False) if text else None
    return None


def pattern_look(node: Node) -> Look | None:
    """For an expression anywhere in the text: the predicate itself, without all that others need."""
    match node:
        case Text(Pattern(source)):
            found = regex(source)
            return lambda type_, data: found(f"{type_} {unescape(data)}")
    return None


def number_look(node: Node) -> Look | None:
    """For a number under a name in the JSON: a test of data that is false only where there is no match."""
    match node:
        case Field(path, Number() | Span() as value) if known(path) is None:
            names = json_path(path)
            low, high = _ends(value)
            if names and not names[-1].isdecimal() and _KEY.fullmatch(names[-1]) and low is not None:
                return _number_look(f'"{names[-1]}"', low, high)
    return None


def _ends(value: Number | Span) -> tuple[float | None, float]:
    if isinstance(value, Number):
        return value.value, value.value
    low = -math.inf if value.low is None else value.low
    high = math.inf if value.high is None else value.high
    if isinstance(low, float) and isinstance(high, float):
        return low, high
    return None, 0.0


def _number_look(key: str, low: float, high: float) -> Look:
    length = len(key)

    def look(_: str, data: str) -> bool:
        if "\\" in data:
            return True
        at = data.find(key)
        if at < 0:
            return False
        number = _NUMBER.match(data, at + length)
        if number is None or data.find(key, at + length) >= 0:
            return True
        return low <= float(number[1]) <= high

    return look


def _of_value(value: Value) -> str:
    match value:
        case Pattern(source):
            return _enough(longest(_regex.parse(source)))
        case Words(words):
            parts = [part for word in words for part in re.split(f"[{ANY}{ONE}]", word)]
            return _enough(max((part for part in parts if _PLAIN.fullmatch(part)), key=len, default=""))
    return ""


def _of_path(path: tuple[str, ...]) -> str:
    """The last of its names; a number may count into a list."""
    names = [name for name in path if not name.isdecimal()]
    return f'"{names[-1]}"' if names and _KEY.fullmatch(names[-1]) else ""


def _enough(text: str) -> str:
    return text if len(text) >= _LEAST else ""


def longest(pattern: Any) -> str:
    """The longest run of letters and digits in every text that a parsed expression is found in."""
    best = run = ""
    for code, argument in pattern:
        if code is _codes.LITERAL and _PLAIN.fullmatch(chr(argument)):
            run += chr(argument)
            best = max(best, run, key=len)
        elif code is not _codes.AT:
            run = ""
            best = max(best, *(longest(part) for part in _certain(code, argument)), "", key=len)
    return best


def _certain(code: Any, argument: Any) -> list[Any]:
    """The patterns inside one step that take part in every match."""
    if code is _codes.SUBPATTERN:
        return [argument[3]]
    if code is _codes.ATOMIC_GROUP:
        return [argument]
    if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT) and argument[0] > 0:
        return [argument[2]]
    return []
