"""The query language: Lucene's syntax as people know it from Kibana and GitHub, read into a tree.

luqum reads that syntax too, but says of an error only "syntax error at position n", knows no
`near:(33.5,36.3,200km)` and recurses without a bound. Here each error says what was expected where.
"""

import math
import re
from collections.abc import Callable

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.field import ALIASES, FIELDS, Kind, known
from watchfloor.core.query.moment import moment
from watchfloor.core.query.tree import (
    All,
    And,
    Bound,
    Exists,
    Field,
    Moment,
    Near,
    Node,
    Not,
    Number,
    Or,
    Pattern,
    Span,
    Text,
    Value,
    Within,
    Words,
)
from watchfloor.core.query.wording import ANY, ONE, endless, words_of

MAX_LENGTH = 8_192
MAX_DEPTH = 50
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(r"(AND|OR|NOT|TO)(?=[\s()\"]|$)|&&|\|\|")
_COMPARISON = re.compile(r">=|<=|>|<")
_RADIUS = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(km|mi|m)?", re.IGNORECASE)
_KM = {"": 1.0, "km": 1.0, "m": 0.001, "mi": 1.609344}
_RESERVED = dict.fromkeys((ord(ANY), ord(ONE), 0xE002), " ")
_A_TIME = "a time such as now-1h, 2026-11-20 or 2026-11-20T06:39Z"
_A_TERM = "a word, a phrase in quotes, a field such as severity:4, or ("


def parse(text: str) -> Node:
    """The tree of a query; a `QueryError` says where it cannot be read, and what was expected there."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"This query is longer than {MAX_LENGTH:,} characters", text, MAX_LENGTH)
    return _Parser(text.translate(_RESERVED)).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    # The text, character by character.

    def _fail(self, message: str, expected: str = "", at: int | None = None) -> QueryError:
        return QueryError(message, self.text, self.at if at is None else at, expected)

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _ahead(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def _operator(self) -> str:
        match = _OPERATOR.match(self.text, self.at)
        return {"&&": "AND", "||": "OR"}.get(match[0], match[0]) if match else ""

    def _take_operator(self, name: str) -> bool:
        self._space()
        if self._operator() != name:
            return False
        self.at += 2 if self._ahead(2) in ("&&", "||") else len(name)
        self._space()
        return True

    # Conditions.

    def query(self) -> Node:
        self._space()
        if self.at == len(self.text):
            return All()
        node = self._either(self._term)
        self._space()
        if self.at < len(self.text):
            found = self._ahead()
            if found == ")":
                raise self._fail("This ) closes nothing", "the end, or another term")
            raise self._fail(f"{found!r} cannot stand here", f"{_A_TERM}; put signs in quotes")
        return node

    def _either(self, leaf: Callable[[], Node]) -> Node:
        parts = [self._both(leaf)]
        while self._take_operator("OR"):
            parts.append(self._both(leaf))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self, leaf: Callable[[], Node]) -> Node:
        parts = [self._clause(leaf)]
        while True:
            if self._take_operator("AND"):
                parts.append(self._clause(leaf))
                continue
            if self.at == len(self.text) or self._ahead() in ")]}" or self._operator() == "OR":
                break
            parts.append(self._clause(leaf))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _clause(self, leaf: Callable[[], Node]) -> Node:
        negated = False
        while True:
            self._space()
            if self._ahead() in ("-", "!") or self._operator() == "NOT":
                begin = self.at
                self.at += 3 if self._operator() == "NOT" else 1
                negated = not negated
                if self.text[begin] == "-" and self._ahead() in ("", " "):
                    raise self._fail("Nothing follows this -", _A_TERM, begin)
            elif self._ahead() == "+":
                self.at += 1
            else:
                break
        node = self._group(leaf) if self._ahead() == "(" else leaf()
        return Not(node) if negated else node

    def _group(self, leaf: Callable[[], Node]) -> Node:
        begin = self.at
        self.at += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._fail(f"More than {MAX_DEPTH} brackets inside one another", "fewer", begin)
        self._space()
        if self._ahead() == ")":
            raise self._fail("Nothing is in these brackets", _A_TERM)
        node = self._either(leaf)
        self._space()
        if self._ahead() != ")":
            if self.at < len(self.text):
                raise self._fail(f"{self._ahead()!r} cannot stand here", "a word, AND, OR or )")
            raise self._fail("This ( is never closed", ") at the end", begin)
        self.at += 1
        self.depth -= 1
        return node

    # Terms.

    def _term(self) -> Node:
        begin = self.at
        if self.at == len(self.text):
            raise self._fail("The query ends here", _A_TERM)
        if self._operator():
            raise self._fail(f"{self._operator()} has nothing before it", _A_TERM)
        if self._ahead() == '"':
            return Text(self._wordy(words_of(self._quoted()), begin))
        if self._ahead() == "/":
            return Text(self._pattern())
        raw = self._raw(stop=':()[]{}"')
        if self._ahead() == ":" and raw and self._ahead(3) != "://":
            self.at += 1
            return self._field(raw, begin)
        raw += self._raw(stop='()[]{}"')
        if not raw:
            raise self._fail(f"{self._ahead()!r} cannot stand here", f"{_A_TERM}; put signs in quotes")
        self._no_suffix(raw, begin)
        if raw == ANY:
            return All()
        return Text(self._wordy(words_of(raw), begin))

    def _field(self, name: str, begin: int) -> Node:
        if name == ANY:
            return self._every()
        if ANY in name or ONE in name:
            raise self._fail("A field's name has no wildcards", "one field's name", begin)
        if name == "_exists_":
            at = self.at
            path = self._path(self._raw(stop=':()[]{}"'), at)
            return Field(path, Exists())
        if name == "near":
            return self._near()
        if name == "within":
            return self._within()
        path = self._path(name, begin)
        if self._ahead() == "(":
            return self._group(lambda: self._field_value(path))
        return self._field_value(path)

    def _every(self) -> Node:
        at = self.at
        if self._raw(stop="()") != ANY:
            raise self._fail("Every field is meant only in *:*", "*", at)
        return All()

    def _path(self, name: str, at: int) -> tuple[str, ...]:
        parts = tuple(part.replace("\ue002", ".") for part in ALIASES.get(name, name).split("."))
        if not all(parts):
            raise self._fail("A part of this field's name is empty", "a name such as source.name", at)
        return parts

    def _field_value(self, path: tuple[str, ...]) -> Node:
        self._no_gap(path)
        return Field(path, self._value(path))

    def _no_gap(self, path: tuple[str, ...]) -> None:
        if self._ahead() == "" or self._ahead().isspace() or self._ahead() == ")":
            raise self._fail(f"Nothing stands after {'.'.join(path)}:", self._wanted(path))

    def _wanted(self, path: tuple[str, ...]) -> str:
        field = known(path)
        if field is not None and field.kind is Kind.NUMBER:
            return "a number, >=4, or [2 TO 3]"
        if field is not None and field.kind is Kind.TIME:
            return f"{_A_TIME}, or [now-1h TO now]"
        return "a word, a phrase in quotes, >=4, [2 TO 3], /a regular expression/ or *"

    def _value(self, path: tuple[str, ...]) -> Value:
        begin = self.at
        field = known(path)
        kind = field.kind if field else None
        if self._ahead() in ("[", "{"):
            return self._span(path, kind)
        comparison = _COMPARISON.match(self.text, self.at)
        if comparison:
            return self._compared(path, kind, comparison)
        if self._ahead() == "/" and kind not in (Kind.NUMBER, Kind.TIME):
            return self._pattern()
        quoted = self._ahead() == '"'
        raw = self._quoted() if quoted else self._raw(stop='()"', signs=True)
        if not raw and not quoted:
            raise self._fail(f"{self._ahead()!r} cannot stand here", self._wanted(path))
        if raw == ANY:
            return Exists()
        if kind in (Kind.NUMBER, Kind.TIME):
            bound = self._bound(raw, kind, begin)
            if isinstance(bound, Moment):
                return bound
            return Number(float(str(bound)), words_of(raw))
        if not quoted:
            self._no_suffix(raw, begin)
        return self._worded(raw, kind, begin)

    def _worded(self, raw: str, kind: Kind | None, begin: int) -> Value:
        words = words_of(raw)
        if kind is Kind.TEXT:
            return self._wordy(words, begin)
        if kind is None and _NUMBER.fullmatch(raw):
            return Number(float(raw), words)
        return words

    def _compared(self, path: tuple[str, ...], kind: Kind | None, sign: re.Match[str]) -> Span:
        self.at = sign.end()
        if self._ahead().isspace():
            self._space()
        begin = self.at
        if self._ahead() in ("", ")"):
            raise self._fail(f"Nothing stands after {sign[0]}", self._wanted(path))
        raw = self._quoted() if self._ahead() == '"' else self._raw(stop='()"', signs=True)
        bound = self._bound(raw, kind, begin)
        if sign[0].startswith(">"):
            return Span(bound, None, with_low=sign[0] == ">=")
        return Span(None, bound, with_high=sign[0] == "<=")

    def _span(self, path: tuple[str, ...], kind: Kind | None) -> Span:
        begin = self.at
        with_low = self._ahead() == "["
        self.at += 1
        low = self._end_of_span(path, kind, begin)
        if not self._take_operator("TO"):
            raise self._fail("A range has two ends", "TO")
        high = self._end_of_span(path, kind, begin)
        self._space()
        if self._ahead() not in ("]", "}") or not self._ahead():
            raise self._fail("This range is never closed", "]", begin if self.at == len(self.text) else None)
        with_high = self._ahead() == "]"
        self.at += 1
        return Span(low, high, with_low, with_high)

    def _end_of_span(self, path: tuple[str, ...], kind: Kind | None, begin: int) -> Bound:
        self._space()
        at = self.at
        if self.at == len(self.text):
            raise self._fail("This range is never closed", "[low TO high]", begin)
        if self._ahead() in ("]", "}") or self._operator() == "TO":
            raise self._fail("An end of this range is missing", f"{self._wanted(path)}, or * for no end")
        raw = self._quoted() if self._ahead() == '"' else self._raw(stop="[]{}", signs=True)
        if not raw:
            raise self._fail(f"{self._ahead()!r} cannot stand here", "[low TO high]")
        return None if raw == ANY else self._bound(raw, kind, at)

    def _bound(self, raw: str, kind: Kind | None, at: int) -> float | Moment | str:
        if kind is Kind.TIME:
            found = moment(raw)
            if found is None:
                raise self._fail("This is no time", _A_TIME, at)
            return found
        if _NUMBER.fullmatch(raw) and not math.isinf(float(raw)):
            return float(raw)
        if kind is Kind.NUMBER:
            raise self._fail("This is no number", "a number such as 4 or 0.75", at)
        return moment(raw) or words_of(raw.replace(ANY, "*").replace(ONE, "?")).text

    def _listed(self) -> tuple[list[str], int]:
        """What stands between the brackets that begin here, parted at its commas, and where they end."""
        end = self.text.find(")", self.at)
        inside = self.text[self.at + 1 : end] if self._ahead() == "(" and end > 0 else ""
        return [part.strip() for part in inside.split(",")], end

    def _within(self) -> Node:
        begin = self.at
        parts, end = self._listed()
        if len(parts) != 4 or not all(_NUMBER.fullmatch(part) for part in parts):
            raise self._fail("A box is missing", "(south,west,north,east) such as (12,32,42,60)")
        south, west, north, east = map(float, parts)
        if not (-90 <= south <= 90 and -90 <= north <= 90 and abs(west) <= 180 and abs(east) <= 180):
            raise self._fail("There is no such place", "latitudes to ±90 and longitudes to ±180", begin + 1)
        if south > north:
            raise self._fail("The box's south lies north of its north", "south,west,north,east", begin + 1)
        self.at = end + 1
        return Within(south, west, north, east)

    def _near(self) -> Node:
        begin = self.at
        parts, end = self._listed()
        radius = _RADIUS.fullmatch(parts[2]) if len(parts) == 3 else None
        if radius is None or not all(_NUMBER.fullmatch(part) for part in parts[:2]):
            raise self._fail("A place is missing", "(latitude,longitude,radius) such as (33.5,36.3,200km)")
        lat, lon = float(parts[0]), float(parts[1])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise self._fail("There is no such place", "a latitude to ±90 and a longitude to ±180", begin + 1)
        self.at = end + 1
        return Near(lat, lon, float(radius[1]) * _KM[(radius[2] or "").lower()])

    # Words, phrases, expressions.

    def _raw(self, stop: str, *, signs: bool = False) -> str:
        """Text up to white space or a stop character, with wildcards and escaped characters marked.

        In a field's name an escaped dot does not part names; `signs`: colons belong to the text.
        """
        taken: list[str] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            if character.isspace() or character in stop:
                break
            self.at += 1
            if character == "\\" and self.at < len(self.text):
                character = self.text[self.at]
                self.at += 1
                taken.append("\ue002" if character == "." and not signs else character)
            else:
                taken.append({"*": ANY, "?": ONE}.get(character, character))
        return "".join(taken)

    def _quoted(self) -> str:
        begin = self.at
        self.at += 1
        taken: list[str] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            self.at += 1
            if character == '"':
                self._no_suffix(self.text[self.at : self.at + 1], self.at)
                return "".join(taken)
            if character == "\\" and self.at < len(self.text):
                character = self.text[self.at]
                self.at += 1
            taken.append(character)
        raise self._fail("This quotation mark is never closed", '" at the end of the phrase', begin)

    def _pattern(self) -> Pattern:
        begin = self.at
        end = begin + 1
        while end < len(self.text) and self.text[end] != "/":
            end += 2 if self.text[end] == "\\" else 1
        if end >= len(self.text):
            raise self._fail("This regular expression is never closed", "/ at its end", begin)
        source = self.text[begin + 1 : end].replace("\\/", "/")
        self.at = end + 1
        if self._ahead() not in ("", ")") and not self._ahead().isspace():
            raise self._fail("A regular expression ends at this /", "a space; or put the text in quotes", end)
        return self._checked(source, begin)

    def _checked(self, source: str, begin: int) -> Pattern:
        try:
            re.compile(source, re.IGNORECASE)
            slow = endless(source)
        except re.error as error:
            at = begin + 1 + (error.pos or 0)
            raise self._fail(f"This regular expression cannot be read: {error.msg}", "", at) from None
        except (OverflowError, RecursionError):
            raise self._fail("This regular expression is too large", "a smaller one", begin) from None
        if slow:
            raise self._fail(
                "This regular expression repeats what already repeats and might never end",
                "a repetition without another one inside",
                begin,
            )
        return Pattern(source)

    def _wordy(self, words: Words, begin: int) -> Words:
        if not any(word.strip(ANY + ONE) for word in words.words):
            raise self._fail("There is no letter or digit to look for", "a word", begin)
        return words

    def _no_suffix(self, raw: str, begin: int) -> None:
        if re.fullmatch(r".*\^\d*(\.\d+)?", raw, re.DOTALL):
            raise self._fail("A weight (^) has no meaning here: nothing is ranked", "the word alone", begin)
        if re.fullmatch(r".*~\d*(\.\d+)?", raw, re.DOTALL):
            raise self._fail("Similar words (~) cannot be looked for", "the word alone, or a wildcard", begin)


def field_names() -> list[str]:
    return [*FIELDS, "near", "within"]
