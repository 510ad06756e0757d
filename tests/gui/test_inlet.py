"""Sockets that are read as something comes, all with one notifier of Qt's; of a crowd each has its turn."""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from watchfloor.gui.inlet import AT_ONCE, HAS_INLET

if not HAS_INLET:
    pytest.skip("its loop has none", allow_module_level=True)

from watchfloor.gui.inlet import Inlet

Watch = Callable[[int, Callable[[], object]], asyncio.Handle]


@pytest.fixture
def inlet(qtbot: QtBot) -> Iterator[Inlet]:
    inlet = Inlet(lambda: None)
    yield inlet
    inlet.close()


@pytest.fixture
def watch(inlet: Inlet, loop: asyncio.AbstractEventLoop) -> Watch:
    def watch(descriptor: int, call: Callable[[], object]) -> asyncio.Handle:
        handle = asyncio.Handle(call, (), loop)
        inlet.add(descriptor, handle)
        return handle

    return watch


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        yield ours, theirs


def test_what_has_something_to_read_is_told_and_again_until_it_is_read(
    watch: Watch, pair: tuple[socket.socket, socket.socket], qtbot: QtBot
) -> None:
    ours, theirs = pair
    got: list[bytes] = []
    watch(ours.fileno(), lambda: got.append(ours.recv(2)))
    theirs.send(b"abcd")
    qtbot.waitUntil(lambda: got == [b"ab", b"cd"])


def test_an_end_is_told_too(watch: Watch, pair: tuple[socket.socket, socket.socket], qtbot: QtBot) -> None:
    ours, theirs = pair
    got: list[bytes] = []
    watch(ours.fileno(), lambda: got.append(ours.recv(2)))
    theirs.close()
    qtbot.waitUntil(lambda: b"" in got)


def test_another_handle_takes_the_place_of_the_first(
    watch: Watch, pair: tuple[socket.socket, socket.socket], qtbot: QtBot
) -> None:
    ours, theirs = pair
    got: list[str] = []
    first = watch(ours.fileno(), lambda: got.append("first"))
    watch(ours.fileno(), lambda: got.append("second") if ours.recv(9) else None)
    theirs.send(b"a")
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["second"]
    assert first.cancelled()


def test_what_is_taken_off_by_another_in_the_same_turn_is_left_alone(
    inlet: Inlet, watch: Watch, qtbot: QtBot
) -> None:
    """Each takes all the others off: one runs."""
    pairs = [socket.socketpair() for _ in range(5)]
    ran: list[int] = []

    def only(number: int) -> None:
        ran.append(number)
        for ours, _ in pairs:
            inlet.remove(ours.fileno())

    for number, (ours, theirs) in enumerate(pairs):
        watch(ours.fileno(), partial(only, number))
        theirs.send(b"a")
    last, signal = socket.socketpair()
    qtbot.waitUntil(lambda: bool(ran))
    done: list[bytes] = []
    watch(last.fileno(), lambda: done.append(last.recv(1)))
    signal.send(b"z")
    qtbot.waitUntil(lambda: done == [b"z"])
    assert len(ran) == 1
    for each in (*(end for pair in pairs for end in pair), last, signal):
        each.close()


def test_of_a_crowd_that_never_stops_each_has_its_turn(watch: Watch, qtbot: QtBot) -> None:
    """None of them is read empty, and all are asked."""
    pairs = [socket.socketpair() for _ in range(3 * AT_ONCE)]
    asked: set[int] = set()
    for number, (ours, theirs) in enumerate(pairs):
        watch(ours.fileno(), partial(asked.add, number))
        theirs.send(b"a")
    qtbot.waitUntil(lambda: len(asked) == len(pairs))
    for each in (end for pair in pairs for end in pair):
        each.close()


def test_one_that_was_closed_before_it_was_taken_off_does_no_harm(inlet: Inlet, watch: Watch) -> None:
    reading, writing = os.pipe()
    watch(reading, lambda: None)
    os.close(reading)
    assert inlet.remove(reading)
    assert not inlet.remove(reading)
    os.close(writing)


def test_what_they_ask_for_follows_them_at_once(
    loop: asyncio.AbstractEventLoop, pair: tuple[socket.socket, socket.socket], qtbot: QtBot
) -> None:
    ours, theirs = pair
    order: list[str] = []
    inlet = Inlet(lambda: order.append("and more"))
    inlet.add(ours.fileno(), asyncio.Handle(lambda: order.append(ours.recv(9).decode()), (), loop))
    theirs.send(b"read")
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["read", "and more"]
    inlet.close()
