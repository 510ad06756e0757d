"""The drawings of the house show the house as it is."""

import tomllib
from pathlib import Path

import pytest

from tests.documentation.house import DRAWINGS, FLOORS, FORK, PIXEL, WAY, about, imported_by, rooms, source_of
from tests.documentation.page import ROOT


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_is_as_it_would_be_made_now(path: Path) -> None:
    drawn = DRAWINGS[path]()
    assert path.read_text(encoding="utf-8") == drawn, "run `.venv/bin/python -m tests.documentation.house`"


def test_the_floors_are_those_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [
        tuple(each.strip().removeprefix("watchfloor.") for each in line.strip("()").split("|"))
        for line in contracts["contracts"][0]["layers"]
    ]
    assert [layer for layer in layers if layer != ("__main__",)] == list(FLOORS)


def test_every_room_is_drawn() -> None:
    found = {path.stem for path in (ROOT / "app/watchfloor").glob("*.py")}
    found |= {path.parent.name for path in (ROOT / "app/watchfloor").glob("*/__init__.py")}
    assert found - {"__init__", "__main__", "py"} == set(rooms())


@pytest.mark.parametrize("room", rooms())
def test_every_room_uses_only_rooms_below_it(room: str) -> None:
    floor = next(place for place, rooms in enumerate(FLOORS) if room in rooms)
    below = {each for rooms in FLOORS[floor + 1 :] for each in rooms}
    assert imported_by(room) <= below


@pytest.mark.parametrize("module", [module for module, _ in (*WAY, *FORK, PIXEL)])
def test_every_stop_on_the_way_is_there_and_says_what_it_is(module: str) -> None:
    assert source_of(module).is_file()
    assert about(module)
