"""Where panels are, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.error import KnownError
from watchfloor.core.workspace.place import BEHIND, BELOW, BESIDE, Place, place_of, text_of


@pytest.mark.parametrize(
    "text",
    [
        "log",
        "channels 312px",
        "inspector / graphs",
        "(inspector 51% / graphs 49%) 388px",
        "log + graphs",
        "(log + *graphs) 340px",
        "log 60% | (inspector / graphs 70%) 40%",
        "(log 60% | ((inspector + graphs) 30% / channels 70%) 40%) 405px",
    ],
)
def test_what_is_written_is_read_and_written_alike(text: str) -> None:
    assert text_of(place_of(text)) == text


def test_people_may_space_it_as_they_like() -> None:
    assert text_of(place_of(" ( inspector 51 %/graphs )388 px ")) == "(inspector 51% / graphs) 388px"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "A panel is missing."),
        ("log /", "A panel is missing."),
        ("/ log", "A panel is missing before '/'."),
        ("40% log", "A panel is missing before '40%'."),
        ("(log", "A bracket is not closed."),
        ("log / graphs | channels", "cannot be read from '|' on."),
        ("log)", "cannot be read from ')' on."),
        ("log & graphs", "cannot be read from '&' on."),
        ("log / log", "has the panel log twice."),
        ("(log / graphs) + channels", "Only panels can be tabs of one place."),
        ("(" * 30 + "log" + ")" * 30, "A panel is missing before '('."),
    ],
)
def test_what_cannot_be_read_says_where(text: str, words: str) -> None:
    with pytest.raises(KnownError, match=r".") as told:
        place_of(text)
    assert words in str(told.value)


def _places(names: list[str], way: str = BELOW) -> st.SearchStrategy[Place]:
    """Any arrangement of these panels."""
    if len(names) == 1:
        return st.just(Place(panel=names[0]))
    tabs = st.integers(0, len(names) - 1).map(
        lambda front: Place(way=BEHIND, parts=tuple(Place(panel=name) for name in names), front=front)
    )
    inner = BESIDE if way == BELOW else BELOW
    cut = st.integers(1, len(names) - 1).flatmap(
        lambda at: st.tuples(_places(names[:at], inner), _places(names[at:], inner)).map(
            lambda parts: Place(way=way, parts=parts)
        )
    )
    return st.one_of(tabs, cut)


@given(_places(["channels", "log", "inspector", "graphs"]))
def test_every_arrangement_has_its_words(place: Place) -> None:
    assert place_of(text_of(place)) == place
