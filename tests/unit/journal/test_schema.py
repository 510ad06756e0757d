"""The file's format: an older one is brought up to date, a newer or a foreign one is left alone."""

import json
from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import batch, events, journal, read
from watchfloor.core.error import KnownError
from watchfloor.journal import file, packing, schema
from watchfloor.journal.audit import audit
from watchfloor.journal.index import Index
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.segment import ledger_bytes


def older(path: Path, version: int) -> None:
    """A file as the first versions of the format had it, with two events."""
    connection = apsw.Connection(str(path))
    schema.upgrade(connection, str(path), schema.STEPS[:version])
    rows, _ = packing.pack_events(events(1, 2), 0)
    totals = json.dumps({"received": 2, "stored": 2}).encode()
    digest = packing.digest(ledger_bytes(1, "map-2", totals, []), rows)
    head = packing.chain(packing.NO_DIGEST, digest)
    with connection:
        connection.execute(packing.INSERT_ONE_CHANNEL, (0, apsw.carray(tuple(rows)), 1, 0))
        connection.execute(
            "INSERT INTO segment VALUES (1, 1, 1, 1, 2, 'map-2', ?, ?, ?)", (totals.decode(), digest, head)
        )
        connection.execute(
            "INSERT INTO channel VALUES (1, 'map', '', '', 'map-2', 2, ?, ?)", (totals.decode(), head)
        )
    connection.close()


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_every_older_version_is_upgraded_with_all_it_holds(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.watchfloor"
    older(path, version)
    book = Book(path)
    assert schema.version(book.connection) == schema.VERSION
    book.write([batch(events(3, 4))])
    Index(book.connection, read).finish(book.last_id)
    book.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].counted == 4


def test_upgraded_and_new_files_have_the_same_tables(tmp_path: Path) -> None:
    older(tmp_path / "old.watchfloor", 1)
    tables = []
    for name in ("old", "new"):
        book = Book(tmp_path / f"{name}.watchfloor")
        tables.append(book.connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall())
        book.close()
    assert tables[0] == tables[1]


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 3)
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", schema.VERSION + 1)
    connection.close()
    before = path.read_bytes()
    for opened in (Book, file.open_read):
        with pytest.raises(KnownError, match=r"written by a newer Watchfloor \(format 3, this one knows 2\)"):
            opened(path)
    assert path.read_bytes() == before


def test_a_half_made_file_is_made_anew(tmp_path: Path) -> None:
    """Killed before the first commit, a file is empty or has no tables."""
    path = tmp_path / "a.watchfloor"
    path.touch()
    book = Book(path)
    book.write([batch(events(1, 2))])
    book.close()
    assert audit(path).ok
