"""The newest rows in memory."""

from collections import deque

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Event
from watchfloor.core.happening import Warned
from watchfloor.core.log.log import LogTail


def test_a_row_keeps_its_serial_while_others_leave() -> None:
    tail = LogTail(capacity=10)
    for seq in range(100):
        tail.extend([event("m", "{}", seq=seq)])
    assert tail.end == 100
    assert 10 <= len(tail) <= 20
    found = tail.get(95)
    assert found is not None
    assert found.seq == 95  # type: ignore[union-attr]
    assert tail.get(5) is None
    assert tail.get(100) is None
    assert len(tail.since(97)) == 3


def test_one_great_burst_stays_within_the_bound() -> None:
    tail = LogTail(capacity=10)
    tail.extend(event("m", "{}", seq=seq) for seq in range(1_000))
    assert len(tail) == 10
    assert tail.first == 990


def test_an_event_is_found_by_its_channel_and_number() -> None:
    tail = LogTail()
    tail.extend([event("m", "{}", channel="a", seq=1), event("m", "{}", channel="b", seq=1)])
    assert tail.find("a", 1) == 0
    assert tail.find("b", 1) == 1
    assert tail.find("b", 2) is None


def test_events_and_stories_are_counted_apart_also_when_they_leave() -> None:
    tail = LogTail(capacity=10)
    for seq in range(40):
        tail.extend([event("m", "{}", seq=seq), Warned(channel="c", at_s=0, code="x", message="y")])
    assert (tail.events, tail.stories) == (40, 40)
    assert tail.events_gone + tail.stories_gone == tail.first
    assert abs(tail.events_gone - tail.stories_gone) <= 1


def test_rows_leave_by_whole_commits_of_the_journal() -> None:
    tail = LogTail(capacity=10)
    tail.commits = deque([7])
    tail.extend([Warned(channel="c", at_s=0, code="x", message="y")])
    tail.extend([event("m", "{}", seq=seq) for seq in range(1, 18)])
    assert (tail.events_gone, tail.stories_gone, tail.first) == (7, 1, 8)
    tail.extend([event("m", "{}", seq=18)])
    assert tail.events_gone == 7
    tail.commits.extend([8, 9, 12])
    tail.extend([event("m", "{}", seq=19)])
    assert tail.events_gone == 9
    tail.extend([event("m", "{}", seq=seq) for seq in range(20, 30)])
    assert (tail.events_gone, len(tail)) == (19, 10)


def test_a_journal_that_cannot_keep_up_does_not_fill_the_memory() -> None:
    tail = LogTail(capacity=10)
    tail.commits = deque()
    for seq in range(100):
        tail.extend([event("m", "{}", seq=seq)])
        assert len(tail) <= 20
    assert tail.events_gone >= 80


@pytest.mark.parametrize("commits", [None, 5])
def test_what_is_passed_over_counts_as_the_journals_and_is_no_row(commits: int | None) -> None:
    """Each row stands for itself and for two that a pace has held back before it."""
    tail = LogTail(10)
    tail.commits = None if commits is None else deque(range(commits, 400, commits))
    for seq in range(3, 300, 3):
        tail.pass_over(2)
        tail.extend([event("m", "{}", seq=seq)])
        if tail.events_gone:
            oldest = tail.get(tail.first)
            assert isinstance(oldest, Event)
            assert oldest.seq - 3 <= tail.events_gone <= oldest.seq - 1
    assert tail.events == 297
    assert 10 <= len(tail) <= 12
    tail.clear()
    assert (tail.events, tail.events_gone) == (0, 0)
