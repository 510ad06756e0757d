"""A query as SQL over the journal's tables, as text and parameters.

What SQL can say of `reading` (alias `r`) it says itself. Words go to the full-text index. What is left
is asked of the same predicate that live events meet: `holds(k, …)` for the k-th of `subtrees`, `test(k,
text)` for the k-th of `tests`; `look(k, type, data)` before it, or instead, where that is quicker. Each
condition is exact, and true or false, never NULL.
"""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections.abc import Callable, Sequence

import msgspec

from watchfloor.core.query.clause import join, latitudes, odd
from watchfloor.core.query.field import Kind, known
from watchfloor.core.query.fulltext import hint_of, match_query, name_of, without
from watchfloor.core.query.matcher import keyword_matcher, text_matcher, time_span_us
from watchfloor.core.query.sieve import Look, needed, number_look, pattern_look
from watchfloor.core.query.tree import (
    All,
    And,
    Exists,
    Field,
    Near,
    Node,
    Not,
    Number,
    Or,
    Span,
    Value,
    Within,
    Words,
)
from watchfloor.core.query.wording import is_literal
from watchfloor.core.query.zone import Zones

HOLDS = "holds({}, e.channel, e.seq, e.received_us, e.own_id, e.type, e.mark, e.event_id, e.data)"
_TEXT_COLUMNS = {
    "title": "title",
    "place": "place",
    "from": "from_place",
    "source": "source",
    "metric": "metric",
}


class Plan(msgspec.Struct):
    """`where` is a condition on `r` (and on `e`, if `needs_event`); `words` a full-text query or "";
    `zones` a condition on `z` that every zone with a match meets, or ""; `names` full-text queries that every
    match meets as well, worth asking where few events do."""

    where: str
    parameters: list[object]
    words: str
    zones: str
    zone_parameters: list[object]
    tests: list[Callable[[str], bool]]
    subtrees: list[Node]
    looks: list[Look]
    names: list[str] = []

    @property
    def needs_event(self) -> bool:
        return "e." in self.where


def plan(tree: Node, now_s: float) -> Plan:
    """How to find all events that meet a query; `now_s` is what its "now" means."""
    return _Planner(now_s).plan(tree)


class _Planner:
    def __init__(self, now_s: float) -> None:
        self.now_s = now_s
        self.parameters: list[object] = []
        self.tests: list[Callable[[str], bool]] = []
        self.subtrees: list[Node] = []
        self.looks: list[Look] = []
        self.zones = Zones(now_s, self._test)

    def plan(self, tree: Node) -> Plan:
        conditions: list[str] = []
        words: list[str] = []
        zones: list[str] = []
        unwanted: list[str] = []
        conjuncts = _conjuncts(tree)
        wordy = any(match_query(part) or hint_of(part) for part in conjuncts)
        for part in conjuncts:
            if wordy and isinstance(part, Not) and (excluded := match_query(part.part)):
                unwanted.append(excluded)
                continue
            found = match_query(part)
            if found is not None:
                words.append(found)
                continue
            hint = hint_of(part)
            if hint:
                words.append(hint)
            zone = self.zones.condition(part)
            if zone:
                zones.append(zone)
            conditions.append(self._sql(part))
        return Plan(
            join("AND", conditions) if conditions else "1",
            self.parameters,
            without(" AND ".join(f"({part})" for part in words), unwanted),
            join("AND", zones) if zones else "",
            self.zones.parameters,
            self.tests,
            self.subtrees,
            self.looks,
            [name for part in conjuncts if not hint_of(part) and (name := name_of(part))],
        )

    def _sql(self, node: Node) -> str:
        match node:
            case All():
                return "1"
            case And(parts):
                return join("AND", [self._sql(part) for part in parts])
            case Or(parts):
                return join("OR", [self._sql(part) for part in parts])
            case Not(part):
                return f"(NOT {self._sql(part)})"
            case Near(lat, lon, radius_km):
                self.parameters += [*latitudes(lat, radius_km), lat, lon, radius_km]
                return "((r.lat BETWEEN ? AND ? AND near(?, ?, r.lat, r.lon, ?)) IS TRUE)"
            case Within(south, west, north, east):
                self.parameters += [south, north, west, east]
                either = "OR" if node.crosses else "AND"
                return f"((r.lat BETWEEN ? AND ? AND (r.lon >= ? {either} r.lon <= ?)) IS TRUE)"
            case Field(path, value):
                return self._field(path, value) or self._holds(node)
        return self._holds(node)

    def _holds(self, node: Node) -> str:
        """Ask the predicate, of those events that a quick look does not sort out."""
        exact = pattern_look(node)
        if exact is not None:
            return self._sifted(node, self._look(exact))
        look = number_look(node)
        if look is not None:
            return f"({self._look(look)} AND {self._asked(node)})"
        return self._sifted(node, self._asked(node))

    def _asked(self, node: Node) -> str:
        self.subtrees.append(node)
        return HOLDS.format(len(self.subtrees) - 1)

    def _sifted(self, node: Node, asked: str) -> str:
        wanted = needed(node)
        if wanted is None:
            return asked
        columns = ("e.data", "r.type", "e.event_id") if wanted.anywhere else ("e.data",)
        looks = []
        for text in wanted.texts:
            self.parameters += [f"%{text}%"] * len(columns)
            looks += [f"{column} LIKE ?" for column in columns]
        unsure = [r"instr(e.data, '\')", *map(odd, columns)]
        return f"(({' OR '.join((*looks, *unsure))}) AND {asked})"

    def _look(self, look: Look) -> str:
        self.looks.append(look)
        return f"look({len(self.looks) - 1}, r.type, e.data)"

    def _test(self, test: Callable[[str], bool]) -> int:
        self.tests.append(test)
        return len(self.tests) - 1

    def _field(self, path: tuple[str, ...], value: Value) -> str | None:
        field = known(path)
        if field is None:
            return None
        name = path[0]
        match field.kind:
            case Kind.KEYWORD:
                return self._keyword(name, value)
            case Kind.TEXT if name in _TEXT_COLUMNS:
                return self._text(f"r.{_TEXT_COLUMNS[name]}", value)
            case Kind.NUMBER:
                return self._number(f"r.{name}", value, self.parameters)
            case Kind.TIME:
                return self._time(f"r.{name}_us", value)
        return None

    def _keyword(self, name: str, value: Value) -> str | None:
        if name == "id":
            return None
        number = self._test(keyword_matcher(value))
        if name == "channel":
            return f"(r.channel IN (SELECT id FROM channel WHERE test({number}, name)))"
        if name == "type":
            return f"({self._whole('r.type', number, value)} OR {self._whole('r.kind', number, value)})"
        return self._whole(f"r.{name}", number, value)

    def _whole(self, column: str, number: int, value: Value) -> str:
        """A column compared whole: by SQLite itself where both sides are ASCII, ten times as quick."""
        if not (isinstance(value, Words) and is_literal(value) and value.text.isascii()):
            return f"test({number}, {column})"
        self.parameters.append(value.text)
        return f"(({column} = ? COLLATE NOCASE OR {odd(column)} AND test({number}, {column})) IS TRUE)"

    def _text(self, column: str, value: Value) -> str:
        """A column searched for words; SQLite leaves out most that cannot have them."""
        test = f"test({self._test(text_matcher(value))}, {column})"
        longest = max(value.words, key=len, default="") if isinstance(value, Words) else ""
        if not (longest and longest.isascii() and is_literal(Words((), longest))):
            return test
        self.parameters.append(longest)
        return f"(((instr(lower({column}), ?) OR {odd(column)}) AND {test}) IS TRUE)"

    def _number(self, column: str, value: Value, parameters: list[object]) -> str:
        match value:
            case Exists():
                return f"({column} IS NOT NULL)"
            case Number(wanted, _):
                parameters.append(wanted)
                return f"(({column} = ?) IS TRUE)"
            case Span(low, high):
                ends = [f"{column} IS NOT NULL"]
                if low is not None:
                    ends.append(f"{column} {'>=' if value.with_low else '>'} ?")
                    parameters.append(low)
                if high is not None:
                    ends.append(f"{column} {'<=' if value.with_high else '<'} ?")
                    parameters.append(high)
                return f"(({' AND '.join(ends)}) IS TRUE)"
        return "0"

    def _time(self, column: str, value: Value) -> str:
        low_us, high_us = time_span_us(value, self.now_s)
        if low_us is None and high_us is None:
            return "1"
        self.parameters += [end for end in (low_us, high_us) if end is not None]
        ends = [f"{column} {sign} ?" for sign, end in ((">=", low_us), ("<=", high_us)) if end is not None]
        return f"({' AND '.join(ends)})"


def _conjuncts(tree: Node) -> Sequence[Node]:
    """The conditions that must all hold."""
    if not isinstance(tree, And):
        return (tree,)
    return [conjunct for part in tree.parts for conjunct in _conjuncts(part)]
