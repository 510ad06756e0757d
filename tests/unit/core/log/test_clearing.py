"""What was cleared from sight is out of the rows and out of the search alike."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.happening import Warned
from watchfloor.core.log.clearing import Clearings
from watchfloor.core.log.log import LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import matches

NAME = 'a "b" \\c'


@pytest.mark.parametrize(
    ("channel", "seq", "shown"), [(NAME, 4, False), (NAME, 5, False), (NAME, 6, True), ("other", 1, True)]
)
def test_events_up_to_the_moment_are_gone_of_that_channel_alone(channel: str, seq: int, shown: bool) -> None:
    cleared = Clearings()
    cleared.add(NAME, seq=5, at_s=100.0)
    one = event("m", "{}", channel=channel, seq=seq)
    assert cleared.holds(one) is shown
    for query, holds in ((None, shown), (parse("type:m"), shown), (parse("type:other"), False)):
        test = matches(cleared.narrowed(query), lambda _event: None, lambda: 0.0)
        assert test(one) is holds


def test_so_is_what_befell_it_by_then() -> None:
    cleared = Clearings()
    cleared.add("c", seq=5, at_s=100.0)
    assert not cleared.holds(Warned(channel="c", at_s=100.0, code="x", message="y"))
    assert cleared.holds(Warned(channel="c", at_s=100.1, code="x", message="y"))


def test_a_window_shows_the_rest_until_it_is_to_show_all() -> None:
    tail = LogTail()
    tail.extend([event("m", "{}", channel=name, seq=seq) for seq in range(1, 4) for name in "ab"])
    window = LogWindow(tail, LogHistory())
    window.clear("a", 2, 0.0)
    shown = [window.item_at(row) for row in range(window.count)]
    assert [(item.channel, item.seq) for item in shown if item] == [  # type: ignore[union-attr]
        ("b", 3), ("a", 3), ("b", 2), ("b", 1),
    ]  # fmt: skip
    assert (window.filtered, window.narrowed, window.total) == (False, True, 6)
    window.filter(lambda item: item.channel == "a")
    assert window.count == 1
    window.show_cleared()
    assert window.count == 3
    window.filter(None)
    assert not window.narrowed
    assert window.count == 6


def test_behind_the_rows_in_memory_the_journal_is_searched_for_the_rest() -> None:
    tail = LogTail()
    window = LogWindow(tail, LogHistory(base=50))
    window.clear("a", 2, 0.0)
    assert window.search is not None
    assert window.more
    window.show_cleared()
    found: object = window.search
    assert found is None
    assert window.count == 50


def test_chosen_rows_are_shown_instead_and_filtered_too() -> None:
    tail = LogTail()
    tail.extend([event("m", "{}", seq=seq) for seq in range(9)])
    window = LogWindow(tail)
    window.choose([(-7, event("a", "{}", seq=7)), (-2, event("b", "{}", seq=2))])
    assert [window.serial_at(row) for row in range(3)] == [-7, -2, None]
    assert [window.row_of(serial) for serial in (-7, -2, -3, 4)] == [0, 1, None, None]
    window.filter(lambda item: item.type == "b")  # type: ignore[union-attr]
    assert [window.serial_at(row) for row in range(window.count)] == [-2]
    window.choose(None)
    assert window.count == 0
    window.filter(None)
    assert window.count == 9
