"""Profiles of other packages: enrolled, guarded, and told of when they are faulty."""

import sys
import types
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.profiles import catalogue
from watchfloor.core.profiles.catalogue import enrol, profile
from watchfloor.core.profiles.plain import read_plain
from watchfloor.core.profiles.reading import Reading
from watchfloor.services.home import plugin

EVENT = Event("gauge", 1, 0.0, "level", '{"title": "high water"}')


class Good:
    name = "good"
    stamped = False
    telling: frozenset[str] = frozenset({"storm"})

    def read(self, event: Event) -> Reading:
        return read_plain(event)


class Raising(Good):
    def read(self, event: Event) -> Reading:
        raise ZeroDivisionError("no water")


class Wrong(Good):
    def read(self, event: Event) -> Any:
        return {"kind": "level"}


class Leaving(Good):
    def read(self, event: Event) -> Reading:
        raise SystemExit(3)


class Once(Good):
    made = 0

    def __init__(self) -> None:
        Once.made += 1
        if Once.made > 1:
            raise OSError("the gauge is gone")


class Terse:
    def read(self, event: Event) -> Reading:
        return read_plain(event)


class Mute:
    telling: frozenset[str] = frozenset()


class Loose(Good):
    telling = "storm"  # type: ignore[assignment]


class Unwilling(Good):
    def __init__(self, needed: int) -> None: ...


@pytest.fixture(autouse=True)
def own_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test enrols is gone after it."""
    monkeypatch.setattr(catalogue, "PROFILES", dict(catalogue.PROFILES))
    monkeypatch.setattr(plugin, "_known", {})
    Once.made = 0


def entry(name: str, attribute: str) -> EntryPoint:
    return EntryPoint(name, f"{__name__}:{attribute}", plugin.GROUP)


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entry points find what is in this module, however pytest imported it."""
    module = types.ModuleType(__name__)
    module.__dict__.update(globals())
    monkeypatch.setitem(sys.modules, __name__, module)


def test_a_profile_is_enrolled_under_its_entry_point_s_name() -> None:
    assert plugin.load([entry("tide", "Good")]) == [plugin.Plugin("tide", "", "")]
    made = profile("tide")
    assert (made.name, made.telling) == ("tide", frozenset({"storm"}))
    assert made.read(EVENT).title == "high water"


def test_each_channel_has_a_profile_of_its_own() -> None:
    plugin.load([entry("tide", "Good")])
    assert profile("tide") is not profile("tide")


def test_a_profile_that_says_no_more_than_how_to_read_is_taken() -> None:
    plugin.load([entry("tide", "Terse")])
    made = profile("tide")
    assert (made.stamped, made.telling) == (False, frozenset())
    assert made.read(EVENT).title == "high water"


def test_loading_twice_enrols_once_and_says_the_same() -> None:
    entries = [entry("tide", "Good")]
    assert plugin.load(entries) == plugin.load(entries)


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("Raising", "ZeroDivisionError: no water"),
        ("Wrong", "it gave dict, not a Reading"),
        ("Leaving", "SystemExit: 3"),
    ],
)
def test_a_profile_that_fails_to_read_shows_the_event_as_it_came(kind: str, problem: str) -> None:
    plugin.load([entry("tide", kind)])
    reading = profile("tide").read(EVENT)
    assert reading.raw
    assert reading.text == EVENT.data
    assert reading.problem == f"The plug-in profile tide could not read this: {problem}"


def test_a_failure_does_not_stick() -> None:
    class Moody(Good):
        sulks = True

        def read(self, event: Event) -> Reading:
            if self.sulks:
                raise ValueError("not now")
            return read_plain(event)

    moody = Moody()
    guarded = plugin.GuardedProfile("tide", moody)
    assert guarded.read(EVENT).raw
    moody.sulks = False
    assert not guarded.read(EVENT).raw


@pytest.mark.logs("is not in use")
@pytest.mark.parametrize(
    ("attribute", "reason"),
    [
        ("Mute", "it has no method `read`"),
        ("Loose", "its `telling` is not a set of event types"),
        ("Unwilling", "missing 1 required positional argument"),
        ("Absent", "has no attribute 'Absent'"),
    ],
)
def test_what_is_no_profile_is_left_out_and_told(attribute: str, reason: str) -> None:
    [found] = plugin.load([entry("tide", attribute)])
    assert found.problem.startswith("The plug-in profile tide of a package is not in use.")
    assert reason in found.problem
    with pytest.raises(KnownError, match="There is no profile named 'tide'"):
        profile("tide")


@pytest.mark.logs("is not in use")
def test_a_module_that_cannot_be_imported_is_told_and_the_others_are_enrolled() -> None:
    broken = EntryPoint("broken", "watchfloor_no_such_package:Profile", plugin.GROUP)
    first, second = plugin.load([entry("tide", "Good"), broken])
    assert "No module named 'watchfloor_no_such_package'" in first.problem
    assert second == plugin.Plugin("tide", "", "")
    assert profile("tide").name == "tide"


@pytest.mark.logs("is not in use")
def test_ours_cannot_be_replaced() -> None:
    [found] = plugin.load([entry("debate", "Good")])
    assert "There is a profile named debate already; it cannot be replaced." in found.problem
    assert type(profile("debate")).__name__ == "DebateProfile"


@pytest.mark.logs("Its feed is read generically")
def test_a_profile_that_cannot_be_made_again_leaves_its_feed_to_the_generic_one() -> None:
    plugin.load([entry("tide", "Once")])
    assert profile("tide").name == "generic"


@pytest.mark.parametrize("name", ["", "Tide", "1st", "high tide", "tide/..", "x" * 41])
def test_a_name_that_a_workspace_could_not_say_is_refused(name: str) -> None:
    with pytest.raises(KnownError, match="small letters, digits and _"):
        enrol(name, Good)


def test_a_profile_that_wants_to_quit_while_it_is_imported_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guest = plugin._Guest()
    with guest:
        raise SystemExit(1)
    assert guest.problem == "SystemExit: 1"
    with pytest.raises(KeyboardInterrupt), guest:
        raise KeyboardInterrupt
