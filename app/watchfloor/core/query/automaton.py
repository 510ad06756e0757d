"""A regular expression looked for in a time that grows with the text alone, whatever the expression.

Python's own `re` tries one way after another: `(a|aa)+$` over sixty letters outlasts the day, and nothing
can stop it. Here all ways are followed at once (Thompson's construction), and what a character leads to is
kept in a table. That takes some 40 ns a character; where nothing is ambiguous, `re` is quicker.
"""

from watchfloor.core.query.graph import Graph, Place

MAX_KEPT = 5_000  # steps; less than 1 MB
_LAST_NEWLINE = "\n$"  # the newline that ends a text: `$` holds before it
_END = ""


class _State(dict[str, "_State"]):
    """Where in the expression one can be at once, and which state each character leads to."""

    __slots__ = ("automaton", "before", "nodes")

    def __init__(self, automaton: "Automaton", nodes: frozenset[int], before: Place) -> None:
        super().__init__()
        self.automaton = automaton
        self.nodes = nodes
        self.before = before

    def __missing__(self, character: str) -> "_State":
        return self.automaton.step(self, character)


class Automaton:
    """Finds one expression. Raises a `GraphError` for what can only be found by trying.

    Several threads may search at once: at worst they fill in the same step twice.
    """

    def __init__(self, source: str, flags: int) -> None:
        self._graph = Graph(source, flags)
        self._states: dict[tuple[frozenset[int], Place], _State] = {}
        self._kept = 0
        self._found = _State(self, frozenset(), Place.EDGE)
        self._first = _State(self, frozenset(), Place.EDGE)

    def search(self, text: str) -> bool:
        """Whether the expression is found anywhere in the text."""
        state, found = self._first, self._found
        ends_line = text.endswith("\n")
        for character in text[:-1] if ends_line else text:
            state = state[character]
            if state is found:
                return True
        if ends_line:
            state = state[_LAST_NEWLINE]
        return state is found or state[_END] is found

    def step(self, state: _State, character: str) -> _State:
        """Where a character leads, worked out anew."""
        nodes = self._graph.reached(state.nodes, state.before, _place(character))
        if nodes is None:
            following = self._found
        else:
            moved = self._graph.moved(nodes, character[:1])
            before = _place(character[:1]) if self._graph.has_places else Place.OTHER
            following = self._state(moved, before)
        self._keep(state, character, following)
        return following

    def _state(self, nodes: frozenset[int], before: Place) -> _State:
        return self._states.setdefault((nodes, before), _State(self, nodes, before))

    def _keep(self, state: _State, character: str, following: _State) -> None:
        """The tables begin anew when they are full: what they held is only worked out again."""
        self._kept += 1
        if self._kept > MAX_KEPT:
            for known in [*self._states.values(), self._first]:
                known.clear()
            self._states = {}
            self._kept = 0
        state[character] = following


def _place(character: str) -> Place:
    match character:
        case "":
            return Place.EDGE
        case "\n":
            return Place.NEWLINE
        case "\n$":
            return Place.LAST_NEWLINE
    return Place.WORD if character.isalnum() or character == "_" else Place.OTHER
