"""A filter's matches in the journal, found while one scrolls."""

from tests.unit.core.profiles.sample import event
from watchfloor.core.log.log_search import AHEAD_ROWS, MOST, LogSearch
from watchfloor.core.query.tree import All


def found(search: LogSearch, positions: range, *, more: bool = True) -> None:
    search.put([(at, event("m", "{}", seq=at)) for at in positions], more=more)


def test_matches_are_asked_for_as_one_comes_near_their_end() -> None:
    search = LogSearch(All(), before=1_001)
    search.look(0)
    assert search.take_wanted() == 1_001
    search.look(0)
    assert search.take_wanted() is None
    found(search, range(1_000, 800, -1))
    search.look(10)
    assert search.take_wanted() is None
    search.look(200 - AHEAD_ROWS)
    assert search.take_wanted() == 801


def test_rows_and_positions_are_each_others() -> None:
    search = LogSearch(All(), before=100)
    found(search, range(99, 49, -7), more=False)
    assert [search.position_at(row) for row in range(len(search))] == list(range(99, 49, -7))
    assert [search.row_of(at) for at in range(99, 49, -7)] == list(range(8))
    assert search.row_of(98) is None
    assert search.position_at(8) is None
    kept = search.get(99)
    assert kept is not None
    assert kept.seq == 99


def test_where_there_is_no_more_nothing_is_asked_for() -> None:
    search = LogSearch(All(), before=100)
    search.look(0)
    search.take_wanted()
    found(search, range(0), more=False)
    search.look(0)
    assert search.take_wanted() is None


def test_matches_are_bounded() -> None:
    search = LogSearch(All(), before=MOST * 2)
    found(search, range(MOST * 2, 0, -1))
    assert len(search) == MOST
    assert search.cut
    search.look(MOST)
    assert search.take_wanted() is None


def test_what_could_not_be_read_is_asked_for_again() -> None:
    search = LogSearch(All(), before=100)
    search.look(0)
    search.take_wanted()
    search.failed()
    search.look(0)
    assert search.take_wanted() == 100
