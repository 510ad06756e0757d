"""The file's format: an older one is brought up to date, a newer or a foreign one is left alone."""

import hashlib
import json
from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import batch, events, journal, read
from watchfloor.core.error import KnownError
from watchfloor.journal import file, packing, schema
from watchfloor.journal.audit import audit
from watchfloor.journal.index import Index
from watchfloor.journal.salvage.salvage import salvage
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.segment import ledger_bytes


def older(path: Path, version: int) -> None:
    """A file as the first versions of the format had it, with two events."""
    connection = apsw.Connection(str(path))
    schema.upgrade(connection, str(path), schema.STEPS[:version])
    rows, _ = packing.pack_events(events(1, 2), 0)
    totals = json.dumps({"received": 2, "stored": 2}).encode()
    ledger = ledger_bytes(1, "map-2", totals, [])
    digest = _digest(b"".join((b"%d 2\n" % len(ledger), ledger, *rows)), version)
    head = _digest(bytes(16) + digest, version)
    with connection:
        connection.execute(packing.INSERT_ONE_CHANNEL, (0, apsw.carray(tuple(rows)), 1, 0))
        connection.execute(
            "INSERT INTO segment VALUES (1, 1, 1, 1, 2, 'map-2', ?, ?, ?)", (totals.decode(), digest, head)
        )
        connection.execute(
            "INSERT INTO channel VALUES (1, 'map', '', '', 'map-2', 2, ?, ?)", (totals.decode(), head)
        )
        if version > 1:
            connection.execute("INSERT INTO name VALUES (1, 1, 'map', '', '')")
    connection.close()


def _digest(content: bytes, version: int) -> bytes:
    if version < 3:
        return hashlib.blake2b(content, digest_size=16).digest()
    return hashlib.sha256(content).digest()[:20]


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


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_changed_row_of_an_older_version_is_found_whatever_its_digest_is(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "a.watchfloor"
    older(path, version)
    Book(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE event SET data = data || ' ' WHERE id = 2")
    connection.close()
    assert [line for line in audit(path).channels[0].broken if "does not match its digest" in line]


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_an_older_version_is_salvaged_with_its_commits_proven(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.watchfloor"
    older(path, version)
    salvaged = salvage(path, 1.7e9)
    assert (salvaged.intact, salvaged.doubtful) == (2, 0)
    assert audit(path).ok


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
    newer = rf"written by a newer Watchfloor \(format {schema.VERSION + 1}, this one knows {schema.VERSION}\)"
    for opened in (Book, file.open_read):
        with pytest.raises(KnownError, match=newer):
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
