"""Free names: as wanted, or with the first number that nothing else has."""

import pytest

from watchfloor.core.text.name import free_name


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        (set(), "Feed"),
        ({"feed", "Feed 2"}, "Feed"),
        ({"Feed"}, "Feed (2)"),
        ({"Feed", "Feed (3)"}, "Feed (2)"),
        ({"Feed", "Feed (2)", "Feed (3)"}, "Feed (4)"),
    ],
)
def test_a_name_that_is_taken_gets_the_first_free_number(taken: set[str], name: str) -> None:
    assert free_name("Feed", taken) == name
