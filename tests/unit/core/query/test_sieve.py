"""What every match must have: certain, or nothing is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.query.sieve import needed, number_look

LETTERS = st.text("abAB1", max_size=3)
EXPRESSIONS = st.recursive(
    LETTERS.map(re.escape) | st.sampled_from([".", "[ab]", "^", "$", r"\b", r"\d", "(?:)", "é"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join).map("(?:{})".format),
        inner.map("({})".format),
        st.tuples(inner.map("(?:{})".format), st.sampled_from("*+?")).map("".join),
        inner.map("(?={})".format),
        inner.map("(?!{})".format),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("/clos(ing|ed)/", "closed closing"),
        ("/blockade|closure/", "closure blockade"),
        ("/bl[oö]ckade/", "ckade"),
        ("/gr[ae]y/", "gray grey"),
        ("/x+y/", "xy"),
        ("/(ab)+c?/", "ab"),
        ("/a{2}bc/", "abc"),
        ("/(port.*|star.)end/", "port star"),
        ("/a|b|c|d|e|fg/", None),
        ("/[a-e]xyz/", "xyz"),
        ("/10\\.0\\.0/", "10.0.0"),
        ("/under_score/", "under"),
        (r"/\bport\b/", "port"),
        ("/x(harbour)+y?/", "xharbour"),
        ("/(abc)?de/", "de"),
        ("/abc|abd/", "abc abd"),
        ("/abc|xyz/", "abc xyz"),
        ("/abc|.yz/", "yz abc"),
        ("/abc|./", None),
        ("/(?!port)./", None),
        ("/é+/", None),
        ("*losure", "losure"),
        ("p?rts", "rts"),
        ("*a*", None),
        ("note:/y+zz/", "yzz"),
        ("code:/404/", '"code"'),
        ("a.value:>now-1h", '"value"'),
        ("items.0:>4", '"items"'),
        ("data.0:>4", None),
        ('data.a\\"b:1', None),
        ("title:/closed/", None),
        ("severity:4", None),
    ],
)
def test_what_a_match_must_have(query: str, text: str | None) -> None:
    found = needed(parse(query))
    assert (" ".join(found.texts) if found else None) == text


@given(EXPRESSIONS, st.text("abAB1é ", max_size=12))
def test_no_match_is_without_it(source: str, text: str) -> None:
    try:
        found = re.search(source, text, re.IGNORECASE)
        wanted = needed(parse(f"/{source}/")) if source else None
    except (re.error, QueryError):  # it is refused
        return
    if found and wanted:
        assert any(each in text.lower() for each in wanted.texts)


@pytest.mark.parametrize(
    ("query", "data", "might"),
    [
        ("a.value:[2 TO 3]", '{"a": {"value" : 2.5}}', True),
        ("a.value:[2 TO 3]", '{"value":9}', False),
        ("value2:3", '{"value2":-3}', False),
        ("data.value:>5", '{"value":1e3}', True),
        ("data.value:>5", '{"other":1e3}', False),
        ("data.value:>5", '{"value":1,"value":9}', True),
        ("data.value:>5", '{"value":[1,9]}', True),
        ("data.value:>5", '{"value":"9"}', True),
        ("data.value:>5", '{"v\\u0061lue":9}', True),
        ("data.value:>5", '{"a":["value",9]}', True),
        ("data.value:<5", '{"value":9', False),
    ],
)
def test_a_number_is_looked_at_where_it_stands(query: str, data: str, might: bool) -> None:
    look = number_look(parse(query))
    assert look is not None
    assert look("t", data) is might


@pytest.mark.parametrize("query", ["a.0:>5", "a:>now-1h", "a:word", "a:*", "severity:5", 'a\\"b:5'])
def test_of_other_conditions_there_is_no_such_look(query: str) -> None:
    assert number_look(parse(query)) is None
