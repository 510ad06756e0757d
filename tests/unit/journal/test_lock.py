"""The lock: one writer at a time, and no leftover that keeps the next one out."""

import shutil
from pathlib import Path

import pytest

from watchfloor.journal.file import JournalBusyError, JournalMissingError
from watchfloor.journal.lock import Lock, is_held


def test_it_is_held_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    lock = Lock(path)
    with pytest.raises(JournalBusyError):
        Lock(path)
    lock.release()
    assert list(tmp_path.iterdir()) == []
    Lock(path).release()


def test_a_lock_that_was_removed_is_held_again(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    lock = Lock(path)
    lock.renew()
    assert is_held(path)
    Path(f"{path}-lock").unlink()
    assert not is_held(path)
    lock.renew()
    assert is_held(path)
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_another_took_meanwhile_is_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    lock = Lock(path)
    Path(f"{path}-lock").unlink()
    other = Lock(path)
    with pytest.raises(JournalBusyError):
        lock.renew()
    lock.release()
    assert is_held(path)
    other.release()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.watchfloor"
    path.parent.mkdir()
    lock = Lock(path)
    shutil.rmtree(path.parent)
    with pytest.raises(JournalMissingError, match="Make the folder again"):
        lock.renew()
    lock.release()


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
