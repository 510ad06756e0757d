"""A large commit is carried over beside the next one; no copy waits for another, and nothing is left open."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import batch, events
from watchfloor.journal.audit import audit
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.forerunner import MUCH_BYTES, Forerunner, Log


class SlowLog(Log):
    """As slow as the test wants it to be, and broken where that is asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.begun = threading.Event()
        self.may_end = threading.Event()
        self.trouble: Exception | None = None
        self.copies = 0

    def carry(self) -> None:
        self.begun.set()
        assert self.may_end.wait(60)
        if self.trouble:
            raise self.trouble
        super().carry()
        self.copies += 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.watchfloor"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    book = Book(path)
    book.connection.pragma("wal_autocheckpoint", 0)  # what is carried over was carried over by the other one
    yield book
    book.close()


@pytest.fixture
def log(book: Book) -> Iterator[SlowLog]:
    log = SlowLog(book.path)
    yield log
    log.may_end.set()
    log.close()


def kept(path: Path) -> int:
    """How many events the file itself has, without its log."""
    connection = apsw.Connection(
        f"{path.as_uri()}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    )
    try:
        return int(connection.execute("SELECT count(*) FROM event").get)
    except apsw.SQLError:  # not even its tables
        return 0
    finally:
        connection.close()


@pytest.mark.parametrize(("size_bytes", "copies"), [(MUCH_BYTES - 1, 0), (MUCH_BYTES, 1)])
def test_much_is_carried_over_little_is_not(book: Book, log: SlowLog, size_bytes: int, copies: int) -> None:
    book.write([batch(events(1, 100))])
    log.may_end.set()
    forerunner = Forerunner(log)
    forerunner.run(size_bytes)
    forerunner.close()
    assert log.copies == copies
    assert kept(book.path) == 100 * copies


def test_a_slow_disk_is_not_asked_twice_at_once(log: SlowLog) -> None:
    forerunner = Forerunner(log)
    forerunner.run(MUCH_BYTES)
    assert log.begun.wait(60)
    for _ in range(5):
        forerunner.run(MUCH_BYTES)
    log.may_end.set()
    forerunner.close()
    assert log.copies == 1


def test_commits_go_on_beside_a_copy_and_are_taken_in_by_the_next(book: Book, log: SlowLog) -> None:
    forerunner = Forerunner(log)
    book.write([batch(events(1, 100))])
    forerunner.run(MUCH_BYTES)
    assert log.begun.wait(60)
    book.write([batch(events(101, 200))])
    log.may_end.set()
    forerunner.close()
    assert kept(book.path) == 200


def test_nothing_is_begun_after_the_end_and_the_log_is_let_go_of(book: Book, log: SlowLog) -> None:
    log.may_end.set()
    forerunner = Forerunner(log)
    forerunner.run(MUCH_BYTES)
    forerunner.close()
    forerunner.close()
    forerunner.run(MUCH_BYTES)
    assert log.copies == 1


def test_trouble_is_left_to_whom_it_concerns(book: Book, log: SlowLog) -> None:
    log.trouble = apsw.IOError("the disk is gone")
    log.may_end.set()
    forerunner = Forerunner(log)
    forerunner.run(MUCH_BYTES)
    forerunner.close()
    book.write([batch(events(1, 10))])
    assert log.copies == 0


def test_a_burst_is_whole_beside_it_and_no_file_stays_open(tmp_path: Path, path: Path) -> None:
    book = Book(path)
    for first in range(1, 20_000, 5_000):
        book.write([batch(events(first, first + 4_999))])
    book.close()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert audit(path).ok
    assert not [
        each for each in Path("/proc/self/fd").glob("*") if os.path.realpath(each).startswith(str(path))
    ]
