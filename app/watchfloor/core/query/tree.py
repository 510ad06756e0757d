"""What a query says, as a tree. Nothing in it depends on how or where it is looked up."""

from typing import TypeAlias

import msgspec


class Node(msgspec.Struct, frozen=True):
    """A condition that an event meets or does not."""


class All(Node, frozen=True):
    """Every event: an empty query, or `*`."""


class And(Node, frozen=True):
    parts: tuple[Node, ...]


class Or(Node, frozen=True):
    parts: tuple[Node, ...]


class Not(Node, frozen=True):
    part: Node


class Words(msgspec.Struct, frozen=True):
    """Words in this order, side by side; `*` and `?` in them stand for any letters and any letter."""

    words: tuple[str, ...]
    text: str  # as it was written, folded: what a keyword is compared with


class Pattern(msgspec.Struct, frozen=True):
    """A regular expression, found anywhere in the text."""

    source: str


class Number(msgspec.Struct, frozen=True):
    value: float
    words: Words  # the same, where the value turns out to be text


class Moment(msgspec.Struct, frozen=True):
    """A moment, or with `span_s` a span of time; `relative`: counted from now.

    `round_to` is the unit that a relative moment is rounded down to, or "".
    """

    at_s: float
    span_s: float = 0.0
    relative: bool = False
    round_to: str = ""


class Exists(msgspec.Struct, frozen=True):
    """The field has any value."""


Bound: TypeAlias = float | Moment | str | None


class Span(msgspec.Struct, frozen=True):
    """From `low` to `high`; None: no end on that side."""

    low: Bound
    high: Bound
    with_low: bool = True
    with_high: bool = True


Value: TypeAlias = Words | Pattern | Number | Moment | Exists | Span


class Text(Node, frozen=True):
    """Something in the event's text, wherever it stands."""

    value: Words | Pattern


class Field(Node, frozen=True):
    """A value of one field: one of the known names, or a path into the event's JSON."""

    path: tuple[str, ...]
    value: Value


class Near(Node, frozen=True):
    """A place within so many kilometres of another."""

    lat: float
    lon: float
    radius_km: float


class Within(Node, frozen=True):
    """A place inside a box; where `west` is greater than `east` it lies across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float

    @property
    def crosses(self) -> bool:
        return self.west > self.east
