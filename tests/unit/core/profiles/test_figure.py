"""Which fields of an event can be plotted."""

import pytest

from watchfloor.core.profiles.figure import MOST, figures
from watchfloor.core.profiles.path import finder


def test_figures_are_found_from_the_top_down() -> None:
    inside = '"a": {"deep": {"x": 1}, "y": 2.5}, "on": true, "word": "four", "none": null, "l": [5, {"z": 6}]'
    data = f'{{{inside}, "n": 3}}'
    found = figures(data)
    assert found == ["n", "a.y", "l[0]", "a.deep.x", "l[1].z"]
    assert [finder(path)(data) for path in found] == [3, 2.5, 5, 1, 6]


@pytest.mark.parametrize("data", ["", "plain", "[1", '"text"', "7", "{}", "[]"])
def test_what_has_no_field_has_no_figure(data: str) -> None:
    assert figures(data) == []


def test_a_name_that_is_no_plain_word_can_be_looked_up() -> None:
    data = '{"a b": {"c.d": 1}}'
    (path,) = figures(data)
    assert finder(path)(data) == 1


def test_a_hostile_event_costs_little() -> None:
    wide = "{" + ",".join(f'"k{place}": {place}' for place in range(5_000)) + "}"
    assert len(figures(wide)) == MOST
    assert figures('{"a":' * 500 + "1" + "}" * 500) == []
