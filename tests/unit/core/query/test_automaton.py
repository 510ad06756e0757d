"""Whatever the expression: what `re` finds is found, and in a time that grows with the text alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchfloor.core.query import automaton
from watchfloor.core.query.automaton import Automaton
from watchfloor.core.query.graph import GraphError, GraphTooLargeError

ATOMS = (
    *("a", "b", "é", "\\n", ".", "[ab]", "[^a]", "\\w", "\\d", "\\s", "\\W", "K", "ß", " ", "_"),
    *("^", "$", "\\b", "\\B", "\\A", "\\Z", "(?-i:A)", "(?s:.)", "(?m:^)", "(?m:$)", "(?a:\\w)", "(?i:ſ)"),
)
REPEATS = ("*", "+", "?", "*?", "+?", "{2}", "{0,3}", "{1,}", "{2,4}?", "{0}")
sources = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(REPEATS)).map(lambda both: f"({both[0]}){both[1]}"),
    ),
    max_leaves=6,
)
texts = st.text("aabAé\n\u212akK_ ſß1", min_size=1, max_size=9)


@settings(max_examples=500)
@given(source=sources, tries=st.lists(texts, min_size=1, max_size=8))
def test_it_finds_what_re_finds(source: str, tries: list[str]) -> None:
    known, ours = re.compile(source, re.IGNORECASE), Automaton(source, re.IGNORECASE)
    for text in tries:
        assert ours.search(text) == (known.search(text) is not None), text


@pytest.mark.parametrize(
    ("source", "text", "found_in"),
    [
        ("(a|aa)+$", "a" * 20_000 + "!", "!aa"),
        ("(a+)+b", "a" * 20_000, "ab"),
        ("a.*b.*c", "ab" * 10_000, "acbxc"),
        ("(.*,){12}P", "a," * 10_000, "," * 12 + "p"),
        ("(a?){30}a{31}", "a" * 30, "a" * 31),
        (r"\s+$", " " * 20_000 + "x", "x\t\n"),
        ("(x*)*y", "x" * 20_000, "y"),
    ],
)
def test_what_re_would_try_for_ever_ends(source: str, text: str, found_in: str) -> None:
    search = Automaton(source, re.IGNORECASE).search
    assert not search(text)
    assert search(found_in)


def test_what_looks_around_or_back_is_left_to_others() -> None:
    for source in ("(a)\\1", "a(?=b)", "(?<!a)b", "(?>a)b", "(a)(?(1)b|c)", "(?a:\\bx)"):
        with pytest.raises(GraphError):
            Automaton(source, re.IGNORECASE)


def test_its_size_is_bounded() -> None:
    with pytest.raises(GraphTooLargeError):
        Automaton("(a{100}){100}", 0)


def test_its_tables_are_bounded_and_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "MAX_KEPT", 50)
    known, ours = re.compile("a.{3}(b|cd)+e"), Automaton("a.{3}(b|cd)+e", 0)
    for number in range(2_000):
        text = f"{number} " + "abcd"[number % 4 :] * 3 + chr(0x4E00 + number) + "bcdbe"
        assert ours.search(text) == (known.search(text) is not None)
        assert sum(len(state) for state in [*ours._states.values(), ours._first]) <= 51
