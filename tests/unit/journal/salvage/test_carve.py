"""Rows straight from the pages: as they were written, whatever their key."""

from pathlib import Path

from tests.unit.journal.sample import AT_S, batch, event, events
from watchfloor.journal.salvage.carve import carve
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention


def carved(path: Path, table: str) -> list[tuple[object, ...]]:
    return [row for name, row in carve(path) if name == table]


def test_a_key_below_nothing_is_one(tmp_path: Path) -> None:
    """SQLite writes it as a number of nine bytes, the first of them all ones."""
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    for key in (-1, -5, -(2**62)):
        book.connection.execute("INSERT INTO pin VALUES (?, 1, 'n', zeroblob(20))", (key,))
    book.close()
    assert [row[0] for row in carved(path, "pin")] == [-(2**62), -5, -1]


def test_rows_of_every_table_come_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    long = event(3, data="x" * 100_000)  # over several pages
    book.write([batch([*events(1, 2), long])])
    Retention(book, None).pin(3, "mine", AT_S)  # type: ignore[arg-type]
    tables = ("event", "segment", "channel", "name", "pin")
    wanted = {
        table: book.connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - one of ours
        for table in tables
    }
    book.close()
    for table in tables:
        found = carved(path, table)
        assert found == [(row[0], *row[1:]) for row in wanted[table]], table
