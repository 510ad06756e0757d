"""Pins and notes: set by a key, a menu, the inspector; in the journal, in the rows, after a restart."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.log_bench import CHANNEL, LogBench, bench
from watchfloor.gui.log.note_window import NoteWindow
from watchfloor.gui.style.look import Look


def choose(desk: LogBench, place: int) -> None:
    desk.log.table.setFocus()
    desk.log.table.select(desk.log.window_of_rows.serial_at(place))


def asked_for_note(desk: LogBench) -> NoteWindow:
    assert desk.window.commands.run("log.note")
    dialog = desk.window.findChild(NoteWindow)
    assert dialog is not None
    return dialog


async def with_note(desk: LogBench, note: str) -> None:
    dialog = asked_for_note(desk)
    dialog.field.setPlainText(note)
    dialog.accept()
    await desk.settled()


async def test_a_row_is_pinned_by_a_key_and_the_pin_outlives_the_program(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    path = tmp_path / "a.watchfloor"
    async with bench(path, look, qtbot) as desk:
        await desk.send(10)
        assert not desk.desk.pins.chip.isVisibleTo(desk.window)
        choose(desk, 3)
        QTest.keyClick(desk.log.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        await desk.settled()
        assert list(desk.desk.pins.pins) == [(CHANNEL, 7)]
        assert desk.desk.pins.chip.text() == "Pinned · 1"
        assert desk.desk.pins.line.pin.text() == "Unpin"
        choose(desk, 4)
        await with_note(desk, "look <b>here</b>")
        assert desk.desk.pins.line.words.text() == "look <b>here</b>"
        assert "pinned, look <b>here</b>" in desk.log.table.accessibleDescription()
    async with bench(path, look, qtbot) as desk:
        assert {key: pin.note for key, pin in desk.desk.pins.pins.items()} == {
            (CHANNEL, 7): "",
            (CHANNEL, 6): "look <b>here</b>",
        }
        await desk.settled()
        assert look.theme.accent in colors_in(desk.log.table)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
async def test_a_note_is_written_and_kept_with_keys_alone(
    tmp_path: Path, look: Look, qtbot: QtBot, modifier: Qt.KeyboardModifier
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(10)
        choose(desk, 3)
        dialog = asked_for_note(desk)
        qtbot.waitUntil(dialog.isActiveWindow)
        assert dialog.field.hasFocus()
        QTest.keyClicks(dialog.field, "one line")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(dialog.field, "another")
        assert dialog.field.toPlainText().splitlines() == ["one line", "another"]
        QTest.keyClick(dialog.field, Qt.Key.Key_Return, modifier)
        await desk.settled()
        assert desk.desk.pins.pins[CHANNEL, 7].note == "one line\nanother"


async def test_a_note_that_is_given_up_pins_nothing_and_a_tab_leads_out_of_it(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(10)
        choose(desk, 3)
        dialog = asked_for_note(desk)
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClicks(dialog.field, "one line")
        QTest.keyClick(dialog.field, Qt.Key.Key_Tab)
        assert dialog.field.toPlainText() == "one line"
        assert not dialog.field.hasFocus()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        await desk.settled()
        assert not desk.desk.pins.pins


async def test_only_pinned_rows_are_shown_until_all_are_again(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(400)
        for place in (2, 5):
            choose(desk, place)
            desk.window.commands.run("log.pin")
            await desk.settled()
        desk.desk.pins.chip.click()
        assert desk.rows() == ["No. 398", "No. 395"]
        assert desk.log.line.text == "Only pinned rows are shown."
        choose(desk, 1)
        await with_note(desk, "why, that one")
        for form, note in (
            ("json", '"note":"why, that one"'),
            ("csv", ',"why, that one"'),
            ("text", "why, that"),
        ):
            desk.window.commands.run(f"log.copy-{form}")
            assert note in QGuiApplication.clipboard().text()
        choose(desk, 0)
        desk.desk.pins.line.pin.click()
        await desk.settled()
        assert desk.rows() == ["No. 395"]
        QTest.keyClick(desk.log.table, Qt.Key.Key_Escape)
        assert desk.log.window_of_rows.count == 400
        desk.desk.pins.chip.click()
        desk.log.line.button.click()
        assert desk.log.window_of_rows.count == 400
        assert not desk.desk.pins.chip.isChecked()


async def test_a_row_that_left_memory_is_pinned_too(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(5):
            await desk.send(100)
        desk.log.table.verticalScrollBar().setValue(495)
        await desk.settled()
        choose(desk, 499)
        desk.window.commands.run("log.pin")
        await desk.settled()
        assert list(desk.desk.pins.pins) == [(CHANNEL, 1)]


async def test_a_note_is_told_where_one_points(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(5)
        choose(desk, 1)
        await with_note(desk, "why this one")
        viewport = desk.log.table.viewport()
        place = QPoint(100, desk.log.table._row_height + 5)
        where = viewport.mapToGlobal(QPointF(place)).toPoint()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, where))
        assert "No. 4" in QToolTip.text()
        assert "Pinned: why this one" in QToolTip.text()
        QToolTip.hideText()


async def test_the_pins_of_a_recording_are_shown_and_stay_as_they_are(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(5)
        choose(desk, 1)
        desk.window.commands.run("log.pin")
    async with bench(tmp_path / "a.watchfloor", look, qtbot, writes=False) as desk:
        await desk.settled()
        choose(desk, 1)
        desk.window.commands.run("log.pin")
        await desk.settled()
        assert list(desk.desk.pins.pins) == [(CHANNEL, 4)]
        assert "recording" in desk.window.status._told.text()
        # Nothing is offered that cannot be done.
        assert not desk.desk.pins.line.isVisibleTo(desk.window)
        choose(desk, 0)
        assert not desk.desk.pins.line.isVisibleTo(desk.window)


async def test_pins_are_read_anew_when_a_channel_has_another_name(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(3)
        choose(desk, 0)
        desk.window.commands.run("log.pin")
        await desk.settled()
        desk.desk.pins.pins.clear()
        desk.log.renew()
        await desk.settled()
        assert list(desk.desk.pins.pins) == [(CHANNEL, 3)]


async def test_the_log_follows_on_while_one_scrolls_through_the_pins(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(60)
        for seq in range(1, 41):
            await desk.writer.flush()
            await desk.writer.pin(seq, "", 1.0)
        await desk.desk.pins.open()
        desk.desk.pins.chip.click()
        bar = desk.log.table.verticalScrollBar()
        bar.setValue(20)
        await desk.send(1)
        assert (bar.value(), desk.log.following) == (20, True)
        assert desk.row(0) == "No. 40"
        desk.desk.pins.chip.click()
        assert (bar.value(), desk.row(0)) == (0, "No. 61")
