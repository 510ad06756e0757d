"""Following, standing still, filtering: the rows a view shows."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Event
from watchfloor.core.log.log import Item, LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.query.tree import All


def filled(count: int, capacity: int = 1_000) -> tuple[LogTail, LogWindow]:
    tail = LogTail(capacity)
    window = LogWindow(tail)
    add(tail, count)
    window.update()
    return tail, window


def add(tail: LogTail, count: int) -> None:
    start = tail.end
    tail.extend([event("m", "{}", seq=start + number) for number in range(count)])


def seq(item: Item | None) -> int | None:
    return item.seq if isinstance(item, Event) else None


def even(item: Item) -> bool:
    return isinstance(item, Event) and item.seq % 2 == 0


def test_the_newest_row_is_first_while_following() -> None:
    tail, window = filled(3)
    assert [seq(window.item_at(row)) for row in range(4)] == [2, 1, 0, None]
    add(tail, 1)
    window.update()
    assert seq(window.item_at(0)) == 3


def test_nothing_moves_while_standing_still_and_what_waits_is_counted() -> None:
    tail, window = filled(3)
    window.follow(following=False)
    add(tail, 37)
    window.update()
    assert (window.count, window.waiting, seq(window.item_at(0))) == (3, 37, 2)
    window.follow(following=True)
    assert (window.count, window.waiting, seq(window.item_at(0))) == (40, 0, 39)


def test_a_filter_shows_what_it_holds_for_and_counts_what_waits_of_it() -> None:
    tail, window = filled(10)
    window.filter(even)
    assert [seq(window.item_at(row)) for row in range(window.count)] == [8, 6, 4, 2, 0]
    assert window.row_of(6) == 1
    assert window.row_of(7) is None
    window.follow(following=False)
    add(tail, 10)
    window.update()
    assert (window.count, window.waiting, window.total) == (5, 5, 20)
    window.filter(None)
    assert window.count == 10


def test_a_filter_that_stood_before_the_journal_was_known_finds_what_is_there() -> None:
    _, window = filled(3)
    window.filter(even, All())
    assert not window.more
    window.remember(LogHistory(base=50))
    assert window.search is not None
    assert (window.more, window.search.reached) == (True, 51)


def test_what_is_looked_for_among_the_matches_is_wanted_whatever_the_history_wants() -> None:
    _, window = filled(3)
    window.remember(LogHistory(base=500))
    window.filter(even, All())
    assert window.search is not None
    wanting = [window.wanting]
    window.look(2)
    wanting.append(window.wanting)
    wanted = window.search.take_wanted()
    assert wanted is not None
    window.search.put(wanted, [], low=1, before=wanted.before)
    assert [*wanting, window.wanting] == [False, True, False]


@given(st.lists(st.integers(0, 40), max_size=20), st.booleans(), st.integers(5, 30))
def test_rows_and_serials_agree_however_rows_come_and_go(
    adds: list[int], filtered: bool, capacity: int
) -> None:
    tail, window = filled(0, capacity)
    window.filter(even if filtered else None)
    for count in adds:
        add(tail, count)
        window.update()
    serials = [window.serial_at(row) for row in range(window.count)]
    assert serials == sorted((s for s in serials if s is not None), reverse=True)
    assert [window.row_of(serial or 0) for serial in serials] == list(range(len(serials)))
    kept = [tail.get(serial or 0) for serial in serials]
    assert all(item is not None and (even(item) or not filtered) for item in kept)
    expected = [s for s in range(tail.first, tail.end) if not filtered or s % 2 == 0]
    assert serials == expected[::-1]
