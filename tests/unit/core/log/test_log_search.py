"""A filter's matches in the journal, found while one scrolls."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.profiles.sample import event
from watchfloor.core.log.log_search import AHEAD_ROWS, FAR, PAGE_ROWS, PAGES, LogSearch, Row, Wanted
from watchfloor.core.query.tree import All


def rows(positions: range) -> list[Row]:
    return [(-at, event("m", "{}", seq=at)) for at in positions]


def answer(search: LogSearch, wanted: Wanted, every: int = 1) -> None:
    """As a journal in which every so many-th event matches would."""
    first, last = -(-wanted.low // every) * every, wanted.before - 1
    positions = list(range(first, last + 1, every))
    if wanted.page is not None:
        search.put(wanted, rows_of(positions), low=wanted.low, before=wanted.before)
    elif wanted.newer:
        some = positions[:PAGE_ROWS]
        whole = len(some) == len(positions)
        search.put(wanted, rows_of(some), low=wanted.low, before=wanted.before if whole else some[-1] + 1)
    else:
        some = positions[-PAGE_ROWS:]
        whole = len(some) == len(positions)
        search.put(wanted, rows_of(some), low=wanted.low if whole else some[0], before=wanted.before)


def rows_of(positions: list[int]) -> list[Row]:
    return [(-at, event("m", "{}", seq=at)) for at in reversed(positions)]


def asked(search: LogSearch, row: int) -> Wanted | None:
    search.look(row)
    return search.take_wanted()


def test_matches_are_asked_for_as_one_comes_near_their_end() -> None:
    search = LogSearch(All(), before=1_001)
    wanted = asked(search, 0)
    assert wanted == Wanted(1, 1_001)
    assert asked(search, 0) is None
    search.put(wanted, rows(range(1_000, 800, -1)), low=801, before=1_001)
    assert asked(search, 10) is None
    assert asked(search, 200 - AHEAD_ROWS) == Wanted(1, 801)


def test_rows_and_serials_are_each_others() -> None:
    search = LogSearch(All(), before=100)
    wanted = asked(search, 0)
    assert wanted is not None
    search.put(wanted, rows(range(99, 49, -7)), low=1, before=100)
    found = [search.row_at(row) for row in range(len(search))]
    assert [row[0] for row in found if row is not None] == [-at for at in range(99, 49, -7)]
    assert [search.row_of(-at) for at in range(99, 49, -7)] == list(range(8))
    assert search.row_of(-98) is None
    assert search.row_at(8) is None
    kept = search.get(-99)
    assert kept is not None
    assert kept.seq == 99  # type: ignore[union-attr]


def test_where_there_is_no_more_nothing_is_asked_for() -> None:
    search = LogSearch(All(), before=100)
    wanted = asked(search, 0)
    assert wanted is not None
    search.put(wanted, [], low=1, before=100)
    assert not search.more
    assert asked(search, 0) is None
    assert not LogSearch(All(), before=1).more


def test_a_stretch_without_a_match_leaves_the_list_as_it_was_and_tells_how_far_it_is() -> None:
    search = LogSearch(All(), before=1_000)
    wanted = asked(search, 0)
    assert wanted is not None
    search.put(wanted, [], low=500, before=1_000)
    assert (len(search), search.reached, search.more) == (0, 500, True)
    assert asked(search, 0) == Wanted(1, 500)


def test_a_search_that_is_stopped_goes_no_further_until_it_is_to_go_on() -> None:
    search = LogSearch(All(), before=1_000)
    search.stop()
    assert asked(search, 0) is None
    search.stop(stopped=False)
    assert asked(search, 0) == Wanted(1, 1_000)


def test_a_hundred_thousand_matches_take_the_room_of_a_few_pages() -> None:
    search = LogSearch(All(), before=100_001)
    while search.more:
        wanted = asked(search, len(search))
        assert wanted is not None
        answer(search, wanted)
    assert len(search) == 100_000
    at_hand = [row for row in range(len(search)) if search.row_at(row) is not None]
    assert len(at_hand) == PAGES * PAGE_ROWS
    assert search.row_at(0) is None
    wanted = asked(search, 0)
    assert wanted is not None
    assert (wanted.low, wanted.before) == (99_801, 100_001)
    answer(search, wanted)
    first = search.row_at(0)
    assert first is not None
    assert first[0] == -100_000


def test_what_could_not_be_read_is_asked_for_again() -> None:
    search = LogSearch(All(), before=100)
    assert asked(search, 0) is not None
    search.failed()
    assert asked(search, 0) == Wanted(1, 100)


def test_far_behind_it_is_better_to_begin_anew() -> None:
    search = LogSearch(All(), before=100)
    assert search.grow(100 + FAR // 2)
    assert not search.grow(100 + FAR)


@given(
    st.integers(1, 900),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 1_500)), max_size=12),
)
def test_whatever_is_looked_at_rows_stay_one_list(
    newest: int, every: int, turns: list[tuple[int, int]]
) -> None:
    search = LogSearch(All(), before=newest + 1)
    for more, row in turns:
        newest += more
        search.grow(newest)
        for _ in range(12):
            if (wanted := asked(search, row)) is not None:
                answer(search, wanted, every)
    while (wanted := asked(search, len(search))) is not None:
        answer(search, wanted, every)
    serials = []
    for row in range(len(search)):
        while search.row_at(row) is None and (wanted := asked(search, row)) is not None:
            answer(search, wanted, every)
        found = search.row_at(row)
        assert found is not None
        serials.append(found[0])
        assert search.row_of(found[0]) == row
    assert serials == [-at for at in range(newest // every * every, 0, -every)]
