"""Quick looks at an event's text that sort out most of those that do not meet a condition.

`needed` are a few stretches of text of which every event meeting it has one: said of text as it stands, in
ASCII and without backslashes; where an event has others, nothing is said of it. `number_look` reads the one
number in question without reading the rest, `pattern_look` is as exact as the predicate.
"""

import math
import re
import re._parser as _regex  # type: ignore[import-not-found,unused-ignore]
from collections.abc import Callable

import msgspec

from watchfloor.core.query.field import json_path, known
from watchfloor.core.query.fold import unescape
from watchfloor.core.query.letters import LEAST, Stretches, stretches
from watchfloor.core.query.tree import Field, Node, Number, Pattern, Span, Text, Value, Words
from watchfloor.core.query.wording import ANY, ONE, regex

_PLAIN = re.compile("[0-9A-Za-z]+")
_NUMBER = re.compile(r"\s*:\s*(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")
_KEY = re.compile(r"[ !#-\[\]-~]+")
# A number can be written in many ways, so only what no number has can be looked for in a JSON value.
_NO_NUMBER = re.compile("[b-dg-hj-mo-zB-DG-HJ-MO-Z]")


Look = Callable[[str, str], bool]  # of an event's type and data


class Needed(msgspec.Struct, frozen=True):
    """One of the `texts` stands in the event's data or, `anywhere`, in its type or id."""

    texts: tuple[str, ...]
    anywhere: bool


def needed(node: Node) -> Needed | None:
    """What every event that meets this condition must have, if there is such a thing."""
    match node:
        case Text(value):
            texts = _of_value(value)
            return Needed(texts, anywhere=True) if texts else None
        case Field(path, value) if known(path) is None:
            texts = _of_value(value)
            if not (texts and all(map(_NO_NUMBER.search, texts))):
                texts = _of_path(json_path(path))
            return Needed(texts, anywhere=False) if texts else None
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


def _of_value(value: Value) -> Stretches:
    match value:
        case Pattern(source):
            return stretches(_regex.parse(source))
        case Words(words):
            parts = [part for word in words for part in re.split(f"[{ANY}{ONE}]", word)]
            longest = max((part for part in parts if _PLAIN.fullmatch(part)), key=len, default="")
            return (longest,) if len(longest) >= LEAST else ()
    return ()


def _of_path(path: tuple[str, ...]) -> Stretches:
    """The last of its names; a number may count into a list."""
    names = [name for name in path if not name.isdecimal()]
    return (f'"{names[-1]}"',) if names and _KEY.fullmatch(names[-1]) else ()
