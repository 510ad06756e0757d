"""Backlog: of a burst the newest events, and a count of the others."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Event
from watchfloor.core.session.backlog import READ_A_FRAME, Backlog


def lot(first: int, count: int, channel: str = "channel") -> list[Event]:
    return [event("message", "{}", seq=seq, channel=channel) for seq in range(first, first + count)]


@pytest.mark.parametrize(
    ("lots", "passed_over"),
    [
        ([1], 0),
        ([READ_A_FRAME], 0),
        ([READ_A_FRAME + 1], 1),
        ([READ_A_FRAME - 1, 1], 0),
        ([1, READ_A_FRAME], 1),
        ([300, 300, 300], 400),
    ],
)
def test_the_newest_are_kept_in_their_order_and_the_others_counted(lots: list[int], passed_over: int) -> None:
    backlog = Backlog()
    came = 0
    for count in lots:
        backlog.add(lot(came + 1, count))
        came += count
    held = min(came, READ_A_FRAME)
    assert len(backlog) == held
    assert [each.seq for each in backlog.take()] == list(range(came - held + 1, came + 1))
    assert backlog.passed_over == passed_over
    assert (len(backlog), backlog.take()) == (0, [])


def test_what_waits_takes_the_new_name_of_its_channel_and_of_no_other() -> None:
    backlog = Backlog()
    backlog.add(lot(1, 1, "a"))
    backlog.add(lot(1, 1, "b"))
    backlog.rename("a", "c")
    assert [each.channel for each in backlog.take()] == ["c", "b"]
