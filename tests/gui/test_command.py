"""The command table: one source for menus, shortcuts and the palette."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from watchfloor.gui.shell.command import Command, CommandTable
from watchfloor.gui.shell.palette import Palette, rank
from watchfloor.gui.style.look import Look


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def table(done: list[str]) -> CommandTable:
    table = CommandTable()
    table.add(
        Command("a", "File", "Start analysis", lambda: done.append("a"), "Ctrl+N"),
        Command("b", "File", "Never", lambda: done.append("b"), enabled=lambda: False),
        Command("c", "View", "Arcs", lambda: done.append("c"), checked=lambda: "c" in done),
    )
    return table


@pytest.fixture
def ground(qtbot: QtBot, table: CommandTable) -> QWidget:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    table.install(window)
    window.show()
    return window


def test_menus_hold_every_command_with_its_keys(table: CommandTable, ground: QWidget) -> None:
    menus = {menu.title(): [action.text() for action in menu.actions()] for menu in table.menus(ground)}
    assert menus == {"File": ["Start analysis", "Never"], "View": ["Arcs"]}
    (menu, _) = table.menus(ground)
    assert menu.actions()[0].shortcut().toString() == "Ctrl+N"
    menu.aboutToShow.emit()
    assert not menu.actions()[1].isEnabled()


def test_help_is_the_last_menu(table: CommandTable, ground: QWidget) -> None:
    table.add(Command("help.keys", "Help", "Keys", lambda: None))
    table.add(Command("d", "Layout", "Float", lambda: None))
    table.install(ground)
    assert [menu.title() for menu in table.menus(ground)] == ["File", "View", "Layout", "Help"]


def test_what_cannot_be_done_is_not_done(table: CommandTable, done: list[str]) -> None:
    assert table.run("a")
    assert not table.run("b")
    assert done == ["a"]


def test_a_check_mark_shows_how_things_stand(table: CommandTable, ground: QWidget, done: list[str]) -> None:
    view = table.menus(ground)[1]
    view.actions()[0].trigger()
    view.aboutToShow.emit()
    assert done == ["c"]
    assert view.actions()[0].isChecked()


@pytest.mark.parametrize(
    ("wanted", "better", "worse"),
    [
        ("an", "Start analysis", "Pan the map"),
        ("sta", "Start analysis", "Install"),
        ("sa", "Sand", "Start analysis"),
    ],
)
def test_what_is_meant_comes_first(wanted: str, better: str, worse: str) -> None:
    first, second = rank(wanted, better), rank(wanted, worse)
    assert first is not None
    assert second is None or first < second


def test_letters_that_do_not_come_in_order_are_no_answer() -> None:
    assert rank("xyz", "Start analysis") is None
    assert rank("", "Anything") == 0


def test_the_palette_closes_where_what_had_the_keyboard_is_gone(
    table: CommandTable, ground: QWidget, look: Look, qapp: QApplication
) -> None:
    field, palette = QLineEdit(ground), Palette(table, look, ground)
    field.show()
    field.setFocus()
    palette.open()
    field.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_palette_finds_and_does(
    table: CommandTable, ground: QWidget, look: Look, done: list[str]
) -> None:
    palette = Palette(table, look, ground)
    palette.open()
    assert palette.list.count() == 2
    QTest.keyClicks(palette.field, "ana")
    assert palette.list.count() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["a"]
    assert not palette.isVisible()


def test_the_palette_is_walked_and_left_by_keyboard(
    table: CommandTable, ground: QWidget, look: Look, done: list[str]
) -> None:
    palette = Palette(table, look, ground)
    palette.open()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["c"]
    palette.open()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
