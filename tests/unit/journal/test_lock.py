"""The lock: one writer at a time, and no leftover that keeps the next one out."""

from pathlib import Path

import pytest

from watchfloor.journal.file import JournalBusyError
from watchfloor.journal.lock import Lock, is_held


def test_it_is_held_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    lock = Lock(path)
    with pytest.raises(JournalBusyError):
        Lock(path)
    lock.release()
    assert list(tmp_path.iterdir()) == []
    Lock(path).release()


def test_a_file_left_by_a_killed_program_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    Path(f"{path}-lock").write_text("4711")
    Lock(path).release()


def test_whether_it_is_held_can_be_asked_without_a_trace(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    assert not is_held(path)
    assert list(tmp_path.iterdir()) == []
    lock = Lock(path)
    assert is_held(path)
    lock.release()
    assert not is_held(path)
    Path(f"{path}-lock").write_text("4711")
    assert not is_held(path), "its owner was killed"
