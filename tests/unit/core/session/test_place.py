"""Markers: what the map shows of an event, and the newest of them."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session.place import Marker, PlaceRing


def marker(**more: float) -> Marker:
    return Marker(channel="c", seq=1, at_s=0.0, lat=40.0, lon=30.0, severity=1, title="t", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("from_", "travels"),
    [
        ({}, False),
        ({"from_lat": 40.0}, False),
        ({"from_lat": 40.0, "from_lon": 30.0}, False),
        ({"from_lat": 40.1, "from_lon": 30.05}, False),
        ({"from_lat": 40.0, "from_lon": 30.3}, True),
        ({"from_lat": 39.7, "from_lon": 30.0}, True),
        ({"from_lat": 40.0, "from_lon": -30.0}, True),
    ],
)
def test_only_what_came_from_elsewhere_travels(from_: dict[str, float], travels: bool) -> None:
    assert marker(**from_).travels is travels


def test_an_event_without_a_whole_place_is_not_on_the_map() -> None:
    assert Marker.of(event("m", "{}"), Reading(title="x")) is None
    assert Marker.of(event("m", "{}"), Reading(title="x", place_lat=1.0)) is None
    assert Marker.of(event("m", "{}"), Reading(title="x", place_lon=1.0)) is None


def test_a_marker_says_what_the_reading_says() -> None:
    reading = Reading(summary="seen", place_lat=0.0, place_lon=0.0, place="Null\u202eIsland", time_s=900.0)
    found = Marker.of(event("m", "{}"), reading)
    assert found is not None
    assert (found.title, found.place, found.severity) == ("seen", "Null�Island", 1)
    assert (found.lat, found.lon, found.at_s, found.came_at_s) == (0.0, 0.0, 900.0, 1_000.0)


def test_the_newest_are_kept_and_all_that_came_are_counted() -> None:
    ring = PlaceRing(3)
    for channel in "abbb":
        found = Marker.of(event("m", "{}", channel=channel), Reading(place_lat=1.0, place_lon=1.0))
        assert found is not None
        ring.add(found)
    assert [each.channel for each in ring] == ["b", "b", "b"]
    ring.clear()
    assert (len(ring), ring.added, ring.capacity) == (0, 4, 3)


def placed(channel: str, came_at_s: float) -> Marker:
    return Marker(channel, 1, came_at_s, 1.0, 1.0, 3, "t", came_at_s=came_at_s)


def test_what_is_taken_off_comes_back_among_what_came_since() -> None:
    ring = PlaceRing(4)
    for at_s, channel in enumerate("aab"):
        ring.add(placed(channel, at_s))
    ring.set_aside("a")
    assert ([each.channel for each in ring], ring.aside) == (["b"], 2)
    ring.set_aside()
    assert (len(ring), ring.aside) == (0, 3)
    ring.add(placed("c", 3))
    ring.bring_back()
    assert [each.channel for each in ring] == ["a", "a", "b", "c"]
    assert ring.aside == 0


def test_no_more_is_set_aside_than_there_is_room_for_and_it_is_the_newest() -> None:
    ring = PlaceRing(2)
    for at_s in range(4):
        ring.add(placed("a", at_s))
        ring.set_aside()
    ring.bring_back()
    assert [each.came_at_s for each in ring] == [2, 3]
