"""What the window's loop is to do later: in order, not before its time, and with one timer of Qt's."""

import asyncio
from collections.abc import Iterator
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from watchfloor.gui.due import LEAST_CANCELLED, Due


@pytest.fixture
def given() -> list[asyncio.Handle]:
    """What its time has come for."""
    return []


@pytest.fixture
def due(given: list[asyncio.Handle], qtbot: QtBot) -> Iterator[Due]:
    due = Due(given.append)
    yield due
    due.stop()


def handle(loop: asyncio.AbstractEventLoop) -> asyncio.Handle:
    return asyncio.Handle(lambda: None, (), loop)


def test_each_is_given_in_the_order_of_its_time_and_never_before_it(
    due: Due, given: list[asyncio.Handle], loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    late, early = handle(loop), handle(loop)
    began_s = monotonic()
    due.add(late, 0.03)
    due.add(early, 0.01)
    qtbot.waitUntil(lambda: bool(given))
    assert given[0] is early
    assert monotonic() - began_s >= 0.01
    qtbot.waitUntil(lambda: len(given) == 2)
    assert given[1] is late
    assert monotonic() - began_s >= 0.03


def test_those_of_one_moment_come_in_the_order_they_were_asked_for(
    due: Due, given: list[asyncio.Handle], loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    several = [handle(loop) for _ in range(20)]
    for each in several:
        due.add(each, 0.001)
    qtbot.waitUntil(lambda: len(given) == 20)
    assert given == several


def test_deadlines_that_were_taken_back_are_not_kept_for_as_long_as_they_were(
    due: Due, loop: asyncio.AbstractEventLoop
) -> None:
    for _ in range(10 * LEAST_CANCELLED):
        each = handle(loop)
        due.add(each, 3_600)
        each.cancel()
    assert due.count <= LEAST_CANCELLED + 1


def test_many_that_wait_are_all_kept(due: Due, loop: asyncio.AbstractEventLoop) -> None:
    for _ in range(10 * LEAST_CANCELLED):
        due.add(handle(loop), 3_600)
    assert due.count == 10 * LEAST_CANCELLED


def test_nothing_is_given_once_it_is_stopped(
    due: Due, given: list[asyncio.Handle], loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    other: list[asyncio.Handle] = []
    due.add(handle(loop), 0.001)
    due.stop()
    later = Due(other.append)
    later.add(handle(loop), 0.01)
    qtbot.waitUntil(lambda: bool(other))
    later.stop()
    assert given == []
