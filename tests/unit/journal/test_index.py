"""The indexes behind the stream: whole after every slice, whatever the slices were."""

import asyncio
from pathlib import Path

import pytest

from tests.unit.journal.sample import batch, event, events, journal, read
from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.parser import parse
from watchfloor.journal.index import SLICE_EVENTS, Index
from watchfloor.journal.proof.index import faults
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.writer import Writer


def zones(book: Book) -> list[tuple[object, ...]]:
    return book.connection.execute(
        "SELECT first, last, min_severity, max_severity, channels, marks FROM zone ORDER BY first"
    ).fetchall()


def test_small_slices_make_no_small_zones(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    index = Index(book.connection, read)
    for first in range(1, 1_201, 4):
        book.write(
            [batch([event(seq, mark="late" if seq == 600 else "") for seq in range(first, first + 4)])]
        )
        index.finish(book.last_id)
    assert zones(book) == [
        (1, SLICE_EVENTS, 1.0, 5.0, '["map"]', "[]"),
        (SLICE_EVENTS + 1, 2 * SLICE_EVENTS, 1.0, 5.0, '["map"]', '["late"]'),
        (2 * SLICE_EVENTS + 1, 1_200, 1.0, 5.0, '["map"]', "[]"),
    ]
    book.close()


def test_many_names_are_not_named(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    book.write([batch([event(1, f"channel {number}")]) for number in range(30)])
    Index(book.connection, read).finish(book.last_id)
    assert zones(book) == [(1, 30, 2.0, 2.0, None, "[]")]
    book.close()


@pytest.mark.parametrize("each", [1, 7, 1_000])
def test_a_slice_is_bounded_by_size_and_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, each: int
) -> None:
    monkeypatch.setattr("watchfloor.journal.index._SLICE_BYTES", 5_000)
    book = Book(journal(tmp_path / "a.watchfloor", 3))
    book.write([batch([event(seq, data="x" * 3_000 + f" w{seq}") for seq in range(4, 8)])])
    index = Index(book.connection, read)
    reached = []
    while index.step(book.last_id, each):
        reached.append(index.done)
    assert index.done == 7
    assert reached == list(range(1, 7)) if each == 1 else reached[-1] < 7
    assert book.connection.execute("SELECT count(*) FROM reading").get == 7
    assert book.connection.execute("SELECT rowid FROM words WHERE words MATCH 'w6'").get == 6
    book.close()


def test_an_index_goes_on_where_it_ended(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 100)
    book = Book(path)
    Index(book.connection, read).step(book.last_id, 30)
    book.close()
    book = Book(path)
    index = Index(book.connection, read)
    assert index.done == 30
    index.finish(book.last_id)
    book.write([batch(events(101, 105))])
    index.finish(book.last_id)
    assert book.connection.execute("SELECT count(*) FROM words WHERE words MATCH 'damascus'").get == 105
    assert book.connection.execute("SELECT sum(last - first + 1) FROM zone").get == 105
    book.close()


def unread(path: Path, count: int, known: range) -> Book:
    """A journal of the third format, in which all but these events were indexed before they had a profile."""
    book = Book(journal(path, count))

    def half(event: Event) -> Reading | None:
        return read(event) if event.seq in known else None

    index = Index(book.connection, half)
    while index.step(book.last_id, 100):
        pass
    book.connection.execute("DROP TABLE doubt")
    book.connection.pragma("user_version", 3)
    book.close()
    return Book(path)


def severe(book: Book) -> int:
    return int(book.connection.execute("SELECT count(*) FROM reading WHERE severity >= 4").get)


@pytest.mark.parametrize("known", [range(0), range(1, 400), range(600, 1_201)])
def test_what_an_older_version_has_indexed_unread_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: range
) -> None:
    """A slice at a time, and the zones know of it: else a query would still pass them over."""
    monkeypatch.setattr("watchfloor.journal.index.DOUBTED_EVENTS", 700)
    book = unread(tmp_path / "a.watchfloor", 1_200, known)
    assert severe(book) < 480
    index = Index(book.connection, read)
    assert index.doubted == 1_200
    slices = 0
    while index.doubted:
        index.read_doubted()
        slices += 1
    assert slices <= 5
    assert severe(book) == 480
    assert [zone[2:4] for zone in zones(book)] == [(1.0, 5.0)] * 3
    assert Index(book.connection, read).doubted == 0
    assert not faults(book.connection, 1_200)
    book.close()


def test_doubt_is_bounded_by_size_and_outlives_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchfloor.journal.index._SLICE_BYTES", 1)
    path = tmp_path / "a.watchfloor"
    book = unread(path, 10, range(0))
    Index(book.connection, read).read_doubted()
    book.close()
    book = Book(path)
    index = Index(book.connection, read)
    assert index.doubted == 9
    index.restart()
    assert index.doubted == 0
    book.close()


def test_what_no_profile_can_read_is_passed_over_once(tmp_path: Path) -> None:
    book = unread(tmp_path / "a.watchfloor", 100, range(0))
    index = Index(book.connection, lambda _event: None)
    index.read_doubted()
    index.read_doubted()
    assert index.doubted == 0
    book.close()


def test_a_new_file_doubts_nothing(tmp_path: Path) -> None:
    book = Book(journal(tmp_path / "a.watchfloor", 10))
    index = Index(book.connection, read)
    index.finish(book.last_id)
    assert (index.doubted, Index(book.connection, read).doubted) == (0, 0)
    book.close()


async def test_the_writer_reads_it_when_nothing_else_is_due(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    unread(path, 300, range(0)).close()
    writer = Writer.open(path, read=read)
    async with asyncio.timeout(20):
        while await writer._on_thread(lambda: writer._worker.index.doubted):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    await writer.close()
    reader = Reader.open(path, read=read)
    assert await reader.count(parse("severity:>=4")) == 120
    await reader.close()
