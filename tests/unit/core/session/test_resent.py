"""What a server sends again after a connection was made, told from what happens now."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.resent import LIVE_S, LOOKED_AT, REPLAY_S, Resent, way_ms

CAME_S = 1_000.0  # when the sample's events come


def row(listening_since_s: float | None, profile_name: str = "map_stream") -> ChannelRow:
    row = ChannelRow("channel", profile(profile_name))
    row.listening_since_s = listening_since_s
    return row


def happened(age_s: float) -> Event:
    return event("map-event", {"title": "t", "to": {"lat": 1, "lon": 2}, "time": CAME_S - age_s})


def came(*events: Event, at_s: float = CAME_S) -> Batch:
    return Batch("channel", at_s, at_s, list(events), "", Totals())


def test_the_sample_has_a_time() -> None:
    assert profile("map_stream").read(happened(60.0)).time_s == CAME_S - 60.0


def test_old_events_soon_after_a_connection_are_a_replay_and_new_ones_are_not() -> None:
    resent = Resent()
    assert resent.count(row(CAME_S), came(happened(60.0), happened(0.5), happened(LIVE_S + 1))) == 2
    assert [(each.at_s, each.count) for each in resent] == [(CAME_S, 2)]


@pytest.mark.parametrize("listening_since_s", [None, CAME_S - REPLAY_S, CAME_S + 1])
def test_at_any_other_time_nothing_is_a_replay(listening_since_s: float | None) -> None:
    resent = Resent()
    assert resent.count(row(listening_since_s), came(happened(60.0))) == 0
    assert len(resent) == 0


def test_nothing_is_no_replay() -> None:
    resent = Resent()
    assert resent.count(row(CAME_S), came()) == 0
    assert len(resent) == 0


def test_of_one_connection_only_so_many_are_looked_at() -> None:
    resent, listening = Resent(), row(CAME_S)
    old = happened(60.0)
    assert resent.count(listening, came(*[old] * (LOOKED_AT - 1))) == LOOKED_AT - 1
    assert resent.count(listening, came(old, old)) == 1
    assert resent.count(listening, came(old)) == 0
    assert [each.count for each in resent] == [LOOKED_AT], "told once, however many batches brought it"


def test_another_connection_s_replay_is_told_apart() -> None:
    resent = Resent()
    resent.note("a", 10.0, 1)
    resent.note("a", 10.0 + REPLAY_S, 2)
    resent.note("b", 10.0 + REPLAY_S, 3)
    assert [(each.channel, each.count) for each in resent] == [("a", 1), ("a", 2), ("b", 3)]


@pytest.mark.parametrize(
    ("age_s", "since_s", "expected_ms"),
    [
        (0.25, CAME_S - 60, 250.0),
        (0.25, None, 250.0),
        (0.25, CAME_S - REPLAY_S / 2, None),  # it may be a replay
        (LIVE_S + 0.25, CAME_S - 60, None),
        (-0.25, CAME_S - 60, None),  # a clock that is ahead
        (1.0, CAME_S - 60, None),  # whole seconds tell nothing
    ],
)
def test_how_long_an_event_was_on_its_way(
    age_s: float, since_s: float | None, expected_ms: float | None
) -> None:
    reading = Reading(time_s=CAME_S - age_s)
    assert way_ms(row(since_s, "debate"), happened(age_s), reading) == expected_ms
    assert way_ms(row(since_s), happened(age_s), reading) is None, (
        "it says when it happened, not when it was sent"
    )
