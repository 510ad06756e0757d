"""What is made of a damaged file is proven, whatever became of its rows, and all it leaves out is counted."""
# ruff: noqa: S608 - only numbers of our own are put into SQL

import contextlib
import random
import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.unit.journal.audit_case import SEEN, live
from tests.unit.journal.sample import AT_S, batch, events, journal
from tests.unit.journal.test_audit import change
from watchfloor.core.happening import Warned
from watchfloor.journal.audit import audit
from watchfloor.journal.reader.chronicle import decoded
from watchfloor.journal.salvage.rescue import DOUBTFUL
from watchfloor.journal.salvage.salvage import Salvaged, salvage
from watchfloor.journal.writer.book import Book

LARGEST = 2**63 - 1
# What damage, and not a hand, would leave: numbers that no row ever had, tables that are gone.
WILD = [
    f"UPDATE channel SET last_seq = {LARGEST}",
    f"UPDATE event SET id = {LARGEST} WHERE id = 150",
    "UPDATE event SET seq = -1, received_us = -5 WHERE id = 150",
    "UPDATE event SET seq = 95 WHERE id = 141",
    f"UPDATE segment SET first_id = {LARGEST} WHERE id = 15",
    f"UPDATE segment SET count = {LARGEST} WHERE id = 15",
    f"UPDATE segment SET count = {1 << 59} WHERE id = 15",
    "UPDATE segment SET count = -5 WHERE id = 15",
    "UPDATE segment SET first_id = 145 WHERE id = 15",
    "UPDATE segment SET first_seq = 75 WHERE id = 15",
    f"UPDATE dropped SET last_seq = {LARGEST}",
    "UPDATE channel SET totals = '{\"received\":99999999999999999999}'",
    "DELETE FROM segment",
    "DELETE FROM event",
    "DROP TABLE happening",
    "ALTER TABLE event RENAME TO renamed; CREATE VIEW event AS SELECT * FROM renamed",
]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live(tmp_path_factory.mktemp("lived") / "a.watchfloor")


def count(path: Path) -> int:
    connection = apsw.Connection(str(path))
    found = int(connection.execute("SELECT count(*) FROM event").get)
    connection.close()
    return found


def salvaged(path: Path, sql: str) -> Salvaged:
    change(path, sql)
    found = salvage(path, AT_S)
    result = audit(path)
    assert result.ok, result
    return found


@pytest.mark.parametrize("sql", [*(sql for sql, _ in SEEN), *WILD])
def test_what_is_made_of_it_is_proven_and_what_is_not_in_it_is_counted(
    lived: Path, tmp_path: Path, sql: str
) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(lived, path)
    change(path, sql)
    there = count(path)
    found = salvage(path, AT_S)
    result = audit(path)
    assert result.ok, result
    assert count(path) + found.lost >= there


VALUES: tuple[object, ...] = (
    *(0, 1, -1, 7, 99, 150, 2**31, 2**53, LARGEST, -LARGEST - 1, 1.5),
    *("", "x", "{}", "map-7", "damaged", b"", b"\xff", bytes(20), None),
)


def spoil(path: Path, chance: random.Random) -> None:
    """Some values of some rows become others, or whole rows go."""
    connection = apsw.Connection(str(path))
    tables = ("channel", "event", "segment", "happening", "pin", "dropped", "name")
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        table = chance.choice(tables)
        columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
        rows: Any = connection.execute(f"SELECT rowid FROM {table}")
        keys = [int(key) for (key,) in rows.fetchall()]
        with contextlib.suppress(apsw.ConstraintError, apsw.MismatchError, IndexError):
            key = chance.choice(keys)
            if chance.random() < 0.8:
                sql = f"UPDATE {table} SET {chance.choice(columns)} = ? WHERE rowid = ?"
                connection.execute(sql, (chance.choice(VALUES), key))
            else:
                last = key + chance.choice((0, 0, 2, 20))
                connection.execute(f"DELETE FROM {table} WHERE rowid BETWEEN ? AND ?", (key, last))
    connection.close()


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_whatever_becomes_of_rows_nothing_is_made_up(lived: Path, tmp_path: Path, first: int) -> None:
    before = contents(lived)
    for seed in range(first, first + 20):
        path = tmp_path / f"{seed}.watchfloor"
        shutil.copy(lived, path)
        spoil(path, random.Random(seed))
        salvage(path, AT_S)
        result = audit(path)
        assert result.ok, (seed, result)
        proven = {key: data for key, data in contents(path).items() if data[-1] != DOUBTFUL}
        wrong = [key for key, data in proven.items() if before.get(key) != data]
        assert not wrong, (seed, "altered or invented, and not marked", wrong)


def contents(path: Path) -> dict[int, tuple[object, ...]]:
    connection = apsw.Connection(str(path))
    rows: Any = connection.execute("SELECT id, received_us, type, event_id, data, mark FROM event")
    found = {int(id_): tuple(more) for id_, *more in rows.fetchall()}
    connection.close()
    return found


def test_a_wild_number_does_not_have_retention_drop_all(lived: Path, tmp_path: Path) -> None:
    """Where the chain goes on tells how far retention had come."""
    path = tmp_path / "a.watchfloor"
    shutil.copy(lived, path)
    found = salvaged(path, f"UPDATE dropped SET last_seq = {1 << 40}")
    assert (found.intact, found.doubtful, found.lost) == (160, 0, 0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET channel = 2 WHERE id = 150",
        "UPDATE event SET channel = 77 WHERE id = 150",
        "UPDATE event SET channel = 2 WHERE id BETWEEN 141 AND 150",
        "UPDATE event SET seq = 999 WHERE id = 150",
        "UPDATE segment SET channel = 2 WHERE id = 15",
    ],
)
def test_where_an_event_stands_tells_whose_it_is(lived: Path, tmp_path: Path, sql: str) -> None:
    """Its commit's digest proves what it holds, and its chain which channel it is of."""
    path = tmp_path / "a.watchfloor"
    shutil.copy(lived, path)
    before = sorted(audited(path))
    found = salvaged(path, sql)
    assert (found.intact, found.doubtful, found.lost) == (160, 0, 0)
    assert sorted(audited(path)) == before


def audited(path: Path) -> list[tuple[str, int]]:
    return [(channel.name, channel.counted) for channel in audit(path).channels]


def test_an_event_that_nothing_proves_does_not_push_out_those_that_are_proven(tmp_path: Path) -> None:
    """Its commit's row is gone, and its number is one of a commit to come."""
    path = journal(tmp_path / "a.watchfloor", 40)
    found = salvaged(path, "DELETE FROM segment WHERE id = 2; UPDATE event SET seq = 35 WHERE id = 20")
    assert (found.intact, found.doubtful, found.lost) == (30, 9, 1)


def test_a_story_outlives_the_events_that_it_was_told_with(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch(events(1, 10))])
    warned = Warned(channel="map", at_s=2.0, after_seq=12, code="x", message="a disk that fails")
    book.write([batch(events(11, 20), [warned])])
    book.write([batch(events(21, 30))])
    book.close()
    found = salvaged(path, "UPDATE event SET data = x'ff' WHERE id BETWEEN 11 AND 20")
    assert (found.intact, found.lost) == (20, 10)
    assert "a disk that fails" in told(path)


def test_a_line_that_cannot_be_read_leaves_a_line_that_says_so(lived: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(lived, path)
    lines = len(told(path))
    found = salvaged(path, "UPDATE happening SET body = 'x' WHERE id = 20")
    assert (found.intact, found.doubtful, found.lost) == (150, 10, 0)
    assert len(told(path)) == lines
    assert "The journal was damaged: what is told here could not be read." in told(path)


def told(path: Path) -> list[str]:
    connection = apsw.Connection(str(path))
    rows = connection.execute("SELECT kind, body FROM happening ORDER BY id").fetchall()
    connection.close()
    lines = [decoded(str(kind), str(body), "map") for kind, body in rows]
    return [line.message if isinstance(line, Warned) else "" for line in lines]


def test_events_of_one_commit_that_does_not_agree_are_all_marked(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 30)
    salvaged(path, "UPDATE event SET data = 'x' WHERE id = 15")
    connection = apsw.Connection(str(path))
    marked = connection.execute("SELECT id FROM event WHERE mark = ?", (DOUBTFUL,)).fetchall()
    connection.close()
    assert [id_ for (id_,) in marked] == list(range(11, 21))
