"""The journal behind the rows in memory: one list of rows, whatever is where."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Event
from watchfloor.core.happening import Warned
from watchfloor.core.log.log import LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.log.page_shelf import PAGE_ROWS, PAGES, WAITING
from watchfloor.core.log.story_index import StoryIndex


def warned(id_: int) -> Warned:
    return Warned(channel="c", at_s=0, code=str(id_), message="y")


def fetched(history: LogHistory, last: int) -> None:
    """Give the history what it wants of a journal whose events' numbers are their positions."""
    while (span := history.stories.take_wanted()) is not None:
        history.stories.put(span[0], [(id_, warned(id_)) for id_ in range(*span)])
    while (span := history.take_wanted()) is not None:
        low, high = span
        history.put(low, [(at, event("m", "{}", seq=at)) for at in range(max(1, low), min(high, last) + 1)])


def test_a_row_is_fetched_once_it_was_looked_at() -> None:
    history = LogHistory()
    assert history.get(250) is None
    assert history.wanting
    assert history.take_wanted() == (200, 399)
    history.get(250)
    assert history.take_wanted() is None
    history.put(200, [(250, event("m", "{}", seq=250))])
    found = history.get(250)
    assert found is not None
    assert found.seq == 250
    assert history.known(251)
    assert history.get(251) is None


def test_of_a_quick_scroll_the_newest_pages_are_fetched() -> None:
    history = LogHistory()
    for page in range(50):
        history.get(page * PAGE_ROWS)
    spans = []
    while (span := history.take_wanted()) is not None:
        spans.append(span[0] // PAGE_ROWS)
    assert spans == [49, 48, 47, 46][:WAITING]


def test_pages_are_bounded() -> None:
    history = LogHistory()
    for page in range(PAGES + 10):
        history.get(page * PAGE_ROWS)
        fetched(history, 1_000_000)
    assert not history.known(0)
    assert history.known((PAGES + 9) * PAGE_ROWS)


def test_a_page_that_could_not_be_read_is_asked_for_again() -> None:
    history = LogHistory()
    history.get(5)
    assert history.take_wanted() == (0, PAGE_ROWS - 1)
    history.failed(0)
    history.get(5)
    assert history.wanting


@given(
    st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=25),
    st.integers(5, 25),
    st.integers(0, 9),
    st.sampled_from([None, 3, 8]),
)
def test_rows_are_one_list_from_memory_into_the_journal(
    adds: list[tuple[int, bool]], capacity: int, base: int, stop_after: int | None
) -> None:
    tail = LogTail(capacity)
    told = [(after, after + 1) for after in range(0, base, 2)]
    history = LogHistory(base, stories=StoryIndex(told))
    window = LogWindow(tail, history)
    number, shown, last = base, base, 0
    for turn, (count, gap) in enumerate(adds):
        if gap:
            tail.extend([warned(1_000 + turn)])
            told.append((number, 1_000 + turn))
        tail.extend([event("m", "{}", seq=number + step) for step in range(1, count + 1)])
        number += count
        if stop_after is not None and turn == stop_after:
            window.update()
            window.follow(following=False)
            shown = number
            last = told[-1][1] if told else 0
        window.update()
        if window.stories_owed:
            history.stories.add(told[len(history.stories) :])
    shown = number if window.following else shown
    for row in range(window.count):
        window.item_at(row)
        fetched(history, number)
    if window.following:
        last = told[-1][1] if told else 0
    items = [window.item_at(row) for row in range(window.count)]
    seqs = [item.seq for item in items if isinstance(item, Event)]
    assert seqs == list(range(shown, 0, -1))
    rows = [(item.after_seq, int(item.code)) for item in items if isinstance(item, Warned)]
    assert [id_ for _, id_ in rows] == [id_ for _, id_ in reversed(told) if id_ <= last]
    for place, item in enumerate(items[:-1]):
        before = items[place + 1]
        if isinstance(item, Warned) and isinstance(before, Event):
            assert before.seq == {id_: after for after, id_ in told}[int(item.code)]
    serials = [window.serial_at(row) for row in range(window.count)]
    assert [window.row_of(serial or 0) for serial in serials] == list(range(window.count))
    assert window.serial_at(window.count) is None
