"""How long `re` might take at the worst is told before it is asked."""

import math

import pytest

from watchfloor.core.query.effort import effort


@pytest.mark.parametrize(
    ("source", "degree"),
    [
        ("port", 0),
        ("clos(ing|ed)", 0),
        ("(a)(b)?c{3}", 0),
        ("clos.*ed", 1),
        ("a+b*", 2),
        ("(?:ab)+", 1),
        ("(.*,){12}P", 12),
        ("(a|b*){3}", 3),
        ("x(?=y*)", 1),
        ("(a+)+", math.inf),
        ("(a|bc)*", math.inf),
        ("(a?)+", math.inf),
        ("(?:a*){30}", math.inf),
    ],
)
def test_each_repetition_without_an_end_counts(source: str, degree: float) -> None:
    assert effort(source, 0).degree == degree


@pytest.mark.parametrize(
    ("source", "ways"),
    [("port", 1), ("clos(ing|ed)", 2), ("a?b?c?", 8), ("a{2,5}", 4), ("(ab?){0,2}", 9), ("[abc]{4}", 1)],
)
def test_each_choice_multiplies_the_ways(source: str, ways: float) -> None:
    assert effort(source, 0).ways == ways


def test_plain_expressions_are_small_and_others_have_a_length() -> None:
    assert effort("port|closure", 0).is_small
    assert not effort("a" + "b?" * 10, 0).is_small
    assert effort("clos.*ed", 0).most_characters == pytest.approx(1_414, abs=1)
    assert effort("a.*b.*c", 0).most_characters == pytest.approx(182, abs=1)
    assert effort("(a|bc)*", 0).most_characters == 0
    assert effort("(a?){1000}" * 3, 0).most_characters == 0
