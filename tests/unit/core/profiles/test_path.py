"""Paths into an event's JSON, for filters, columns and plots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.error import KnownError
from watchfloor.core.profiles.path import Step, expression, finder, query_term
from watchfloor.core.query.parser import parse

NAMES = st.text(min_size=1, max_size=6)


def test_a_path_is_written_as_jmespath() -> None:
    assert expression(("to", "label")) == "to.label"
    assert expression(("a", 0, "b c")) == 'a[0]."b c"'


@given(st.lists(NAMES, min_size=1, max_size=4), st.integers())
def test_whatever_the_names_the_value_is_found(names: list[str], value: int) -> None:
    import json

    body: object = value
    for name in reversed(names):
        body = {name: body}
    steps: tuple[Step, ...] = tuple(names)
    assert finder(expression(steps))(json.dumps(body)) == value


def test_what_is_not_there_is_none() -> None:
    find = finder("a.b")
    assert [find(data) for data in ("{}", "[]", "7", "{broken", "")] == [None] * 5


def test_a_path_that_cannot_be_read_is_told() -> None:
    with pytest.raises(KnownError, match=r"The path 'a\[' cannot be read"):
        finder("a[")


@pytest.mark.parametrize("value", ["plain", 'with "quotes" and \\ strokes', 4, 2.5, True, -3])
def test_a_term_is_a_query_that_can_be_read(value: object) -> None:
    term = query_term(("to", "label"), value)
    assert term.startswith("data.to.label:")
    parse(term)


def test_what_the_language_cannot_say_is_not_offered() -> None:
    assert query_term(("a", 0), 1) == ""
    assert query_term(("b c",), 1) == ""
    assert query_term(("a",), {}) == ""
    assert query_term(("a",), None) == ""
