"""Letters that every match of a regular expression has: one at least of a few stretches, as they stand."""

import re
import re._constants as _codes  # type: ignore[import-not-found,unused-ignore]
from collections.abc import Sequence
from itertools import product
from typing import Any

MOST = 5  # stretches: to look for more takes longer than the expression itself
LEAST = 2  # characters; one alone is almost everywhere
_PLAIN = re.compile("[0-9A-Za-z.:/@#-]")
_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT)

Stretches = tuple[str, ...]


def stretches(pattern: Any) -> Stretches:
    """One of these stands in every text that a parsed expression is found in; none: nothing is known."""
    best: Stretches = ()
    run: Stretches = ("",)
    for code, argument in pattern:
        if code is _codes.AT:
            continue
        body = _repeated(code, argument)
        texts = _texts(code, argument) if body is None else body
        if texts is not None:
            best, run = _grown(best, run, texts)
        else:
            best, run = _better(best, run, *_inside(code, argument)), ("",)
        if body is not None:  # what follows stands behind the last time
            best, run = _better(best, run), body
    return _better(best, run)


def _grown(best: Stretches, run: Stretches, texts: Stretches) -> tuple[Stretches, Stretches]:
    """The run with each of the texts behind it; where those are too many, it begins anew."""
    if len(run) * len(texts) <= MOST:
        return best, tuple(map("".join, product(run, texts)))
    return _better(best, run), texts


def _texts(code: Any, argument: Any) -> Stretches | None:
    """All that one step can match, if that is little and plain."""
    if code is _codes.LITERAL:
        return (chr(argument),) if _PLAIN.fullmatch(chr(argument)) else None
    if code is _codes.IN:
        return _either([_texts(*item) for item in argument])
    if code is _codes.SUBPATTERN:
        return _chain(argument[3])
    if code is _codes.BRANCH:
        return _either([_chain(part) for part in argument[1]])
    return None


def _chain(pattern: Any) -> Stretches | None:
    found: Stretches = ("",)
    for step in pattern:
        texts = _texts(*step)
        if texts is None or len(found) * len(texts) > MOST:
            return None
        found = tuple(map("".join, product(found, texts)))
    return found


def _either(parts: Sequence[Stretches | None]) -> Stretches | None:
    found = [text for part in parts if part is not None for text in part]
    return tuple(found) if None not in parts and len(found) <= MOST else None


def _repeated(code: Any, argument: Any) -> Stretches | None:
    """What stands there once at least, and perhaps more often."""
    return _chain(argument[2]) if code in _REPEATS and argument[0] > 0 else None


def _inside(code: Any, argument: Any) -> list[Stretches]:
    """What is known of the patterns within a step that take part in every match."""
    if code is _codes.SUBPATTERN:
        return [stretches(argument[3])]
    if code is _codes.ATOMIC_GROUP:
        return [stretches(argument)]
    if code in _REPEATS and argument[0] > 0:
        return [stretches(argument[2])]
    if code is _codes.BRANCH:
        parts = [stretches(part) for part in argument[1]]
        return [tuple(text for part in parts for text in part)] if all(parts) else []
    return []


def _better(*found: Stretches) -> Stretches:
    """The longest; of those, the fewest."""
    fit = [few for each in found if 0 < len(few := _least(each)) <= MOST and min(map(len, few)) >= LEAST]
    return max(fit, key=lambda each: (min(map(len, each)), -len(each)), default=())


def _least(texts: Stretches) -> Stretches:
    """Without those in which another one stands."""
    unlike = sorted({text.lower() for text in texts}, key=lambda text: (len(text), text))
    return tuple(text for at, text in enumerate(unlike) if not any(less in text for less in unlike[:at]))
