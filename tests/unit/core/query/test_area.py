"""The one box of a map in a query."""

import pytest

from watchfloor.core.query.area import area_of, circles_of, term_of, with_area, without_area
from watchfloor.core.query.parser import parse
from watchfloor.core.query.tree import Near, Within

BOX = Within(12.0, 32.5, 42.0, 60.0)
TERM = "within:(12,32.5,42,60)"


def test_a_box_is_written_as_it_is_read() -> None:
    assert term_of(BOX) == TERM
    assert parse(term_of(BOX)) == BOX


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", TERM),
        ("severity:>=4", f"severity:>=4 {TERM}"),
        ("within:(1,2,3,4)", TERM),
        ("severity:>=4 within:( 1, 2, 3, 4 ) drone", f"severity:>=4 drone {TERM}"),
        ('"within:(1,2,3,4)"', f'"within:(1,2,3,4)" {TERM}'),
        ("-within:(1,2,3,4)", f"-within:(1,2,3,4) {TERM}"),
        ("near:(1,2,3km)", f"near:(1,2,3km) {TERM}"),
    ],
)
def test_a_new_box_takes_the_place_of_the_old_one(text: str, expected: str) -> None:
    assert with_area(text, TERM) == expected
    parse(expected)


def test_without_its_box_a_query_is_what_it_was() -> None:
    assert without_area(with_area("severity:>=4 drone", TERM)) == "severity:>=4 drone"
    assert without_area(" a   b ") == "a   b"
    assert without_area(TERM) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TERM, True),
        (f"drone {TERM} severity:5", True),
        (f"(drone {TERM}) severity:5", True),
        (f"drone OR {TERM}", False),
        (f"-{TERM}", False),
        ("drone", False),
    ],
)
def test_a_box_counts_where_everything_found_lies_in_it(text: str, found: bool) -> None:
    assert (area_of(parse(text)) == BOX) is found
    assert area_of(None) is None


def test_circles_are_those_in_which_the_query_looks() -> None:
    here, there = Near(33.5, 36.3, 200.0), Near(0.0, 0.0, 50.0)
    assert circles_of(parse("near:(33.5,36.3,200km)")) == (here,)
    assert circles_of(parse("severity:>=4 (near:(33.5,36.3,200km) OR near:(0,0,50km))")) == (here, there)
    assert circles_of(parse("-near:(33.5,36.3,200km) drone")) == ()
    assert circles_of(None) == ()
