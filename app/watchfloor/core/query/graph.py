"""A regular expression as a graph: from each node one goes on to others, from some only over a character."""

import re
import re._compiler as _compiler  # type: ignore[import-not-found,unused-ignore]
import re._constants as _codes  # type: ignore[import-not-found,unused-ignore]
import re._parser as _parser  # type: ignore[import-not-found,unused-ignore]
from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Any

MAX_NODES = 5_000
_KINDS = re.ASCII | re.UNICODE
_WORD_PLACES = (_codes.AT_BOUNDARY, _codes.AT_NON_BOUNDARY)


class GraphError(ValueError):
    """The expression looks around or back: a graph cannot say that."""


class GraphTooLargeError(GraphError):
    """The expression has too many places."""


class Place(Enum):
    """What stands on one side of a place in a text."""

    EDGE = auto()  # nothing: the text begins or ends here
    WORD = auto()
    NEWLINE = auto()
    LAST_NEWLINE = auto()
    OTHER = auto()


Takes = Callable[[str], object]
Stands = Callable[[Place, Place], bool]


class Graph:
    """Node 0 is the end. A node with a test of characters takes one; all others are gone through at once."""

    def __init__(self, source: str, flags: int) -> None:
        self._after: list[tuple[int, ...]] = []
        self._takes: list[Takes | None] = []
        self._stands: list[Stands | None] = []
        self._tests: dict[tuple[str, int], Takes] = {}
        self.has_places = False
        pattern = _parser.parse(source, flags)
        self._add(())
        self._begin = self._chain(pattern, 0, flags | pattern.state.flags)

    def _add(self, after: tuple[int, ...], takes: Takes | None = None, stands: Stands | None = None) -> int:
        if len(self._after) > MAX_NODES:
            raise GraphTooLargeError
        self._after.append(after)
        self._takes.append(takes)
        self._stands.append(stands)
        return len(self._after) - 1

    def _chain(self, pattern: Any, then: int, flags: int) -> int:
        """The node with which a pattern begins that goes on to `then`."""
        for code, argument in reversed(list(pattern)):
            then = self._step(code, argument, then, flags)
        return then

    def _step(self, code: Any, argument: Any, then: int, flags: int) -> int:
        if code in (_codes.LITERAL, _codes.NOT_LITERAL, _codes.ANY, _codes.IN):
            return self._add((then,), takes=self._test(code, argument, flags))
        if code is _codes.AT and not (argument in _WORD_PLACES and flags & re.ASCII):
            self.has_places = True
            return self._add((then,), stands=_stands(argument, multiline=bool(flags & re.MULTILINE)))
        if code is _codes.BRANCH:
            return self._add(tuple(self._chain(part, then, flags) for part in argument[1]))
        if code is _codes.SUBPATTERN:
            _, added, removed, part = argument
            kept = flags & ~_KINDS if added & _KINDS else flags
            return self._chain(part, then, (kept | added) & ~removed)
        if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
            least, most, part = argument
            return self._repeat(least, most, part, then, flags)
        raise GraphError

    def _repeat(self, least: int, most: int, part: Any, then: int, flags: int) -> int:
        node = then
        if most is _codes.MAXREPEAT:
            node = self._add(())
            self._after[node] = (self._chain(part, node, flags), then)
        else:
            for _ in range(most - least):
                node = self._add((self._chain(part, node, flags), then))
        for _ in range(least):
            node = self._chain(part, node, flags)
        return node

    def _test(self, code: Any, argument: Any, flags: int) -> Takes:
        """A test of one character, by `re` itself."""
        key = (f"{code} {argument}", flags)
        if key not in self._tests:
            state = _parser.State()
            state.str = ""
            item = _parser.SubPattern(state, [(code, argument)])
            self._tests[key] = _compiler.compile(item, flags).fullmatch
        return self._tests[key]

    def reached(self, nodes: Iterable[int], before: Place, following: Place) -> list[int] | None:
        """The nodes that can take the next character, from these or from the beginning; None: the end is."""
        pending, seen, taking = [self._begin, *nodes], set[int](), []
        while pending:
            node = pending.pop()
            if node in seen:
                continue
            seen.add(node)
            if node == 0:
                return None
            stands = self._stands[node]
            if self._takes[node] is not None:
                taking.append(node)
            elif stands is None or stands(before, following):
                pending += self._after[node]
        return taking

    def moved(self, nodes: Iterable[int], character: str) -> frozenset[int]:
        """Where one is once a character is taken."""
        found: set[int] = set()
        for node in nodes:
            takes = self._takes[node]
            if character and takes is not None and takes(character):
                found.update(self._after[node])
        return frozenset(found)


def _stands(code: Any, *, multiline: bool) -> Stands:
    """Whether what stands before and after a place is what an anchor asks for."""
    ends = {Place.EDGE}
    if code in (_codes.AT_BEGINNING, _codes.AT_BEGINNING_STRING):
        if multiline and code is _codes.AT_BEGINNING:
            ends.add(Place.NEWLINE)
        return lambda before, _: before in ends
    if code in (_codes.AT_END, _codes.AT_END_STRING):
        if code is _codes.AT_END:
            ends |= {Place.LAST_NEWLINE, Place.NEWLINE} if multiline else {Place.LAST_NEWLINE}
        return lambda _, following: following in ends
    wanted = code is _codes.AT_BOUNDARY
    return lambda before, following: ((before is Place.WORD) != (following is Place.WORD)) is wanted
