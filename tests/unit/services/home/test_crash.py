"""Reports: one for each fault, without secrets, told once at the next start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchfloor.services.home.crash import A_RUN, KEPT, UNTOLD, CrashDesk

NOW_S = 1_772_281_805.0


def failed(message: str = "broken") -> Exception:
    with pytest.raises(ValueError) as caught:
        raise ValueError(message)
    return caught.value


def test_a_report_says_what_where_and_with_what(tmp_path: Path) -> None:
    path = CrashDesk(tmp_path).report(failed(), NOW_S, "Map")
    assert path is not None
    text = path.read_text()
    assert "Where: Map" in text
    assert "2026-02-28 12:30:05 UTC" in text
    assert "ValueError: broken" in text
    assert "test_crash.py" in text
    assert "Watchfloor 0." in text


def test_no_secret_is_in_it(tmp_path: Path) -> None:
    desk = CrashDesk(tmp_path, secrets=["hunter2hunter2"])
    words = "https://u:pw1234@host/?token=abcdef123456 Authorization: Bearer zzzzzzzz hunter2hunter2"
    path = desk.report(failed(words), NOW_S)
    assert path is not None
    for secret in ("pw1234", "abcdef123456", "zzzzzzzz", "hunter2"):
        assert secret not in path.read_text()


def test_the_same_fault_is_reported_once(tmp_path: Path) -> None:
    desk = CrashDesk(tmp_path)
    assert [desk.report(failed(), NOW_S) is not None for _ in range(3)] == [True, False, False]
    assert len(list(tmp_path.iterdir())) == 1


def test_one_start_writes_no_more_than_a_few(tmp_path: Path) -> None:
    desk = CrashDesk(tmp_path)
    for number in range(A_RUN + 5):
        try:
            exec("\n" * number + "raise ValueError", {})  # noqa: S102 - each on a line of its own
        except ValueError as error:
            desk.report(error, NOW_S + number)
    assert len(list(tmp_path.iterdir())) == A_RUN


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        old = tmp_path / f"report-{number:03}.txt"
        old.write_text("old")
        os.utime(old, (number, number))
    CrashDesk(tmp_path).report(failed(), NOW_S)
    names = {path.name for path in tmp_path.iterdir()}
    assert len(names) == KEPT
    assert "report-003.txt" not in names


def test_the_next_start_is_told_once(tmp_path: Path) -> None:
    CrashDesk(tmp_path).report(failed(), NOW_S)
    after = CrashDesk(tmp_path)
    assert len(after.untold()) == 1
    (path,) = after.told()
    assert "ValueError" in path.read_text()
    assert after.untold() == []


def test_a_clean_end_leaves_nothing(tmp_path: Path) -> None:
    desk = CrashDesk(tmp_path / "new")
    desk.watch_faults()
    assert len(list((tmp_path / "new").iterdir())) == 1
    assert desk.untold() == []
    desk.close()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_program_that_was_brought_down_leaves_its_traces(tmp_path: Path) -> None:
    code = (
        "import faulthandler; from pathlib import Path; from watchfloor.services.home.crash import CrashDesk;"
        f"CrashDesk(Path({str(tmp_path)!r})).watch_faults(); faulthandler._sigabrt()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert ended.returncode != 0
    (path,) = CrashDesk(tmp_path).untold()
    assert "Aborted" in path.read_text()


def test_traces_of_a_start_that_was_killed_are_removed(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f"fault-{ended.pid}{UNTOLD}").write_bytes(b"")
    assert CrashDesk(tmp_path).untold() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [None, "file"])
def test_where_nothing_can_be_written_nothing_is(tmp_path: Path, folder: str | None) -> None:
    (tmp_path / "file").write_text("")
    desk = CrashDesk(None if folder is None else tmp_path / folder)
    desk.watch_faults()
    assert desk.report(failed(), NOW_S) is None
    assert desk.untold() == []
    desk.close()
