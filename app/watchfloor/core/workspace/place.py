"""Where panels are on one side of the window, in words that people can read and compare.

`log` is one panel. `inspector / graphs` stand one above the other, `log | graphs` side by side, and
`log + graphs` are tabs of one place; the one in front has a star where it is not the first. Places within
places stand in brackets. A whole side has its width or height, which stays when the window grows, and each
place in it its share: `(inspector 40% / (log + *graphs) 60%) 388px`.
"""

import re
from collections.abc import Iterator

import msgspec

from watchfloor.core.error import KnownError

BELOW, BESIDE, BEHIND = "/", "|", "+"
DEEPEST = 8
_TOKEN = re.compile(r"\s*(?:([a-z]+)|(\d{1,5}\s*(?:%|px))|([/|+*()]))")


class Place(msgspec.Struct, frozen=True):
    """A `panel`, or `parts` that are arranged in one `way`; `front` is that of tabs which is seen.

    `size` is "388px" or "40%", or nothing where it is not known.
    """

    panel: str = ""
    way: str = ""
    parts: tuple["Place", ...] = ()
    size: str = ""
    front: int = 0

    @property
    def panels(self) -> Iterator[str]:
        if self.panel:
            yield self.panel
        for part in self.parts:
            yield from part.panels

    @property
    def first(self) -> str:
        return next(self.panels)

    @property
    def amount(self) -> int | None:
        """Its size without the unit."""
        digits = self.size.rstrip(" %px")
        return int(digits) if digits else None


def text_of(place: Place) -> str:
    """The side as it is written; nothing for one without panels."""
    words = f"({_inside(place)})" if place.parts and place.size else _inside(place)
    return f"{words} {place.size}".strip()


def place_of(text: str) -> Place:
    """The side as it was written. `KnownError` with what cannot be read of it."""
    tokens = list(_tokens(text))
    place = _side(tokens, 0)
    if tokens:
        raise _unreadable(text, tokens[0])
    names = list(place.panels)
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise KnownError(f"{text!r} has the panel {twice} twice.")
    return place


def _inside(place: Place) -> str:
    if place.panel:
        return place.panel
    words = []
    for number, part in enumerate(place.parts):
        star = "*" if place.way == BEHIND and number == place.front != 0 else ""
        text = f"({_inside(part)})" if part.parts else part.panel
        words.append(f"{star}{text} {part.size}".strip())
    return f" {place.way} ".join(words)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise _unreadable(text, text[at:].strip()[:1])
        yield "".join(found.group(found.lastindex or 0).split())
        at = found.end()


def _unreadable(text: str, word: str) -> KnownError:
    return KnownError(f"{text!r} cannot be read from {word!r} on.")


def _side(tokens: list[str], depth: int) -> Place:
    """Places and the one sign that stands between them."""
    parts: list[Place] = []
    way, front = "", 0
    while True:
        if tokens[:1] == ["*"]:
            tokens.pop(0)
            front = len(parts)
        parts.append(_part(tokens, depth))
        if not tokens or tokens[0] not in (BELOW, BESIDE, BEHIND) or (way and tokens[0] != way):
            break
        way = tokens.pop(0)
    if way == BEHIND and any(part.parts for part in parts):
        raise KnownError("Only panels can be tabs of one place.")
    return Place(way=way, parts=tuple(parts), front=front if way == BEHIND else 0) if way else parts[0]


def _part(tokens: list[str], depth: int) -> Place:
    head = tokens.pop(0) if tokens else ""
    if head == "(" and depth < DEEPEST:
        place = _side(tokens, depth + 1)
        if not tokens or tokens.pop(0) != ")":
            raise KnownError("A bracket is not closed.")
    elif head.isalpha():
        place = Place(panel=head)
    else:
        raise KnownError(f"A panel is missing before {head!r}." if head else "A panel is missing.")
    if tokens and tokens[0].endswith(("%", "px")) and tokens[0][0].isdigit():
        place = msgspec.structs.replace(place, size=tokens.pop(0))
    return place
