"""The log's columns go into a workspace and come out of it in another window as they were."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from watchfloor.core.workspace.workspace import COLUMNS, LogLook
from watchfloor.gui.log.column_look import kept_columns, names_of, restore_columns
from watchfloor.gui.log.event_table import EventTable
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.style.look import Look


@pytest.fixture
def table(look: Look, qtbot: QtBot, scene: Scene) -> EventTable:
    return shown(look, qtbot, scene)


def shown(look: Look, qtbot: QtBot, scene: Scene, width: int = 1_000) -> EventTable:
    view = LogView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    return view.table


def visible(table: EventTable) -> list[str]:
    header, names = table.header, names_of(table)
    order = map(header.logicalIndex, range(header.count()))
    return [names[column] for column in order if not header.isSectionHidden(column)]


def test_the_usual_columns_are_not_worth_a_word(table: EventTable, look: Look) -> None:
    assert kept_columns(table, look) == LogLook()


def test_columns_come_back_as_they_were(table: EventTable, look: Look, qtbot: QtBot, scene: Scene) -> None:
    table.header.add_column("to.label")
    table.header.moveSection(table.header.visualIndex(1), 0)  # the channel comes first
    table.header.show_by_hand(COLUMNS.index("source"), shown=False)
    table.header.by_hand.add(COLUMNS.index("type"))
    table.header.resizeSection(COLUMNS.index("type"), look.px(222))
    kept = kept_columns(table, look)
    assert kept.columns[:2] == ("channel", "time")
    assert "data.to.label" in kept.columns
    assert "source" not in kept.columns
    assert kept.widths == {"type": 222}

    other = shown(look, qtbot, scene)
    restore_columns(other, kept, look)
    assert visible(other) == visible(table)
    assert kept_columns(other, look) == kept

    restore_columns(other, LogLook(), look)
    assert kept_columns(other, look) == LogLook()
    assert visible(other) == list(COLUMNS)


def test_a_narrow_window_hides_what_it_must_and_forgets_nothing(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    narrow = shown(look, qtbot, scene, width=500)
    assert "source" not in visible(narrow)
    assert kept_columns(narrow, look) == LogLook()


def test_what_is_no_column_is_left_out(table: EventTable, look: Look) -> None:
    restore_columns(table, LogLook(columns=("time", "mood", "data.a[", "summary")), look)
    assert visible(table) == ["time", "summary"]


def test_an_edge_that_is_dragged_is_kept(table: EventTable, look: Look) -> None:
    header, column = table.header, COLUMNS.index("channel")
    width = header.sectionSize(column)
    edge = QPoint(header.sectionViewportPosition(column) + width - 1, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(20, 0))
    QTest.mouseMove(header.viewport(), edge + QPoint(40, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert kept_columns(table, look) == LogLook(widths={"channel": width + 40})


def test_a_panel_that_is_dragged_beside_the_log_is_no_choice_of_columns(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    table = shown(look, qtbot, scene)
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    QTest.mousePress(elsewhere, Qt.MouseButton.LeftButton)
    for width in (500, 900):
        table.window().resize(width, 300)
        qtbot.waitUntil(lambda width=width: table.width() <= width)  # type: ignore[misc]
    QTest.mouseRelease(elsewhere, Qt.MouseButton.LeftButton)
    assert kept_columns(table, look) == LogLook()
    table.window().resize(1_000, 300)
    assert visible(table) == list(COLUMNS)
