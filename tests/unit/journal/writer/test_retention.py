"""Retention: the oldest go, the pinned stay, and what is left is still proven."""

import asyncio
from pathlib import Path

import apsw
import msgspec
import pytest

from tests.unit.journal.sample import AT_S, batch, events, journal, read
from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.journal import file
from watchfloor.journal.audit import audit
from watchfloor.journal.index import Index
from watchfloor.journal.salvage.salvage import salvage
from watchfloor.journal.settings import Keep, Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention
from watchfloor.journal.writer.writer import Writer


def kept(book: Book) -> list[int]:
    return [int(id_) for (id_,) in book.connection.execute("SELECT id FROM event ORDER BY id")]


@pytest.mark.parametrize("indexed", [0, 35, 100])
def test_the_oldest_go_by_count_and_the_rest_is_proven(tmp_path: Path, indexed: int) -> None:
    path = journal(tmp_path / "a.watchfloor", 100)
    book = Book(path)
    index = Index(book.connection, read)
    index.finish(indexed)
    assert Retention(book, Keep(max_events=45)).apply(AT_S) == 50
    assert kept(book) == list(range(51, 101))
    book.write([batch(events(101, 103))])
    index.finish(book.last_id)
    found = book.connection.execute("SELECT count(*) FROM words WHERE words MATCH 'damascus'").get
    assert found == 53
    assert book.connection.execute("SELECT count(*) FROM reading").get == 53
    book.close()
    result = audit(path)
    assert result.ok, result
    assert (result.channels[0].counted, result.channels[0].dropped) == (53, 50)
    assert result.channels[0].totals.stored == 103


def test_by_age_and_never_the_newest(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 100)
    book = Book(path)
    retention = Retention(book, Keep(max_age_s=30.0))
    assert retention.apply(AT_S + 100) == 60  # events 61 to 70 were committed with 70
    assert retention.apply(AT_S + 100) == 0
    assert retention.apply(AT_S + 9_999) == 30
    assert kept(book) == list(range(91, 101))
    book.close()
    assert audit(path).ok


def stamped(first: int, ahead_s: float) -> list[Event]:
    """Ten events as a clock received them that was so far ahead."""
    return [
        msgspec.structs.replace(each, received_at_s=each.received_at_s + ahead_s)
        for each in events(first, first + 9)
    ]


@pytest.mark.parametrize("ahead_s", [3e8, -3e8, 3_600.0, -3_600.0])
def test_a_clock_that_was_wrong_for_a_while_neither_holds_up_nor_hastens(
    tmp_path: Path, ahead_s: float
) -> None:
    """Events stand in the order of their receipt, whatever a clock said; 30 s are kept, so 61 to 100 stay."""
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    for first in range(1, 101, 10):
        book.write([batch(stamped(first, ahead_s if 11 <= first <= 31 or first == 81 else 0.0))])
    assert Retention(book, Keep(max_age_s=30.0)).apply(AT_S + 100) == 60
    assert kept(book) == list(range(61, 101))
    book.close()
    assert audit(path).ok


def test_room_that_was_freed_is_given_back_but_for_a_spare_part(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 6_000, 500)
    book = Book(path)
    Index(book.connection, read).finish(book.last_id)
    before = book.size_bytes()
    retention = Retention(book, Keep(max_events=1_000))
    assert not retention.give_back(), "nothing is free yet"
    assert retention.apply(AT_S) == 5_000
    while retention.give_back():
        pass
    assert book.size_bytes() < before / 3
    free = int(book.connection.pragma("freelist_count"))
    assert 0 < free <= int(book.connection.pragma("page_count")) // 8
    book.close()
    assert path.stat().st_size < before / 3, "the file itself is smaller"
    assert audit(path).ok
    assert salvage(path, AT_S).intact == 1_000


async def test_other_bounds_are_met_bit_by_bit_while_the_stream_goes_on(tmp_path: Path) -> None:
    """Also while the indexes are far behind."""
    path = journal(tmp_path / "a.watchfloor", 20_000, 1_000)
    committed: asyncio.Queue[int] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    writer = Writer.open(
        path,
        read=read,
        settings=Settings(commit_s=0.01),
        on_commit=lambda last: loop.call_soon_threadsafe(committed.put_nowait, last),
    )
    assert await writer.keep(Keep(max_events=2_000), AT_S) == 5_000, "other things wait for this thread"
    connection = file.open_read(path)
    last = 20_000
    while connection.execute("SELECT count(*) FROM event").get > 3_000:
        last += 1
        await writer.put(batch(events(last, last)))
        await committed.get()
    connection.close()
    await writer.close()
    assert audit(path).ok


async def test_bounds_outlive_the_file_they_were_set_for(tmp_path: Path) -> None:
    """A salvage begins a new one: what a person chose meanwhile still holds."""
    path = journal(tmp_path / "a.watchfloor", 100)
    writer = Writer.open(path, read=read, settings=Settings(keep=Keep(max_events=500)))
    assert await writer.keep(Keep(), AT_S) == 0
    await writer.salvage()
    assert writer._worker.retention.keep == Keep()
    await writer.close()


def test_by_size(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 3_000, 50)
    book = Book(path)
    used = Retention(book, Keep())._used_bytes()
    retention = Retention(book, Keep(max_bytes=used // 2))
    while retention.apply(AT_S):
        pass
    assert retention._used_bytes() <= used // 2 + 64 * 1024
    assert 500 < len(kept(book)) < 2_000
    book.close()
    assert audit(path).ok


def test_pins_stay_and_are_proven_and_can_go(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 100, channels=("map", "other"))
    book = Book(path)
    Index(book.connection, read).finish(book.last_id)
    retention = Retention(book, Keep(max_events=20))
    retention.pin(5, "look at this", AT_S)
    retention.pin(16, "and this", AT_S)
    assert retention.apply(AT_S) == 178
    assert kept(book)[:3] == [5, 16, 181]
    assert book.connection.execute("SELECT rowid FROM words WHERE words MATCH 'damascus' LIMIT 1").get == 5
    book.close()
    result = audit(path)
    assert result.ok, result
    assert [channel.pinned for channel in result.channels] == [1, 1]
    book = Book(path)
    Retention(book, Keep()).unpin(5)
    assert kept(book)[0] == 16
    book.close()
    assert audit(path).ok


def test_what_is_gone_cannot_be_pinned(tmp_path: Path) -> None:
    book = Book(journal(tmp_path / "a.watchfloor", 10))
    with pytest.raises(KnownError, match="no longer in the journal"):
        Retention(book, Keep()).pin(11, "", AT_S)
    book.close()


def test_without_bounds_nothing_goes(tmp_path: Path) -> None:
    book = Book(journal(tmp_path / "a.watchfloor", 100))
    assert Retention(book, Keep()).apply(AT_S + 1e9) == 0
    book.close()


async def test_the_writer_applies_bounds_and_pins(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, read=read)
    for first in range(1, 100, 10):
        await writer.put(batch(events(first, first + 9)))
        await writer.flush()
    await writer.pin(3, "mine", AT_S)
    assert await writer.keep(Keep(max_events=30), AT_S) == 69
    await writer.unpin(3)
    past = writer.resume("map")
    assert (past.last_seq, past.totals.stored) == (100, 100)
    await writer.close()
    connection = apsw.Connection(str(path))
    assert connection.execute("SELECT min(id), count(*) FROM event").fetchone() == (71, 30)
    connection.close()
    assert audit(path).ok
