"""Whoever makes noise on the port must not fill the log."""

import asyncio
import errno
import logging

import pytest

from watchfloor.server.trouble import TELL_S, Hush, LoopTrouble


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def record(words: str, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord("uvicorn.error", level, "", 0, words, None, None)


def test_the_same_noise_is_told_once_in_a_while_and_errors_always() -> None:
    clock = Clock()
    hush = Hush(clock)
    assert [hush.filter(record("Invalid HTTP request received.")) for _ in range(3)] == [True, False, False]
    assert hush.filter(record("Something else"))
    assert all(hush.filter(record("It broke", logging.ERROR)) for _ in range(3))
    assert not hush.filter(record("No supported WebSocket library detected. Please use pip"))
    clock.now_s += TELL_S
    assert hush.filter(record("Invalid HTTP request received."))


def full(number: int) -> dict[str, object]:
    return {"message": "socket.accept() out of system resource", "exception": OSError(number, "Too many")}


@pytest.mark.logs("no room for another connection")
async def test_files_that_ran_out_are_told_without_a_trace_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    loop, trouble = asyncio.get_running_loop(), LoopTrouble(clock)
    for _ in range(5):
        trouble(loop, full(errno.EMFILE))
    clock.now_s += TELL_S
    trouble(loop, full(errno.EMFILE))
    said = [str(each.msg) for each in caplog.records]
    assert len(said) == 2
    assert "times=1 " in said[0]
    assert "times=5 " in said[1]
    assert all(each.exc_info is None for each in caplog.records)


@pytest.mark.logs("socket.accept")
async def test_what_is_no_lack_of_files_is_told_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    LoopTrouble(Clock())(asyncio.get_running_loop(), full(errno.EIO))
    assert caplog.records[0].exc_info


async def test_a_door_that_is_closed_by_the_time_it_is_tried_again_is_nobodys_trouble() -> None:
    again = "Exception in callback BaseSelectorEventLoop._start_serving(<function f>)"
    context = {"message": again, "exception": ValueError("Invalid file descriptor: -1")}
    LoopTrouble(Clock())(asyncio.get_running_loop(), context)


@pytest.mark.logs("Exception in callback f")
async def test_any_other_wrong_value_is(caplog: pytest.LogCaptureFixture) -> None:
    context = {"message": "Exception in callback f()", "exception": ValueError("7")}
    LoopTrouble(Clock())(asyncio.get_running_loop(), context)
    assert caplog.records
