"""The event log: rows drawn in sight only, following and standing still, keyboard, gaps, filter."""

from time import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.scene import AT, MAP, Scene
from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.log.filtering import compiled
from watchfloor.core.session.session import Session
from watchfloor.gui.log.event_row import EventRow
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.gui.log.log_header import SUMMARY, TIME, TYPE
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK, LIGHT


@pytest.fixture
def view(look: Look, qtbot: QtBot, scene: Scene) -> LogView:
    view = LogView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(960, 380)
    view.show()
    view.refresh(AT)
    return view


def test_the_newest_row_is_at_the_top(view: LogView) -> None:
    row = view.table.row_text(0)
    assert row is not None
    assert (row.time, row.channel, row.kind, row.severity) == ("12:30:03.600", MAP, "cyber", 3)
    assert row.summary == "Regional carrier outage confirmed in Manila"


def test_a_gap_is_a_row_of_its_own_and_hatched(view: LogView, look: Look) -> None:
    rows = [view.table.row_text(place) for place in range(view.window_of_rows.count)]
    gaps = [row for row in rows if row is not None and not row.event]
    assert [row.summary for row in gaps] == [
        "0 missing · connection lost 26.6 s · resumed from id 1841 · 12 events replayed"
    ]
    assert look.theme.warning in colors_in(view.table)


def test_standing_still_counts_what_waits_and_coming_back_shows_it(view: LogView, scene: Scene) -> None:
    view.toggle_following()
    before = view.window_of_rows.serial_at(0)
    for number in range(37):
        scene.world(number, 0)
    view.refresh(AT)
    assert view.window_of_rows.serial_at(0) == before
    assert view.window_of_rows.waiting == 37
    view.toggle_following()
    assert view.window_of_rows.serial_at(0) == scene.session.log.end - 1


def test_scrolling_away_from_the_newest_stands_still(view: LogView) -> None:
    view.table.verticalScrollBar().setValue(5)
    assert not view.following


def test_new_rows_do_not_move_the_bar_of_a_log_that_stands_still(view: LogView, scene: Scene) -> None:
    view.table.verticalScrollBar().setValue(5)
    scene.world(1, 0)
    view.refresh(AT)
    assert view.table.verticalScrollBar().value() == 5


def test_a_bar_that_is_followed_is_drawn_now_and_then_and_right_where_it_is_used(
    view: LogView, scene: Scene
) -> None:
    bar, ranges = view.table.verticalScrollBar(), []
    for number in range(500):
        scene.world(number, 0)
        view.refresh(AT)
    bar.rangeChanged.connect(lambda _least, most: ranges.append(most))
    for number in range(500):
        scene.world(number, 0)
        view.refresh(AT)
    assert 3 <= len(ranges) <= 20
    count = view.window_of_rows.count
    view.table.choice.move_by(0)
    view.table.choice.move_by(count)
    assert view.table.current == view.window_of_rows.serial_at(count - 1)
    assert bar.value() == bar.maximum()


def test_the_keyboard_moves_row_by_row_and_to_the_ends(view: LogView, qtbot: QtBot) -> None:
    table, rows = view.table, view.window_of_rows
    table.setFocus()
    for key, row in (
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_End, rows.count - 1),
        (Qt.Key.Key_Up, rows.count - 2),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(table, key)
        assert table.current == rows.serial_at(row)
    assert "cyber" in table.accessibleDescription()
    with qtbot.waitSignal(table.activated):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_in_a_narrow_table_the_summary_keeps_its_room(view: LogView) -> None:
    for width in (300, 500, 800, 1_200):
        view.resize(width, 300)
        left, shown = view.table.header.boxes[SUMMARY]
        assert shown >= 90
        assert left + shown <= view.table.viewport().width()


def test_columns_grow_with_the_text_unless_set_by_hand(view: LogView, look: Look) -> None:
    view.table.header.by_hand.add(TYPE)
    before = {column: view.table.header.sectionSize(column) for column in (TIME, TYPE)}
    look.choose(zoom=2.0)
    assert view.table.header.sectionSize(TIME) == 2 * before[TIME]
    assert view.table.header.sectionSize(TYPE) == before[TYPE]
    look.choose(zoom=1.0)


def test_the_current_row_stays_the_same_event_while_rows_come(view: LogView, scene: Scene) -> None:
    view.table.select(view.window_of_rows.serial_at(2))
    current = view.table.current
    scene.world(1, 0)
    view.refresh(AT)
    assert view.table.current == current


def test_a_click_chooses_the_row_under_it(view: LogView) -> None:
    height = view.table.viewport().height() // 5
    QTest.mouseClick(
        view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 26 * 3 + 5 if height else 0)
    )
    assert view.table.current == view.window_of_rows.serial_at(3)


def test_only_rows_in_sight_are_made(view: LogView, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    original = EventRow.__init__

    def counting(self: EventRow, item: object, session: Session, **more: object) -> None:
        made.append(1)
        original(self, item, session, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(EventRow, "__init__", counting)
    for number in range(5_000):
        scene.world(number, 0)
    view.refresh(AT)
    view.table.grab()
    assert 0 < len(made) <= 20


def test_ten_million_rows_would_cost_the_same_scroll_bar(view: LogView) -> None:
    bar = view.table.verticalScrollBar()
    assert bar.maximum() == view.window_of_rows.count - view.table.viewport().height() // 26


def test_an_event_is_revealed_unless_it_is_filtered_out(view: LogView, scene: Scene) -> None:
    event = scene.world(3, 0)
    view.refresh(AT)
    assert view.reveal(event.channel, event.seq)
    view.filter(lambda _item: False)
    assert not view.reveal(event.channel, event.seq)


def test_an_event_that_came_while_the_log_stands_still_is_revealed(view: LogView, scene: Scene) -> None:
    view.toggle_following()
    event = scene.world(3, 0)
    scene.world(4, 0)
    view.refresh(AT)
    assert view.window_of_rows.waiting == 2
    assert view.reveal(event.channel, event.seq)
    assert view.window_of_rows.item(view.table.current or 0) is event
    assert (view.following, view.window_of_rows.waiting) == (False, 0)
    scene.world(5, 0)
    view.refresh(AT)
    assert view.window_of_rows.waiting == 1


def test_an_event_that_is_filtered_out_is_given_all_the_same(
    view: LogView, scene: Scene, qtbot: QtBot
) -> None:
    event = scene.world(3, 0)
    view.filter(lambda _item: False)
    with qtbot.waitSignal(view.item_chosen) as chosen:
        assert not view.reveal(event.channel, event.seq)
    assert view.window_of_rows.item(chosen.args[0]) is event


def test_a_raw_event_is_shown_as_it_came(look: Look, scene: Scene) -> None:
    event = scene.send(MAP, "map-event", '{"broken": ')
    row = EventRow(event, scene.session, utc=True)
    assert row.raw
    assert row.summary == '{"broken":'


def test_rich_text_stays_text(view: LogView, scene: Scene) -> None:
    scene.send(MAP, "map-event", {"title": "<b>bold</b><img src=x>", "to": {"lat": 0, "lon": 0}})
    view.refresh(AT)
    row = view.table.row_text(0)
    assert row is not None
    assert row.summary == "<b>bold</b><img src=x>"


# -- the filter


@pytest.fixture
def box(look: Look, qtbot: QtBot, scene: Scene) -> FilterBox:
    box = FilterBox(scene.session.read, lambda _field: [("airstrike", 3), ("drone", 2)], look)
    qtbot.addWidget(box)
    box.show()
    return box


def test_a_query_becomes_a_filter_of_the_log(box: FilterBox, view: LogView, qtbot: QtBot) -> None:
    box.filter_changed.connect(view.filter)
    with qtbot.waitSignal(box.filter_changed):
        box.setText("severity:>=5")
    shown = [view.table.row_text(row) for row in range(view.window_of_rows.count)]
    assert shown
    assert {row.severity for row in shown if row is not None} == {5}
    with qtbot.waitSignal(box.filter_changed):
        box.clear()
    assert not view.window_of_rows.filtered


def blue_parts(box: FilterBox) -> int:
    """How many points of what is written are in the accent."""
    box.deselect()
    inside = box.grab().toImage().copy(box.rect().adjusted(4, 4, -box.width() // 2, -4))
    points = (inside.pixelColor(x, y) for x in range(inside.width()) for y in range(inside.height()))
    return sum(point.blue() - point.red() > 80 for point in points)


def test_the_words_of_the_language_are_coloured_and_typing_goes_on_as_ever(
    box: FilterBox, look: Look
) -> None:
    box.resize(600, 30)
    box.setText("storm")
    assert not blue_parts(box)
    box.clear()
    QTest.keyClicks(box, "severity:>=2 OR storm")
    assert blue_parts(box) > 20
    assert (box.text(), box.cursorPosition()) == ("severity:>=2 OR storm", 21)
    box.setSelection(0, 8)
    look.choose(LIGHT)
    assert box.selectedText() == "severity"
    assert blue_parts(box) > 20
    look.choose(DARK)
    box.undo()
    assert box.text() == "", "a colour is nothing to undo"


def test_return_looks_anew_where_time_alone_makes_a_difference(box: FilterBox, qtbot: QtBot) -> None:
    changed: list[object] = []
    box.filter_changed.connect(lambda _predicate, query: changed.append(query))
    for text, times in (("received:>now-5m", 2), ("-(a OR time:[now/d TO *])", 2), ("severity:>=3", 1)):
        box.setText(text)
        changed.clear()
        QTest.keyClick(box, Qt.Key.Key_Return)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert len(changed) == times


def test_what_was_typed_holds_although_the_box_is_put_away_at_once(box: FilterBox) -> None:
    changed: list[object] = []
    box.filter_changed.connect(lambda _predicate, query: changed.append(query))
    box.show()
    box.setText("severity:>=3")
    box.hide()
    assert len(changed) == 1


def test_a_wrong_query_is_marked_and_the_last_filter_stays(box: FilterBox, look: Look) -> None:
    told: list[object] = []
    box.filter_changed.connect(lambda predicate, _query: told.append(predicate))
    box.setText("severity:>=4")
    box.apply()
    box.setText("severity:(")
    box.apply()
    assert len(told) == 1
    assert box.error is not None
    assert "character" in box.toolTip()
    assert look.theme.alarm in colors_in(box)
    box.setText("severity:>=4")
    box.apply()
    assert not box.toolTip()
    assert len(told) == 1


def test_a_wrong_query_is_written_as_large_as_a_right_one(box: FilterBox, look: Look) -> None:
    look.choose(zoom=2.0)
    before = box.font().pixelSize()
    for query in ("severity:(", "severity:4"):
        box.setText(query)
        box.apply()
        assert box.font().pixelSize() == before == 24
    look.choose(zoom=1.0)


def test_a_term_narrows_the_filter(box: FilterBox) -> None:
    box.setText("severity:>=4")
    box.add_term('-type:"drone"')
    assert box.text() == 'severity:>=4 -type:"drone"'


def test_escape_puts_suggestions_away_and_only_then_clears_the_filter(box: FilterBox, qtbot: QtBot) -> None:
    box.setFocus()
    QTest.keyClicks(box, "type:")
    assert box._popup.isVisible()
    QTest.keyClick(box._popup, Qt.Key.Key_Escape)
    assert not box._popup.isVisible()
    assert box.text() == "type:"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_what_is_wrong_is_not_told_over_what_is_offered(box: FilterBox, qtbot: QtBot) -> None:
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClicks(box, "type:")
    box.apply()
    assert box.error is not None
    assert not QToolTip.isVisible()
    box._popup.hide()
    box.apply()
    assert "Nothing stands after" in QToolTip.text()
    QToolTip.hideText()


def test_values_are_suggested_and_taken(box: FilterBox) -> None:
    box.setFocus()
    QTest.keyClicks(box, "type:air")
    box._complete("airstrike")
    assert box.text() == "type:airstrike "


def test_nothing_typed_is_no_filter(scene: Scene) -> None:
    assert compiled("  ", scene.session.read, time) == (None, None)
    with pytest.raises(KnownError):
        compiled("(", scene.session.read, time)


def test_events_alone_pass_a_filter(scene: Scene) -> None:
    holds, query = compiled(f'channel:"{MAP}"', scene.session.read, time)
    assert holds is not None
    assert query is not None
    kept = [item for item in scene.session.log.since(0) if holds(item)]
    assert kept
    assert all(isinstance(item, Event) and item.channel == MAP for item in kept)


def test_show_again_brings_back_map_graphs_and_story_too(look: Look, qtbot: QtBot, scene: Scene) -> None:
    session = scene.session
    view = LogView(session, look)
    qtbot.addWidget(view)

    def on_views() -> tuple[int, dict[tuple[str, str], int], int]:
        lines = {key: len(track) for key, track in session.metrics.items()}
        return len(session.places), lines, sum(len(row.story) for row in session.channels.values())

    before = on_views()
    for name in session.channels:
        session.clear_channel(name)
        view.clear(name, 10_000, scene.at.wall_s)
    assert on_views() == (0, {}, 0)
    view.line.button.click()
    assert on_views() == before
    assert view.window_of_rows.count > 0
