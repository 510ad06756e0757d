"""One row chosen, or all between two."""

from watchfloor.core.log.selection import Selection


def test_a_choice_is_one_row_until_it_is_extended() -> None:
    selection = Selection()
    places = {serial: 100 - serial for serial in range(100)}
    assert list(selection.rows(places.get)) == []
    selection.choose(50)
    assert list(selection.rows(places.get)) == [50]
    selection.choose(53, extend=True)
    assert list(selection.rows(places.get)) == [47, 48, 49, 50]
    selection.choose(49, extend=True)
    assert list(selection.rows(places.get)) == [50, 51]
    selection.choose(7)
    assert list(selection.rows(places.get)) == [93]


def test_rows_that_move_stay_chosen_and_one_that_is_gone_is_not() -> None:
    selection = Selection()
    selection.choose(5)
    selection.choose(7, extend=True)
    assert list(selection.rows(lambda serial: 20 - serial)) == [13, 14, 15]
    assert list(selection.rows(lambda serial: None if serial == 5 else 20 - serial)) == [13]
    assert list(selection.rows(lambda _serial: None)) == []
