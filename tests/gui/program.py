"""The window as a program of its own: when it is open, and that none is left."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

DEADLINE_S = 100.0  # of a machine under load
_started: list["subprocess.Popen[str]"] = []


def launch(words: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    program = subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    _started.append(program)
    return program


@pytest.fixture(autouse=True)
def no_program_left() -> Iterator[None]:
    """Also a test that fails leaves none behind: it would run for ever."""
    yield
    while _started:
        program = _started.pop()
        if program.poll() is None:
            program.kill()
            program.communicate()


def open_in(folder: Path, program: "subprocess.Popen[str]") -> None:
    """Until the demo's journal below this folder is written to: nothing else tells from outside."""
    deadline_s = time.monotonic() + DEADLINE_S
    while not list(folder.rglob("demo.watchfloor-wal")):
        assert time.monotonic() < deadline_s
        assert program.poll() is None, program.communicate()
        time.sleep(0.05)
