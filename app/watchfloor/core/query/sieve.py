"""A stretch of text that every event meeting a condition has: a look for it sorts out most of the others.

It is said of text as it stands, in ASCII and without backslashes; where an event has others, nothing is
said of it.
"""

import re
import re._constants as _codes  # type: ignore[import-not-found,unused-ignore]
import re._parser as _regex  # type: ignore[import-not-found,unused-ignore]
from typing import Any

import msgspec

from watchfloor.core.query.field import json_path, known
from watchfloor.core.query.tree import Field, Node, Pattern, Text, Value, Words
from watchfloor.core.query.wording import ANY, ONE

_LEAST = 2  # characters; one alone is almost everywhere
_PLAIN = re.compile("[0-9A-Za-z]+")
_KEY = re.compile(r"[ !#-\[\]-~]+")
# A number can be written in many ways, so only what no number has can be looked for in a JSON value.
_NO_NUMBER = re.compile("[b-dg-hj-mo-zB-DG-HJ-MO-Z]")


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
