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


def test_feeds_that_come_first_are_read_before_a_flood_of_others() -> None:
    backlog = Backlog()
    backlog.add(lot(1, 3, "few"), first=True)
    backlog.add(lot(1, 2 * READ_A_FRAME, "flood"))
    backlog.add(lot(4, 2, "few"), first=True)
    assert len(backlog) == READ_A_FRAME
    taken = backlog.take()
    assert [each.seq for each in taken if each.channel == "few"] == [1, 2, 3, 4, 5]
    flood = [each.seq for each in taken if each.channel == "flood"]
    assert flood == list(range(READ_A_FRAME + 6, 2 * READ_A_FRAME + 1))
    assert backlog.passed_over == READ_A_FRAME + 5
    assert len(backlog) == 0


def test_many_that_come_first_leave_nothing_to_the_others() -> None:
    backlog = Backlog()
    for turn in range(3):
        backlog.add(lot(1 + turn * 300, 300, "first"), first=True)
        backlog.add(lot(1 + turn * 10, 10, "rest"))
    assert [each.seq for each in backlog.take()] == list(range(401, 901))
    assert backlog.passed_over == 400 + 30
