"""The indexes behind the stream: whole after every slice, whatever the slices were."""

from pathlib import Path

import pytest

from tests.unit.journal.sample import batch, event, events, journal, read
from watchfloor.journal.index import SLICE_EVENTS, Index
from watchfloor.journal.writer.book import Book


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
