"""The window as a user starts it: a program of its own, once, twice, on a file, in a wrong environment."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.program import DEADLINE_S, launch, no_program_left, open_in

__all__ = ["no_program_left"]


def start(folder: Path, *words: str, **environment: str) -> "subprocess.Popen[str]":
    known = {key: value for key, value in os.environ.items() if not key.startswith("WATCHFLOOR_")}
    home = {"WATCHFLOOR_HOME": str(folder / "home"), "TMPDIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    return launch([sys.executable, "-m", "watchfloor", *words], known | home | environment)


def ended(program: "subprocess.Popen[str]") -> tuple[int, str, str]:
    output, errors = program.communicate(timeout=DEADLINE_S)
    return program.returncode, output, errors


def test_a_second_start_brings_the_first_to_the_front_and_ends(tmp_path: Path) -> None:
    first = start(tmp_path)
    open_in(tmp_path, first)
    code, output, errors = ended(start(tmp_path))
    assert (code, errors) == (0, "")
    assert output == "Watchfloor is open already: its window is in front now.\n"
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    assert ended(first) == (0, "", "")
    home = tmp_path / "home"
    assert (home / "config" / "arrangement.json").is_file()
    assert list((home / "state" / "reports").iterdir()) == []  # a clean end leaves no trace


def test_a_file_that_is_not_there_or_no_journal_is_told(tmp_path: Path) -> None:
    code, _, errors = ended(start(tmp_path, str(tmp_path / "none.watchfloor")))
    assert code == 1
    assert errors.startswith("watchfloor: There is no file")
    rubbish = tmp_path / "rubbish.watchfloor"
    rubbish.write_text("rubbish")
    code, _, errors = ended(start(tmp_path, str(rubbish)))
    assert code == 1
    assert "is not a Watchfloor journal" in errors
    assert "Traceback" not in errors
    assert rubbish.read_text() == "rubbish"


def test_a_last_workspace_with_errors_leads_to_the_demo_and_not_to_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "shift.toml"
    broken.write_text("this is = = not toml")
    state = tmp_path / "home" / "state"
    state.mkdir(parents=True)
    (state / "recent.json").write_text(json.dumps([str(broken)]))
    program = start(tmp_path)
    open_in(tmp_path, program)
    program.send_signal(signal.SIGTERM)
    assert ended(program) == (0, "", "")
    assert broken.read_text() == "this is = = not toml"
    code, _, errors = ended(start(tmp_path, str(broken)))
    assert (code, "shift.toml cannot be read.\nLine 1: " in errors) == (1, True)


def test_an_environment_that_cannot_be_meant_is_told(tmp_path: Path) -> None:
    code, _, errors = ended(start(tmp_path, WATCHFLOOR_BREAKER="sometimes"))
    assert code == 1
    assert errors == "watchfloor: WATCHFLOOR_BREAKER is 'sometimes': write on or off.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_start_that_was_brought_down_is_offered_to_the_next(tmp_path: Path) -> None:
    first = start(tmp_path)
    open_in(tmp_path, first)
    first.send_signal(signal.SIGABRT)
    assert ended(first)[0] == -signal.SIGABRT
    (report,) = (tmp_path / "home" / "state" / "reports").iterdir()
    assert "Aborted" in report.read_text()
    assert "most recent call first" in report.read_text()  # of whichever thread the system gave the signal to
