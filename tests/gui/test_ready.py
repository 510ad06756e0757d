"""What the window's loop does next: in order, by slices, and with Qt in between."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from watchfloor.gui import ready
from watchfloor.gui.ready import SLICE_S, Ready
from watchfloor.gui.sweep import SELDOM, YOUNG, Sweep, seldom


@pytest.fixture
def queue(qtbot: QtBot) -> Iterator[Ready]:
    queue = Ready()
    yield queue
    queue.stop()


Add = Callable[[Callable[[], object]], asyncio.Handle]


@pytest.fixture
def add(queue: Ready, loop: asyncio.AbstractEventLoop) -> Add:
    def add(call: Callable[[], object]) -> asyncio.Handle:
        handle = asyncio.Handle(call, (), loop)
        queue.add(handle)
        return handle

    return add


def test_they_run_in_order_and_what_they_ask_for_comes_last(add: Add, qtbot: QtBot) -> None:
    done: list[int] = []

    def first() -> None:
        add(lambda: done.append(3))
        done.append(1)

    add(first)
    add(lambda: done.append(2))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == [1, 2, 3]


class Interrupted(Ready):
    """A signal's handler adds one more while a timer is started, or while the second is ended."""

    def __init__(self, handle: asyncio.Handle, *, at_start: bool) -> None:
        super().__init__()
        self._coming = [handle]
        self._at_start = at_start
        self._ended = 0
        self.running: set[int] = set()

    def _interrupt(self) -> None:
        if self._coming:
            self.add(self._coming.pop())

    def startTimer(self, *arguments: Any) -> int:  # noqa: N802 - Qt's own name
        timer = super().startTimer(*arguments)
        self.running.add(timer)
        if self._at_start:
            self._interrupt()
        return timer

    def killTimer(self, timer: Any, /) -> None:  # noqa: N802 - Qt's own name
        super().killTimer(timer)
        self.running.discard(timer)
        self._ended += 1
        if self._ended == 2:
            self._interrupt()


@pytest.mark.parametrize("at_start", [True, False])
def test_what_a_signal_adds_comes_at_whatever_moment(
    loop: asyncio.AbstractEventLoop, qtbot: QtBot, *, at_start: bool
) -> None:
    done: list[int] = []
    first, second, third = (asyncio.Handle(done.append, (number,), loop) for number in range(3))
    queue = Interrupted(third, at_start=at_start)
    queue.add(first)
    queue.add(second)
    qtbot.waitUntil(lambda: sorted(done) == [0, 1, 2])
    qtbot.waitUntil(lambda: not queue.running)
    queue.stop()


def test_what_is_cancelled_is_left_out_and_the_others_are_not(add: Add, qtbot: QtBot) -> None:
    done: list[int] = []
    add(lambda: done.append(1)).cancel()
    add(lambda: done.append(2))
    qtbot.waitUntil(lambda: done == [2])


def test_one_that_fails_is_told_and_stops_no_other(
    add: Add, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    told: list[str] = []
    loop.set_exception_handler(lambda _loop, context: told.append(str(context["exception"])))
    done: list[int] = []
    add(lambda: int("no number"))
    add(lambda: done.append(2))
    qtbot.waitUntil(lambda: done == [2])
    assert told == ["invalid literal for int() with base 10: 'no number'"]


def test_qt_has_its_turn_however_much_there_is_to_do(
    add: Add, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look at the clock is half a slice later: two run, and then a frame that is due."""
    clock = count(step=SLICE_S / 2)
    monkeypatch.setattr(ready, "perf_counter", lambda: next(clock))
    order: list[str] = []
    add(lambda: QTimer.singleShot(0, lambda: order.append("frame")))
    for number in range(6):
        add(lambda number=number: order.append(str(number)))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(order) == 7)
    assert order.index("frame") < 3
    assert [each for each in order if each != "frame"] == list("012345")


def test_the_others_go_on_beneath_a_menu_that_one_opens(add: Add, qtbot: QtBot) -> None:
    order: list[str] = []
    menu = QEventLoop()

    def opens() -> None:
        order.append("opened")
        menu.exec()
        order.append("closed")

    add(opens)
    add(lambda: order.append("meanwhile"))
    add(menu.quit)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["opened", "meanwhile", "closed"]


def test_nothing_runs_once_it_is_stopped(queue: Ready, add: Add, qtbot: QtBot) -> None:
    done: list[int] = []
    add(lambda: done.append(1))
    queue.stop()
    after: list[int] = []
    QTimer.singleShot(0, lambda: after.append(1))
    qtbot.waitUntil(lambda: after == [1])
    assert done == []


def test_garbage_is_looked_for_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom():
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count() > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_garbage_that_has_gathered_is_looked_for_behind_a_frame(qtbot: QtBot) -> None:
    """Where it is looked for seldom, that is when; with little of it there is nothing to do."""
    sweep, seen = Sweep(), list[int]()

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    with seldom():
        gc.collect()
        gc.callbacks.append(note)
        try:
            sweep.soon()
            kept = [[number] for number in range(YOUNG + 1)]
            assert seen == []
            sweep.soon()
            qtbot.waitUntil(lambda: bool(seen))
        finally:
            gc.callbacks.remove(note)
            sweep.stop()
    assert seen == [0]
    assert len(kept) > YOUNG
