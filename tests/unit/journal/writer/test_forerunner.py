"""A large commit is synced beside the next one; no sync waits for another, and nothing is left open."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.journal.sample import batch, events
from watchfloor.journal.audit import audit
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.forerunner import MUCH_BYTES, Forerunner


class Disk:
    """Notes which file is synced, and is as slow as the test wants it to be."""

    def __init__(self) -> None:
        self.synced: list[tuple[int, int]] = []
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def sync(self, descriptor: int) -> None:
        found = os.fstat(descriptor)
        self.synced.append((found.st_dev, found.st_ino))
        self.begun.set()
        assert self.may_end.wait(30)


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    yield disk
    disk.may_end.set()


def log(folder: Path) -> Path:
    path = folder / "a.watchfloor-wal"
    path.write_bytes(b"log")
    return path


@pytest.mark.parametrize(("size_bytes", "syncs"), [(MUCH_BYTES - 1, 0), (MUCH_BYTES, 1)])
def test_much_is_synced_little_is_not(tmp_path: Path, disk: Disk, size_bytes: int, syncs: int) -> None:
    disk.may_end.set()
    path = log(tmp_path)
    forerunner = Forerunner(path, disk.sync)
    forerunner.run(size_bytes)
    forerunner.close()
    assert disk.synced == [(path.stat().st_dev, path.stat().st_ino)] * syncs


def test_a_slow_disk_is_not_asked_twice_at_once(tmp_path: Path, disk: Disk) -> None:
    forerunner = Forerunner(log(tmp_path), disk.sync)
    forerunner.run(MUCH_BYTES)
    assert disk.begun.wait(30)
    for _ in range(5):
        forerunner.run(MUCH_BYTES)
    disk.may_end.set()
    forerunner.close()
    assert len(disk.synced) == 1


def test_nothing_is_begun_after_the_end_and_the_log_is_let_go_of(tmp_path: Path, disk: Disk) -> None:
    disk.may_end.set()
    path = log(tmp_path)
    forerunner = Forerunner(path, disk.sync)
    forerunner.run(MUCH_BYTES)
    forerunner.close()
    forerunner.close()
    forerunner.run(MUCH_BYTES)
    assert len(disk.synced) == 1
    assert not [each for each in Path("/proc/self/fd").glob("*") if os.path.realpath(each) == str(path)]


@pytest.mark.parametrize("broken", [OSError("the disk is gone"), None])
def test_trouble_is_left_to_whom_it_concerns(tmp_path: Path, broken: OSError | None) -> None:
    def sync(_: int) -> None:
        if broken:
            raise broken

    forerunner = Forerunner(log(tmp_path) if broken else tmp_path / "none", sync)
    forerunner.run(MUCH_BYTES)
    forerunner.close()


def test_a_burst_is_whole_beside_it(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    for first in range(1, 20_000, 5_000):
        book.write([batch(events(first, first + 4_999))])
    book.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.watchfloor"]
    assert audit(tmp_path / "a.watchfloor").ok
