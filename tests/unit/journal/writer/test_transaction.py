"""All or nothing, also where one transaction is part of another or the commit itself fails."""

from collections.abc import Iterator

import apsw
import pytest

from watchfloor.journal.writer.transaction import transaction


@pytest.fixture
def connection() -> Iterator[apsw.Connection]:
    connection = apsw.Connection(":memory:")
    connection.execute(
        "PRAGMA foreign_keys = ON; CREATE TABLE parent(id INTEGER PRIMARY KEY);"
        "CREATE TABLE child(id INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)"
    )
    yield connection
    connection.close()


def count(connection: apsw.Connection) -> int:
    return int(connection.execute("SELECT (SELECT count(*) FROM parent) + (SELECT count(*) FROM child)").get)


def test_what_was_done_is_kept(connection: apsw.Connection) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO parent VALUES (1)")
    assert count(connection) == 1
    assert not connection.in_transaction


def test_after_an_error_nothing_was_done(connection: apsw.Connection) -> None:
    def trip() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO parent VALUES (1)")
            raise KeyError

    with pytest.raises(KeyError):
        trip()
    assert count(connection) == 0
    assert not connection.in_transaction


def test_a_commit_that_fails_leaves_nothing_open(connection: apsw.Connection) -> None:
    def orphan() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO child VALUES (7)")

    with pytest.raises(apsw.ConstraintError):
        orphan()
    assert count(connection) == 0
    assert not connection.in_transaction


def test_one_within_another_goes_by_itself(connection: apsw.Connection) -> None:
    def trip() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO parent VALUES (2)")
            raise KeyError

    with transaction(connection):
        connection.execute("INSERT INTO parent VALUES (1)")
        with pytest.raises(KeyError):
            trip()
    assert count(connection) == 1
