"""Opening a file: what is wrong with it is told in a sentence, whatever its first page says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import batch, events, journal, read
from tests.unit.journal.test_schema import older
from watchfloor.core.error import KnownError
from watchfloor.core.query.tree import All
from watchfloor.journal import file, schema
from watchfloor.journal.audit import audit
from watchfloor.journal.exchange.export_file import write_file
from watchfloor.journal.file import JournalDamagedError
from watchfloor.journal.reader.scan import Scan
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.writer import Writer

VERSION_BYTES = range(60, 64)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return journal(tmp_path_factory.mktemp("whole") / "a.watchfloor", 60, 20)


async def reopened(path: Path) -> str:
    """What becomes of a file that is opened for writing: all its events, or a sentence."""
    try:
        writer = Writer.open(path, settings=Settings(index=False))
    except KnownError as error:
        return str(error)
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].counted == 60
    return "whole"


@pytest.mark.parametrize("at", range(100))
async def test_no_byte_of_the_head_can_cost_an_event(whole: Path, tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(whole, path)
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0xFF
    path.write_bytes(raw)
    said = await reopened(path)
    # A higher number could be that of a format to come: such a file is left alone.
    assert said == "whole" or (at in VERSION_BYTES and "by a newer Watchfloor" in said)


@pytest.mark.parametrize("part", range(5, 100, 7))
async def test_a_file_cut_off_anywhere_is_salvaged(whole: Path, tmp_path: Path, part: int) -> None:
    """Also within a page, where SQLite takes what it cannot read for a fault of the disk."""
    path = tmp_path / "a.watchfloor"
    raw = whole.read_bytes()
    path.write_bytes(raw[: len(raw) * part // 100])
    writer = Writer.open(path, settings=Settings(index=False))
    assert writer.salvaged is not None
    await writer.close()
    result = audit(path)
    assert result.ok, result


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_a_number_of_format_that_cannot_be_is_damage(whole: Path, tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(whole, path)
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", number)
    connection.close()
    assert await reopened(path) == "whole"


def test_a_file_that_does_not_call_itself_a_journal_any_more_is_damaged(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(whole, path)
    connection = apsw.Connection(str(path))
    connection.pragma("application_id", 5)
    connection.close()
    with pytest.raises(JournalDamagedError, match="set aside whole"):
        file.open_read(path)


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE event(id INTEGER PRIMARY KEY, x); CREATE TABLE words(y)")
    connection.close()
    before = path.read_bytes()
    for opened in (file.open_read, file.open_write):
        with pytest.raises(KnownError, match="is not a Watchfloor journal"):
            opened(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_file_of_an_older_format_can_be_read_as_it_stands(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.watchfloor"
    older(path, version)
    before = path.read_bytes()
    scan = Scan(path, lambda: 0.0, read)
    assert [row.event.id for page in scan.pages(All(), 10) for row in page] == ["map-1", "map-2"]
    scan.close()
    connection = file.open_read(path)
    assert connection.execute("SELECT count(*) FROM pin").get == 0
    connection.close()
    assert path.read_bytes() == before


def test_what_somebody_put_into_a_file_does_nothing(whole: Path, tmp_path: Path) -> None:
    """A trigger would run with each event that is written, and might take others away."""
    path = tmp_path / "a.watchfloor"
    shutil.copy(whole, path)
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END")
    connection.close()
    book = Book(path)
    book.write([batch(events(61, 62))])
    assert book.connection.execute("SELECT count(*) FROM event").get == 62
    book.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET data = x'ff' WHERE id = 5",
        "UPDATE event SET channel = 9 WHERE id = 5",
        "UPDATE event SET received_us = 'x' WHERE id = 5",
        "UPDATE event SET type = CAST(x'c3' AS TEXT) WHERE id = 60",
        "UPDATE segment SET count = 'x' WHERE id = 3",
        "ALTER TABLE event RENAME TO renamed; CREATE VIEW event AS SELECT * FROM renamed",
    ],
)
async def test_rows_that_were_never_written_so_are_found_before_anything_is_added(
    whole: Path, tmp_path: Path, sql: str
) -> None:
    """The pages are in order, so that SQLite has nothing to say; nobody could read on behind such a row."""
    path = tmp_path / "a.watchfloor"
    shutil.copy(whole, path)
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()
    writer = Writer.open(path, settings=Settings(index=False))
    past = writer.resume("map")
    assert past.last_event_id in ("map-59", "map-60")
    assert writer.salvaged is not None
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].totals == past.totals
    scan = Scan(path, lambda: 0.0, read)
    assert sum(len(page) for page in scan.pages(All(), 10)) >= 59
    scan.close()


@pytest.mark.parametrize(
    ("detail", "sentence"),
    [
        (apsw.SQLITE_IOERR_SHORT_READ, "is damaged."),
        (apsw.SQLITE_IOERR_CORRUPTFS, "is damaged."),
        (apsw.SQLITE_IOERR_READ, "Reading or writing .* failed .*Check the disk that holds it."),
        (apsw.SQLITE_IOERR_FSYNC, "Reading or writing .* failed .*Check the disk that holds it."),
    ],
)
def test_a_disk_that_fails_is_not_a_file_that_is_damaged(whole: Path, detail: int, sentence: str) -> None:
    """A damaged file is set aside; where the disk fails there is nothing to set aside, and nowhere to."""
    error = apsw.IOError("disk I/O error")
    error.extendedresult = detail  # type: ignore[attr-defined]
    found = file.known(error, whole)
    assert re.search(sentence, str(found))
    assert isinstance(found, JournalDamagedError) == (sentence == "is damaged.")


_ALL_ALONE = """
import fcntl, sys
stream = open(sys.argv[1], "r+b")
fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # as the last one that has the file open
"""


def alone(path: Path) -> str:
    """What another program says that takes the file for itself."""
    command = [sys.executable, "-c", _ALL_ALONE, str(path)]
    return subprocess.run(command, capture_output=True, check=False).stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="There a lock belongs to whoever holds it")
async def test_to_look_into_a_file_lets_go_of_no_lock_of_its_writer(tmp_path: Path) -> None:
    """Another program's SQLite that thinks itself alone removes the log, and with it what comes after."""
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=Settings(index=False))
    writer.accept(batch(events(1, 3)))
    await writer.flush()
    assert writer.resume("map").last_seq == 3
    assert audit(path).ok
    with pytest.raises(KnownError, match="is a journal"):
        write_file(path, lambda _: None)
    assert "BlockingIOError" in alone(path)
    await writer.close()
