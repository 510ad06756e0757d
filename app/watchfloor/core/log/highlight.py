"""Rows that are to catch the eye: a query and the colour of what it finds."""

from collections.abc import Callable, Sequence

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.log.filtering import compiled
from watchfloor.core.log.log import Item
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.error import QueryError

MOST = 50
# What one chooses from: each goes with a shape of its own, so that nobody has to tell colours apart.
PALETTE = ("#4c9aff", "#a371f7", "#3fb6a8", "#e3b341", "#f0883e", "#f778ba")


class HighlightRule(msgspec.Struct, frozen=True):
    """`colour` is #rrggbb."""

    query: str
    colour: str

    @property
    def number(self) -> int:
        """Which of the palette's colours, and so which shape; another colour has one of the shapes too."""
        colour = self.colour.lower()
        return PALETTE.index(colour) if colour in PALETTE else sum(colour.encode()) % len(PALETTE)

    @property
    def is_of_palette(self) -> bool:
        return self.colour.lower() in PALETTE


class Highlighter:
    """Finds the first rule that holds for a row. `problems` says of a rule's query why it cannot be read."""

    def __init__(self, read: Callable[[Event], Reading], clock: Callable[[], float]) -> None:
        self.rules: tuple[HighlightRule, ...] = ()
        self.problems: dict[str, str] = {}
        self._read = read
        self._clock = clock
        self._tests: list[tuple[Callable[[Item], bool], HighlightRule]] = []

    def set_rules(self, rules: Sequence[HighlightRule]) -> None:
        self.rules = tuple(rules)[:MOST]
        self.problems, self._tests = {}, []
        for rule in self.rules:
            try:
                holds, _ = compiled(rule.query, self._read, self._clock)
            except QueryError as error:
                self.problems[rule.query] = error.sentence
                continue
            if holds is not None:
                self._tests.append((holds, rule))

    def rule_of(self, item: Item) -> HighlightRule | None:
        return next((rule for holds, rule in self._tests if holds(item)), None)
