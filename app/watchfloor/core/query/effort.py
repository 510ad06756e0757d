"""How many ways `re` might try at the worst before it gives up on an expression.

`ways` × nᵈᵉᵍʳᵉᵉ for a text of n characters: each repetition without an end adds one to the degree, each
choice multiplies the ways; a repetition of what can itself match in several ways has no bound.
"""

import math
import re._constants as _codes  # type: ignore[import-not-found,unused-ignore]
import re._parser as _parser  # type: ignore[import-not-found,unused-ignore]
from typing import Any

import msgspec

MOST_STEPS = 1_000_000  # of `re`: some milliseconds
_FEW_WAYS = 64


class Effort(msgspec.Struct, frozen=True):
    """`degree` counts the repetitions; that one may begin anywhere in the text comes on top."""

    ways: float = 1.0
    degree: float = 0

    @property
    def is_small(self) -> bool:
        """Whether the time grows with the text alone."""
        return self.degree == 0 and self.ways <= _FEW_WAYS

    @property
    def most_characters(self) -> float:
        """Up to which length of text `re` takes no more than `MOST_STEPS`."""
        if math.isinf(self.degree) or self.ways > MOST_STEPS:
            return 0
        power = int(self.degree) + 1
        return float((MOST_STEPS * math.factorial(power) / self.ways) ** (1 / power))


def effort(source: str, flags: int) -> Effort:
    return _chain(_parser.parse(source, flags))


def _chain(pattern: Any) -> Effort:
    """One step after another: each way of one with each way of the next."""
    ways, degree = 1.0, 0.0
    for code, argument in pattern:
        step = _step(code, argument)
        ways, degree = min(ways * step.ways, math.inf), degree + step.degree
    return Effort(ways, degree)


def _step(code: Any, argument: Any) -> Effort:
    if code is _codes.SUBPATTERN:
        return _chain(argument[3])
    if code is _codes.ATOMIC_GROUP:
        return _chain(argument)
    if code in (_codes.ASSERT, _codes.ASSERT_NOT):
        return _chain(argument[1])
    if code is _codes.BRANCH:
        return _either([_chain(part) for part in argument[1]])
    if code is _codes.GROUPREF_EXISTS:
        return _either([_chain(part) for part in argument[1:] if part is not None])
    if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT):
        return _repeat(argument[0], argument[1], _chain(argument[2]))
    return Effort()


def _either(parts: list[Effort]) -> Effort:
    return Effort(sum(part.ways for part in parts), max((part.degree for part in parts), default=0))


def _repeat(least: int, most: Any, body: Effort) -> Effort:
    is_endless = most is _codes.MAXREPEAT
    if body.ways == 1 and body.degree == 0:
        return Effort(1, 1) if is_endless else Effort(most - least + 1, 0)
    if is_endless or body.degree * most > 20:
        return Effort(math.inf, math.inf)
    choices = body.ways + (most > least)
    try:
        return Effort(choices**most, body.degree * most)
    except OverflowError:
        return Effort(math.inf, math.inf)
