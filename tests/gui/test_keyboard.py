"""The window by keyboard alone: the main tasks on the real demo, and a name for wherever one comes by."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.showing import showing, until
from tests.gui.surrounded import surround_of
from watchfloor.core.event import Event
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import ChannelState
from watchfloor.desktop import serve_demo
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.log.pin_desk import PinDesk
from watchfloor.gui.shell.key_list import KeyList
from watchfloor.gui.shell.pane import is_seen
from watchfloor.gui.shell.setting_window import SettingWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.showing import Options, Showing
from watchfloor.gui.style.look import Look
from watchfloor.gui.window import MainWindow

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
ASLEEP = (ChannelState.IDLE, ChannelState.PAUSED)


def press(*keys: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
    """As a keyboard does it: to whatever has the focus."""
    for key in keys:
        QTest.keyClick(at_keyboard() or regained(), key, with_)


def at_keyboard() -> QWindow | None:
    window: QWindow | None = QApplication.focusWindow()
    active: QWidget | None = QApplication.activeWindow()
    return window if window is not None and active is not None and window.isVisible() else None


def regained() -> QWindow:
    """What a popup or a dialog has left: a desktop gives it the keyboard back, offscreen nobody does."""
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    window.activateWindow()
    QApplication.processEvents()
    return window.windowHandle()


def write(words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)


def name_of(widget: QWidget | None) -> str:
    """What a screen reader says of it; a bar of tabs would speak for the tab in front."""
    spoken_by = None if widget is None else QAccessible.queryAccessibleInterface(widget)
    if widget is None or spoken_by is None:
        return ""
    return widget.accessibleName() or spoken_by.text(QAccessible.Text.Name)


def spoken() -> str:
    return name_of(QApplication.focusWidget())


def go_to(pane: str) -> None:
    """From pane to pane until this one is named."""
    seen: list[str] = []
    while spoken() != pane:
        press(Qt.Key.Key_Tab, with_=CTRL)
        assert spoken() not in seen, f"{pane} is not among {seen}"
        seen.append(spoken())


def command(letters: str) -> None:
    """By the palette: a few letters, and Return."""
    press(Qt.Key.Key_K, with_=CTRL)
    assert spoken() == "Command palette"
    write(letters)
    press(Qt.Key.Key_Return)


def shown(kind: type[QDialog]) -> list[QDialog]:
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return [each for each in windows if isinstance(each, kind)]


@pytest.fixture
async def demo(qapp: QApplication, home: Path) -> AsyncIterator[Showing]:
    async with showing(Options(size=(1_280, 800)), home / "config", serve_demo) as started:
        started.window.activateWindow()
        await until(lambda: started.window.session.up == 6)
        yield started


@pytest.mark.logs("ASGI callable returned without completing response")
async def test_a_day_without_a_mouse(demo: Showing) -> None:
    window = demo.window
    assert spoken() == "Next", "the guide is there first"
    press(Qt.Key.Key_Escape)
    row = await a_feed_is_put_to_rest_and_goes_on(window)
    await it_fails_and_is_asked_again(window, row)
    await the_filter_narrows_the_log(window)
    a_row_is_looked_at_and_the_log_goes_on(window)
    await an_event_is_kept_and_another_found(window)
    dialogs_open_named_and_close()
    press(Qt.Key.Key_Q, with_=CTRL)
    await until(lambda: not window.isVisible())


async def a_feed_is_put_to_rest_and_goes_on(window: MainWindow) -> ChannelRow:
    """Choose it, put it to rest, have it go on."""
    go_to("Channels")
    press(Qt.Key.Key_Home, Qt.Key.Key_Down)
    name = window.channel
    row = window.session.channels[name]
    command("pause channel")
    await until(lambda: row.status.state is ChannelState.PAUSED)
    go_to("Channels")
    press(Qt.Key.Key_Return)
    await until(lambda: row.status.state not in ASLEEP)
    return row


async def it_fails_and_is_asked_again(window: MainWindow, row: ChannelRow) -> None:
    """It fails, and is asked again by hand."""
    command("refuse with 503")
    command("drop all")
    await until(lambda: row.status.state is ChannelState.RECONNECTING)
    tries = row.status.attempt
    press(Qt.Key.Key_R, with_=CTRL)
    await until(lambda: row.status.attempt > tries or row.status.state is not ChannelState.RECONNECTING)
    command("end all faults")
    await until(lambda: window.session.up == 6)


async def the_filter_narrows_the_log(window: MainWindow) -> None:
    """The filter narrows the log, and Escape opens it again."""
    press(Qt.Key.Key_L, with_=CTRL)
    assert spoken() == "Event log"
    press(Qt.Key.Key_Slash)
    assert spoken() == "Filter"
    write("severity:>=1")
    press(Qt.Key.Key_Return)
    await until(lambda: window.log.window_of_rows.filtered)
    press(Qt.Key.Key_Escape)
    await until(lambda: not window.log.window_of_rows.filtered)


def a_row_is_looked_at_and_the_log_goes_on(window: MainWindow) -> None:
    """A row, the whole of it, and on with what comes."""
    press(Qt.Key.Key_L, with_=CTRL)
    assert spoken() == "Event log"
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.inspector.currentIndex() == 0
    assert window.inspector.event_view.item is not None
    for _ in range(2):
        followed = window.log.following
        press(Qt.Key.Key_Space)
        assert window.log.following is not followed


async def an_event_is_kept_and_another_found(window: MainWindow) -> None:
    """Keep an event (what befell the feeds stands between them), and find another."""
    press(Qt.Key.Key_Home)
    while not isinstance(window.inspector.event_view.item, Event):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_D, with_=CTRL)
    desk = window.findChild(PinDesk)
    assert desk is not None
    await until(lambda: len(desk.pins) == 1)
    before = window.log.table.current
    press(Qt.Key.Key_L, with_=CTRL | SHIFT)
    assert spoken() == "Find in the log"
    write("type:map-event OR severity:>=1")
    press(Qt.Key.Key_Return)
    await until(lambda: window.log.table.current not in (None, before))
    press(Qt.Key.Key_Escape)
    assert spoken() == "Event log"


def dialogs_open_named_and_close() -> None:
    """They open, are named throughout, and Escape closes each."""
    for keys, with_, kind in (
        (Qt.Key.Key_N, CTRL, FeedWindow),
        (Qt.Key.Key_Comma, CTRL, SettingWindow),
        (Qt.Key.Key_Question, SHIFT, KeyList),
    ):
        press(keys, with_=with_)
        (dialog,) = shown(kind)
        assert unnamed(dialog) == []
        press(Qt.Key.Key_Escape)
        assert shown(kind) == []


def unnamed(ground: QWidget) -> list[str]:
    """Where Tab stops without a word for those who cannot see it."""
    stops = [
        each
        for each in ground.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.isVisible()
        and each.window() is ground.window()
        and not each.objectName().startswith("qt_")
    ]
    return [described(each) for each in stops if not name_of(each)]


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path) -> Surround:
    surround = surround_of(scene, look, qtbot, tmp_path)
    surround.window.activateWindow()
    return surround


def walk(surround: Surround) -> dict[QWidget, bool]:
    """Every stop of Tab, from the log around to the log."""
    surround.window.log.table.setFocus()
    stops: dict[QWidget, bool] = {}  # and whether it could be seen then
    while (focused := QApplication.focusWidget()) not in stops:
        assert focused is not None
        stops[focused] = is_seen(focused)
        press(Qt.Key.Key_Tab)
    return stops


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_wherever_tab_stops_it_is_named_and_seen(surround: Surround, tab: int) -> None:
    surround.window.inspector.setCurrentIndex(tab)
    stops = walk(surround)
    assert len(stops) > 20
    assert [described(stop) for stop in stops if not name_of(stop)] == []
    assert [name_of(stop) for stop, is_seen in stops.items() if not is_seen] == []


def test_tab_goes_as_one_reads(surround: Surround) -> None:
    window = surround.window
    places = {
        name: next(place for place, stop in enumerate(walk(surround)) if name_of(stop) == name)
        for name in ("Menu", "Filter", "Channels", "Map", "Inspector", "Span of time")
    }
    assert sorted(places, key=places.__getitem__) == [
        "Inspector", "Span of time", "Menu", "Filter", "Channels", "Map",
    ], "from the log on, and around"  # fmt: skip
    assert window.log.table.hasFocus()


def marked(window: MainWindow) -> QWidget | None:
    return window.focus_ring.around


def test_the_ring_shows_where_the_keyboard_has_led(surround: Surround) -> None:
    window = surround.window
    assert marked(window) is None
    go_to("Channels")
    assert marked(window) is window.channels
    QTest.mouseClick(window.log.table.viewport(), Qt.MouseButton.LeftButton)
    assert marked(window) is None
    go_to("Map")
    window.resize(1_300, 800)
    QApplication.processEvents()
    (mark,) = [each for each in window.map.children() if type(each).__name__ == "_Ring"]
    assert isinstance(mark, QWidget)
    assert mark.geometry() == window.map.rect()
    window.map.hide()
    assert marked(window) is not window.map


def test_what_is_marked_may_go_away(surround: Surround) -> None:
    window = surround.window
    field = QPlainTextEdit(window)
    field.show()
    field.setFocus()
    window.focus_ring.show_on(field)
    field.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert marked(window) is None
    go_to("Map")
    assert marked(window) is window.map


def test_panes_go_round_both_ways_and_leave_out_what_is_hidden(surround: Surround) -> None:
    window = surround.window
    window.commands.run("panel.graphs")
    go_to("Inspector")
    press(Qt.Key.Key_Tab, with_=CTRL)
    assert spoken() == "Filter"
    press(Qt.Key.Key_Backtab, with_=CTRL | SHIFT)
    assert spoken() == "Inspector"


@pytest.mark.parametrize("key", ["settings", "alerts.rules", "help.about", "help.keys", "layout.save"])
def test_every_dialog_is_named_throughout(surround: Surround, key: str) -> None:
    assert surround.window.commands.run(key)
    (dialog,) = [each for each in QApplication.topLevelWidgets() if each.isModal() and each.isVisible()]
    assert unnamed(dialog) == []
    dialog.close()
