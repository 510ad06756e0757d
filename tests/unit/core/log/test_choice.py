"""Rows that are shown instead of all: through the filter, the newest first."""

from watchfloor.core.event import Event
from watchfloor.core.log.choice import Choice


def event(seq: int) -> Event:
    return Event(channel="c", seq=seq, received_at_s=0.0, type="t", data=str(seq))


ROWS = [(-7, event(3)), (5, event(2)), (-2, event(1))]


def test_nothing_is_chosen_at_first_and_again_after_none() -> None:
    choice = Choice()
    assert not choice.made
    choice.take(ROWS)
    choice.filter(None)
    choice.take(None)
    choice.filter(None)
    assert (choice.made, len(choice), choice.serial_at(0), choice.item(5)) == (False, 0, None, None)


def test_each_row_is_found_by_its_place_and_its_serial() -> None:
    choice = Choice()
    choice.take(ROWS)
    choice.filter(None)
    assert (choice.made, len(choice)) == (True, 3)
    assert [choice.serial_at(row) for row in (-1, 0, 1, 2, 3)] == [None, -7, 5, -2, None]
    assert [choice.row_of(serial) for serial in (-7, 5, 9)] == [0, 1, None]
    assert choice.item(-2) == event(1)


def test_a_filter_narrows_and_another_one_widens_again() -> None:
    choice = Choice()
    choice.take(ROWS)
    choice.filter(lambda item: isinstance(item, Event) and item.seq == 2)
    assert [choice.serial_at(row) for row in range(len(choice))] == [5]
    assert choice.item(-7) is None
    choice.filter(None)
    assert len(choice) == 3


def test_none_that_match_is_not_all() -> None:
    choice = Choice()
    choice.take([])
    choice.filter(None)
    assert (choice.made, len(choice)) == (True, 0)
