"""The log with a journal behind it: what befell in old pages, finding, clearing, searching far back."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.log_bench import CHANNEL, LogBench, bench
from tests.gui.showing import until
from watchfloor.core.event import Event
from watchfloor.core.happening import GapFound, StateChanged
from watchfloor.core.suggestion import LOOKED_AT
from watchfloor.gui.style.look import Look
from watchfloor.services.recorded import log_page

GAP = "3 events missing between id 1 and id 5"


def gap(after_seq: int) -> GapFound:
    return GapFound(channel=CHANNEL, at_s=1.0, after_seq=after_seq, after="1", before="5", missing=3)


def state(name: str, after_seq: int, reason: str = "") -> StateChanged:
    return StateChanged(channel=CHANNEL, at_s=1.0, after_seq=after_seq, state=name, reason=reason)


async def find(desk: LogBench, text: str, *, older: bool = True) -> None:
    """What is asked is answered: by a row, or by words beside the field."""
    before = desk.log.table.current
    desk.log.find_bar.field.setText(text)
    desk.log.find_bar.ask(older=older)
    await until(lambda: desk.log.table.current != before or _settled(desk.log.find_bar.answer))
    await desk.settled()


def _settled(answer: str) -> bool:
    return bool(answer) and not answer.endswith("…")


async def test_a_loss_a_return_and_a_gap_are_rows_now_and_after_a_restart(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    path = tmp_path / "a.watchfloor"
    expected = [
        "No. 6", "No. 5", GAP, "No. 4", "Connected again", "Not connected: The server closed it.",
        "No. 3", "No. 2", "No. 1",
    ]  # fmt: skip
    async with bench(path, look, qtbot) as desk:
        await desk.send(3, [state("connected", 0)])
        await desk.send(0, [state("reconnecting", 3, "The server closed it."), state("connecting", 3)])
        await desk.send(0, [state("reconnecting", 3, "Again."), state("connected", 3)])
        await desk.send(3, [gap(4)])
        assert desk.rows() == expected
        lost = desk.log.table.row_text(5)
        assert lost is not None
        assert (lost.state, lost.hatched) == ("reconnecting", True)
    async with bench(path, look, qtbot) as desk:
        await desk.settled()
        assert desk.rows() == expected


async def test_a_filter_finds_gaps_that_left_memory(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for first in range(0, 1_000, 100):
            await desk.send(100, [gap(first + 50)])
        desk.window.filter_box.setText("type:gap")
        desk.window.filter_box.apply()
        await until(lambda: not desk.log.window_of_rows.more or desk.window.grab() is None)
        await desk.settled()
        assert desk.rows() == [GAP] * 10


async def test_find_goes_from_match_to_match_in_memory_and_far_beyond(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for number in range(10):
            await desk.send(100, kind="rare" if number in (1, 9) else "m")
            await desk.send(1, kind="mark")
        current = [1_010]
        for _ in range(3):
            await find(desk, "type:mark")
            item = desk.log.window_of_rows.item(desk.log.table.current or 0)
            assert isinstance(item, Event)
            current.append(item.seq)
        assert current[1:] == [1_010, 909, 808]
        assert not desk.log.following
        await find(desk, "type:mark", older=False)
        await find(desk, "type:mark", older=False)
        assert desk.log.table.row_text(0) is not None
        await find(desk, "type:mark", older=False)
        assert desk.log.find_bar.answer == "No newer match"
        await find(desk, '"No. 7"')
        item = desk.log.window_of_rows.item(desk.log.table.current or 0)
        assert isinstance(item, Event)
        assert item.seq == 7
        assert desk.window.inspector.event_view.item == item
        await find(desk, "type:mark")
        assert desk.log.find_bar.answer == "No older match"
        await find(desk, "type:(")
        assert "character" in desk.log.find_bar.answer


async def test_what_is_newer_than_a_far_row_is_found_in_memory_too(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    """The journal has it as well, yet the log shows it among the rows in memory."""
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(1_000)
        await desk.send(50, [gap(1_020)], kind="late")
        desk.log.follow(following=False)
        rows = desk.log.window_of_rows
        for query, kind in (("type:late", "late"), ("type:gap", "")):
            desk.log.table.select(rows.serial_at(900))
            await until(lambda: desk.log.table.current == rows.serial_at(900))
            await find(desk, query, older=False)
            assert desk.log.find_bar.answer == ""
            item = rows.item(desk.log.table.current or 0)
            assert getattr(item, "type", "") == kind


async def test_the_way_to_a_newer_match_is_not_shortened_by_rows_that_come(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot, capacity=5_000) as desk:
        await desk.send(700)
        await desk.send(1, kind="wanted")
        await desk.send(1_200)
        assert desk.log.following
        desk.log.finder.find("type:wanted", desk.log.window_of_rows.serial_at(1_800), older=False)
        await desk.send(1_000)  # more than what is looked at in a turn
        await until(lambda: desk.log.table.current is not None or desk.log.find_bar.answer)
        item = desk.log.window_of_rows.item(desk.log.table.current or 0)
        assert getattr(item, "type", "") == "wanted"


async def test_the_next_of_its_kind_is_found_far_back_in_the_journal(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    """And no row of those in between is asked for one by one."""
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(1, kind="rare")
        await desk.send(3_000)
        await desk.send(1, kind="rare")
        await desk.send(1)
        rows = desk.log.window_of_rows
        desk.log.table.select(rows.serial_at(1))
        desk.window.inspector.step_asked.emit(-1)
        await until(lambda: desk.log.table.current == -1)
        await desk.settled()
        shown = desk.window.inspector.event_view.item
        assert isinstance(shown, Event)
        assert (shown.type, shown.seq) == ("rare", 1)
        desk.window.inspector.step_asked.emit(-1)
        await until(lambda: "no other of its kind" in desk.window.status.text)
        desk.window.inspector.step_asked.emit(1)
        await until(lambda: desk.log.table.current == rows.serial_at(1))


async def test_what_a_pace_has_held_back_makes_no_hole_in_the_log(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    """Behind what is in memory the journal goes on at once, and has all of it."""
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(40):
            await desk.send(25, every=5)
            await desk.writer.flush()
        rows = desk.log.window_of_rows
        in_memory = [rows.item_at(row) for row in range(rows.in_memory)]
        oldest = in_memory[-1]
        assert isinstance(oldest, Event)
        assert [item.seq % 25 for item in in_memory[:6] if isinstance(item, Event)] == [21, 16, 11, 6, 1, 21]
        desk.log.table.select(rows.serial_at(rows.in_memory))
        await desk.settled()
        behind = rows.item_at(rows.in_memory)
        assert isinstance(behind, Event)
        assert 0 < oldest.seq - behind.seq <= 25, "within what was committed at once"
        assert rows.count == rows.in_memory + behind.seq
        desk.window.filter_box.setText("seq:>=1")
        desk.window.filter_box.apply()
        await desk.settled()
        assert rows.item_at(len(in_memory)) == behind, "a filter looks there too"


async def test_find_waits_for_the_pages_of_a_filter(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(1, kind="wanted")
        for _ in range(10):
            await desk.send(100)
        desk.window.filter_box.setText("title:*")
        desk.window.filter_box.apply()
        await find(desk, "type:wanted")
        item = desk.log.window_of_rows.item(desk.log.table.current or 0)
        assert isinstance(item, Event)
        assert item.seq == 1


async def test_a_search_that_is_given_up_moves_nothing(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(5):
            await desk.send(100)
        await find(desk, '"No. 499"')
        current = desk.log.table.current
        told: list[str] = []

        def give_up(*_asked: object) -> None:
            told.append(desk.log.find_bar.answer)
            desk.log.find_bar.put_away()

        # At once: the journal may answer before anybody looks again.
        desk.log.finder.far_asked.connect(give_up)
        desk.log.find_bar.field.setText('"No. 7"')
        desk.log.find_bar.ask(older=True)
        await until(lambda: told)
        await desk.settled()
        assert told == ["Searching the journal…"]
        assert desk.log.table.current == current


async def test_find_ends_where_a_stopped_filter_does(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(5):
            await desk.send(100)
        desk.window.filter_box.setText("title:*")
        desk.window.filter_box.apply()
        search = desk.log.window_of_rows.search
        assert search is not None
        search.stop()
        await find(desk, '"No. 7"')
        assert desk.log.find_bar.answer == "No older match"


async def test_keys_go_through_a_filter_to_its_end_and_back(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(60):
            await desk.send(100)
        desk.window.filter_box.setText("title:*")
        desk.window.filter_box.apply()
        table, rows = desk.log.table, desk.log.window_of_rows
        table.setFocus()
        while rows.more:
            QTest.keyClick(table, Qt.Key.Key_End)
            await desk.settled()
        QTest.keyClick(table, Qt.Key.Key_End)
        await desk.settled()
        assert (rows.count, desk.row(5_999)) == (6_000, "No. 1")
        for key, seq in ((Qt.Key.Key_Up, 2), (Qt.Key.Key_Home, 6_000), (Qt.Key.Key_Down, 5_999)):
            QTest.keyClick(table, key)
            await desk.settled()
            item = rows.item(table.current or 0)
            assert isinstance(item, Event)
            assert item.seq == seq
        middle = 600
        table.choice.move_by(middle)
        assert rows.item_at(middle + 1) is None
        await desk.settled()
        item = rows.item(table.current or 0)
        assert isinstance(item, Event)
        assert item.seq == 6_000 - middle - 1


async def test_f3_opens_the_bar_and_escape_gives_the_log_back(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(5)
        desk.log.table.setFocus()
        QTest.keyClick(desk.log.table, Qt.Key.Key_F3)
        bar = desk.log.find_bar
        assert bar.field.hasFocus()
        QTest.keyClicks(bar.field, '"No. 2"')
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        await until(lambda: desk.log.table.current is not None)
        assert desk.row(3) == "No. 2"
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert desk.log.table.hasFocus()


async def test_a_cleared_channel_is_out_of_sight_and_comes_back_whole(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(4):
            await desk.send(100, [gap(0)])
        desk.window.channels.select(CHANNEL)
        assert desk.window.commands.run("channel.clear")
        await desk.settled()
        assert desk.log.window_of_rows.count == 0
        assert "The journal keeps it" in desk.log.line.text
        await desk.send(2)
        assert desk.rows() == ["No. 402", "No. 401"]
        await desk.writer.flush()
        assert await desk.reader.count() == 402
        desk.log.line.button.click()
        await desk.settled()
        assert desk.log.window_of_rows.count == 406
        assert desk.log.line.isHidden()


async def test_a_long_search_says_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FIRST_STEP", "LEAST_STEP", "MOST_STEP"):
        monkeypatch.setattr(log_page, name, 100)
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(20):
            await desk.send(100)
        desk.window.filter_box.setText("type:nothing")
        desk.window.filter_box.apply()
        search = desk.log.window_of_rows.search
        assert search is not None
        desk.window.grab()
        await until(lambda: desk.log.line.text.startswith("Searched back to"))
        assert desk.log.line.button.text() == "Stop"
        desk.log.line.button.click()
        await desk.settled()
        reached = search.reached
        assert search.more
        assert desk.log.line.button.text() == "Go on"
        assert desk.log.table._sheet.empty_words()[0] == "Nothing matches this filter"
        assert not desk.log.table.verticalScrollBar().isVisible()
        desk.log.line.button.click()
        await until(lambda: not search.more)
        assert search.reached < reached


async def test_an_event_that_left_memory_is_brought_into_sight(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(5):
            await desk.send(100)
        assert desk.log.reveal(CHANNEL, 3)
        await desk.settled()
        item = desk.log.window_of_rows.item(desk.log.table.current or 0)
        assert isinstance(item, Event)
        assert item.seq == 3
        assert desk.window.inspector.event_view.item == item


async def test_several_rows_are_chosen_by_keys_and_copied(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(9)
        table = desk.log.table
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Down)
        for _ in range(2):
            QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert [getattr(item, "seq", 0) for item in table.choice.items] == [7, 8, 9]
        desk.window.commands.run("log.copy-json")
        lines = [msgspec.json.decode(line) for line in QGuiApplication.clipboard().text().splitlines()]
        assert [line["seq"] for line in lines] == [7, 8, 9]
        desk.window.commands.run("log.copy-csv")
        heading, *rows = QGuiApplication.clipboard().text().splitlines()
        assert heading.startswith("Time,Channel,Type")
        assert len(rows) == 3
        desk.window.commands.run("log.copy-text")
        assert "No. 7" in QGuiApplication.clipboard().text().splitlines()[0]
        assert desk.window.status._told.text() == "3 rows copied."
        QTest.keyClick(table, Qt.Key.Key_Up)
        assert len(table.choice.rows) == 1
        QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert len(table.choice.rows) == 9
        table.header.add_column("title")
        with qtbot.waitSignal(table.menu_asked):
            QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words = [action.text() for action in menu.actions() if action.text()]
        assert {"Copy as text", "Only channel c", "Without type m", "Highlight title No. 9"} <= set(words)
        next(action for action in menu.actions() if action.text() == "Only title No. 9").trigger()
        assert desk.rows() == ["No. 9"]
        menu.close()
    QApplication.clipboard().clear()


async def test_the_filter_offers_what_only_the_journal_knows(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(1, kind="seldom")
        await desk.send(LOOKED_AT)
        await desk.writer.indexed()
        box = desk.window.filter_box
        box.setFocus()
        await until(box.hasFocus)
        QTest.keyClicks(box, "type:")
        await desk.settled()
        assert box.offers == ["m", "seldom"]
        QTest.keyClicks(box, "s")
        await desk.settled()
        assert box.offers == ["seldom"]
        QTest.keyClick(box._popup, Qt.Key.Key_Escape)
        assert box.text() == "type:s"


async def test_what_comes_late_is_not_offered_for_another_text(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        box = desk.window.filter_box
        box.setFocus()
        await until(box.hasFocus)
        box.setText("severity:4 ")
        box.offer_too("type:", 5, ["seldom"])
        assert box.offers == []
        box.setText("type:")
        box.offer_too("type:", 5, ["seldom"])
        assert box.offers == ["seldom"]
        QTest.keyClick(box._popup, Qt.Key.Key_Down)
        box.offer_too("type:", 5, ["other"])
        assert box.offers == ["seldom"]
        await desk.settled()
