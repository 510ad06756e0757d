"""A channel's states over a span of time."""

from watchfloor.core.happening import StateChanged
from watchfloor.core.link.timeline import Stretch, stretch_at, stretches
from watchfloor.core.state import ChannelState


def change(at_s: float, state: ChannelState, reason: str = "") -> StateChanged:
    return StateChanged(channel="feed", at_s=at_s, state=state.value, reason=reason)


CHANGES = [
    change(0, ChannelState.CONNECTING),
    change(2, ChannelState.CONNECTED),
    change(50, ChannelState.STALE),
    change(60, ChannelState.RECONNECTING, "Not a byte for 60.0 s."),
]


def shown(from_s: float, to_s: float) -> list[tuple[float, float, str]]:
    return [(each.from_s, each.to_s, each.state.value) for each in stretches(CHANGES, from_s, to_s)]


def test_each_state_lasts_until_the_next() -> None:
    assert shown(0, 70) == [
        (0, 2, "connecting"),
        (2, 50, "connected"),
        (50, 60, "stale"),
        (60, 70, "reconnecting"),
    ]


def test_silence_is_told_from_what_cannot_be_read() -> None:
    told = [change(0, ChannelState.STALE), change(5, ChannelState.STALE, "It is none."), *CHANGES[-1:]]
    assert [each.is_unreadable for each in stretches(told, 0, 70)] == [False, True, False]


def test_what_began_before_the_span_is_cut_at_its_beginning() -> None:
    assert shown(10, 55) == [(10, 50, "connected"), (50, 55, "stale")]
    assert shown(20, 30) == [(20, 30, "connected")]


def test_before_the_first_change_nothing_is_known() -> None:
    assert shown(-100, 1) == [(0, 1, "connecting")]
    assert shown(-100, -50) == []
    assert stretches([], 0, 10) == []


def test_a_clock_that_went_back_makes_no_stretch_of_less_than_nothing() -> None:
    found = stretches([change(5, ChannelState.CONNECTED), change(3, ChannelState.STALE)], 0, 10)
    assert all(each.from_s <= each.to_s for each in found)
    assert found[-1] == Stretch(3, 10, ChannelState.STALE)


def test_the_state_of_one_moment() -> None:
    found = stretches(CHANGES, 0, 70)
    at = stretch_at(found, 65)
    assert at is not None
    assert at.reason == "Not a byte for 60.0 s."
    assert stretch_at(found, 71) is None


def test_polling_without_an_answer_counts_as_no_connection() -> None:
    (silent,) = stretches([change(0, ChannelState.POLLING, "503 Service Unavailable")], 0, 9)
    (well,) = stretches([change(0, ChannelState.POLLING)], 0, 9)
    assert silent.counts_as is ChannelState.RECONNECTING
    assert well.counts_as is ChannelState.POLLING


def test_a_state_that_another_version_has_a_name_for_is_not_known() -> None:
    odd = StateChanged(channel="feed", at_s=4, state="levitating")
    changes = [change(0, ChannelState.CONNECTED), odd, change(6, ChannelState.PAUSED)]
    found = [(each.from_s, each.to_s, each.state) for each in stretches(changes, 0, 10)]
    assert found == [(0, 4, ChannelState.CONNECTED), (6, 10, ChannelState.PAUSED)]
