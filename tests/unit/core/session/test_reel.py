"""A recording as batches: nothing left out, nothing out of its second, and times that never go back."""

from watchfloor.core.event import Event, Totals
from watchfloor.core.happening import GapFound, StateChanged
from watchfloor.core.session.reel import BATCH_EVENTS, Cue, batches, in_order, status_of
from watchfloor.core.state import ChannelState, words

TOTALS = {"a": Totals(3, 3), "b": Totals(1, 1)}


def event(channel: str, seq: int, at_s: float) -> Cue:
    return Cue(at_s, seq, Event(channel, seq, at_s, "message", "{}", f"{channel}-{seq}"))


def test_a_clock_that_was_set_back_holds_up_what_comes_after_it() -> None:
    found = in_order([event("a", 1, 10), event("a", 2, 4), event("a", 3, 11)], from_s=9)
    assert [cue.at_s for cue in found] == [10, 10, 11]
    assert in_order([event("a", 1, 10)], from_s=20)[0].at_s == 20


def test_a_batch_is_one_channel_within_one_second() -> None:
    found = batches(
        [
            event("a", 1, 10.1),
            event("a", 2, 10.9),
            event("b", 1, 10.9),
            event("a", 3, 10.95),
            event("a", 4, 11),
        ],
        TOTALS,
    )
    assert [(each.channel, len(each.events), each.received_at_s) for each in found] == [
        ("a", 2, 10.9),
        ("b", 1, 10.9),
        ("a", 1, 10.95),
        ("a", 1, 11),
    ]
    assert found[0].last_event_id == "a-2"
    assert found[0].totals == TOTALS["a"]


def test_a_batch_ends_with_what_befell_the_channel() -> None:
    gap = GapFound(channel="a", at_s=10.5, after="1", before="3", missing=1)
    found = batches([event("a", 1, 10.5), Cue(10.5, 1, gap), event("a", 2, 10.6)], TOTALS)
    assert [(len(each.events), each.happenings) for each in found] == [(1, [gap]), (1, [])]


def test_a_batch_is_never_more_than_a_view_reads_in_a_frame() -> None:
    found = batches([event("a", seq, 10) for seq in range(1, 1_001)], TOTALS)
    assert sum(len(each.events) for each in found) == 1_000
    assert max(len(each.events) for each in found) == BATCH_EVENTS


def test_what_is_of_no_known_channel_is_left_out() -> None:
    assert batches([event("stranger", 1, 10)], TOTALS) == []


def test_a_state_is_told_by_the_clock_of_its_recording() -> None:
    status = status_of(
        StateChanged(channel="a", at_s=100, state="reconnecting", reason="reset", attempt=3, retry_at_s=104.0)
    )
    assert status is not None
    assert status.recorded
    assert words(status, 101) == "Reconnecting in 3 s · attempt 3"
    assert status_of(StateChanged(channel="a", at_s=1, state="novel")) is None


def test_a_recorded_poll_says_no_interval_that_is_not_known() -> None:
    status = status_of(StateChanged(channel="a", at_s=100, state="polling"))
    assert status is not None
    assert (status.state, words(status, 101)) == (ChannelState.POLLING, "Polling")
