"""What every match must have: certain, or nothing is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.query.parser import parse
from watchfloor.core.query.sieve import needed

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
        ("/clos(ing|ed)/", "clos"),
        (r"/\bport\b/", "port"),
        ("/x(harbour)+y?/", "harbour"),
        ("/(abc)?de/", "de"),
        ("/abc|abd/", "ab"),
        ("/abc|xyz/", None),
        ("/(?!port)./", None),
        ("/é+/", None),
        ("*losure", "losure"),
        ("p?rts", "rts"),
        ("*a*", None),
        ("note:/y+zz/", "zz"),
        ("code:/404/", '"code"'),
        ("a.value:[2 TO 3]", '"value"'),
        ("items.0:>4", '"items"'),
        ("data.0:>4", None),
        ('data.a\\"b:1', None),
        ("title:/closed/", None),
        ("severity:4", None),
    ],
)
def test_what_a_match_must_have(query: str, text: str | None) -> None:
    found = needed(parse(query))
    assert (found.text if found else None) == text


@given(EXPRESSIONS, st.text("abAB1é ", max_size=12))
def test_no_match_is_without_it(source: str, text: str) -> None:
    try:
        found = re.search(source, text, re.IGNORECASE)
        wanted = needed(parse(f"/{source}/")) if source else None
    except ValueError:  # an expression that is refused
        return
    if found and wanted:
        assert wanted.text.lower() in text.lower()
