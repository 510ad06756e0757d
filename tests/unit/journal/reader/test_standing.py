"""How the channels stood at a position: states and ledgers, also between commits and after a burst."""

from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, events
from watchfloor.core.event import Batch, Totals
from watchfloor.core.happening import StateChanged
from watchfloor.journal.reader.standing import commits, ledgers, states
from watchfloor.journal.writer.book import Book


def batch(channel: str, first: int, last: int, duplicates: int = 0, *states_: str) -> Batch:
    found = events(first, last, channel)
    totals = Totals(last + duplicates, last, duplicates)
    befell = [StateChanged(channel=channel, at_s=AT_S, after_seq=last, state=state) for state in states_]
    return Batch(channel, AT_S, 0.0, found, str(last), totals, list(befell))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Positions: map 1 to 3, other 4 to 5, map 6 to 1,505 in one burst; and commits without events."""
    book = Book(tmp_path / "a.watchfloor")
    book.write([batch("map", 1, 3, 0, "connected")])
    book.write([batch("other", 1, 2)])
    book.write([batch("map", 4, 3, 7, "reconnecting")])
    book.write([batch("map", 4, 1_503, 7)])
    book.write([batch("other", 3, 2, 1)])
    return book


@pytest.mark.parametrize(
    ("position", "stored", "duplicates"),
    [
        (0, {"map": 0, "other": 0}, 0),
        (2, {"map": 0, "other": 0}, 0),
        (3, {"map": 3, "other": 0}, 0),
        (5, {"map": 3, "other": 2}, 0),
        (1_505, {"map": 1_503, "other": 2}, 7),
        (9_999, {"map": 1_503, "other": 2}, 7),
    ],
)
def test_a_ledger_is_that_of_the_last_commit_that_was_whole(
    book: Book, position: int, stored: dict[str, int], duplicates: int
) -> None:
    found = ledgers(book.connection, position)
    assert {name: totals.stored for name, totals in found.items()} == stored
    assert found["map"].duplicates == duplicates
    book.close()


def test_a_position_says_which_states_held(book: Book) -> None:
    assert states(book.connection, 0) == {}
    assert {name: each.state for name, each in states(book.connection, 3).items()} == {"map": "connected"}
    assert states(book.connection, 5)["map"].state == "reconnecting"
    book.close()


def test_commits_are_found_by_where_they_end(book: Book) -> None:
    def found(low: int, high: int) -> list[tuple[int, str, int, int]]:
        return [
            (last, name, totals.stored, totals.duplicates)
            for last, name, totals in commits(book.connection, low, high)
        ]

    assert found(1, 3) == [(3, "map", 3, 0)]
    assert found(1, 5) == [(3, "map", 3, 0), (5, "other", 2, 0), (5, "map", 3, 7)]
    assert found(6, 6) == [(5, "map", 3, 7)], "what brought no event counts to what comes next"
    assert found(6, 1_504) == [(5, "map", 3, 7), (1_005, "map", 1_503, 7)]
    assert found(1_006, 1_505)[0] == (1_505, "map", 1_503, 7)
    assert found(1_506, 9_999) == [(1_505, "other", 2, 1)]
    book.close()


def test_a_journal_without_commits_has_empty_ledgers(tmp_path: Path) -> None:
    book = Book(tmp_path / "b.watchfloor")
    assert (ledgers(book.connection, 5), commits(book.connection, 1, 5)) == ({}, [])
    book.register("map", "", "")
    assert ledgers(book.connection, 5) == {"map": Totals()}
    book.close()
