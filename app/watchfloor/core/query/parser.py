"""The query language: Lucene's syntax as people know it from Kibana and GitHub, read into a tree.

luqum reads that syntax too, but says of an error only "syntax error at position n", knows no
`near:(33.5,36.3,200km)` and recurses without a bound. Here each error says what was expected where.
"""

from collections.abc import Callable

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.scanner import A_TERM, DOT
from watchfloor.core.query.tree import All, And, Exists, Field, Node, Not, Or, Text
from watchfloor.core.query.value import ValueScanner
from watchfloor.core.query.wording import ANY, ONE, words_of

MAX_LENGTH = 8_192
MAX_DEPTH = 50
_RESERVED = dict.fromkeys((ord(ANY), ord(ONE), ord(DOT)), " ")


def parse(text: str) -> Node:
    """The tree of a query; a `QueryError` says where it cannot be read, and what was expected there."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"This query is longer than {MAX_LENGTH:,} characters", text, MAX_LENGTH)
    return _Parser(text.translate(_RESERVED)).query()


class _Parser(ValueScanner):
    """Takes conditions, and conditions of conditions."""

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
            raise self._fail(f"{found!r} cannot stand here", f"{A_TERM}; put signs in quotes")
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
                    raise self._fail("Nothing follows this -", A_TERM, begin)
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
            raise self._fail("Nothing is in these brackets", A_TERM)
        node = self._either(leaf)
        self._space()
        if self._ahead() != ")":
            if self.at < len(self.text):
                raise self._fail(f"{self._ahead()!r} cannot stand here", "a word, AND, OR or )")
            raise self._fail("This ( is never closed", ") at the end", begin)
        self.at += 1
        self.depth -= 1
        return node

    def _term(self) -> Node:
        begin = self.at
        if self.at == len(self.text):
            raise self._fail("The query ends here", A_TERM)
        if self._operator():
            raise self._fail(f"{self._operator()} has nothing before it", A_TERM)
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
            raise self._fail(f"{self._ahead()!r} cannot stand here", f"{A_TERM}; put signs in quotes")
        self._no_suffix(begin)
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
            return self._group(lambda: self._grouped_value(path))
        return self._field_value(path)

    def _every(self) -> Node:
        at = self.at
        if self._raw(stop="()") != ANY:
            raise self._fail("Every field is meant only in *:*", "*", at)
        return All()
