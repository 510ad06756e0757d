"""Layouts, kiosk, guide, tray, about: what stands around the views."""

import gc
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QInputDialog, QSystemTrayIcon, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, MAP, Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.shell import layout_keeper
from watchfloor.gui.shell.about_window import AboutWindow, licences, versions
from watchfloor.gui.shell.guide import Guide
from watchfloor.gui.shell.key_list import KeyList
from watchfloor.gui.shell.room import Plan
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.shell.tray import BETWEEN_S, Tray
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import THEMES
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.crash import CrashDesk


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path) -> Surround:
    return surround_of(scene, look, qtbot, tmp_path)


# -- layouts


def test_everything_comes_back_as_it_was(
    surround: Surround, scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    window = surround.window
    window.resize(720, 640)
    window.commands.run("panel.graphs")
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.dock("inspector"))
    window.close()
    again = surround_of(scene, look, qtbot, tmp_path).window
    assert (again.width(), again.height()) == (720, 640)
    assert again.dock("graphs").isHidden()
    assert again.dockWidgetArea(again.dock("inspector")) is Qt.DockWidgetArea.LeftDockWidgetArea


def test_a_dock_floats_and_comes_back_floating(
    surround: Surround, scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    assert surround.window.commands.run("float.graphs")
    assert surround.window.dock("graphs").isFloating()
    surround.window.dock("graphs").setGeometry(60, 50, 300, 200)
    surround.window.close()
    again = surround_of(scene, look, qtbot, tmp_path).window
    assert again.dock("graphs").isFloating()
    assert again.dock("graphs").geometry().getRect() == (60, 50, 300, 200)
    again.commands.run("float.graphs")
    assert not again.dock("graphs").isFloating()


def test_a_dock_on_a_screen_that_is_gone_comes_home(surround: Surround) -> None:
    dock = surround.window.dock("graphs")
    surround.window.commands.run("float.graphs")
    dock.move(20_000, 20_000)
    surround.layouts._bring_home()
    assert not dock.isFloating()


def test_a_layout_is_kept_by_name_and_shown_again(surround: Surround) -> None:
    window = surround.window
    window.commands.run("panel.graphs")
    window.commands.run("layout.save")
    (dialog,) = window.findChildren(QInputDialog)
    dialog.setTextValue(" Night  desk ")
    dialog.accept()
    window.commands.run("layout.reset")
    assert window.dock("graphs").isVisible()
    assert window.commands.run("layout:Night desk")
    assert not window.dock("graphs").isVisible()
    surround.layout_menu.forget("Night desk")
    assert "layout:Night desk" not in [command.id for command in window.commands]
    assert not window.commands.run("layout.forget")


def test_no_layout_is_lost_to_one_more(surround: Surround, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout_keeper, "MOST_LAYOUTS", 1)
    surround.layout_menu._on_named("Night desk")
    surround.layout_menu._on_named("Day desk")
    assert "all that can be" in surround.window.status.text
    assert surround.layouts.names == ["Night desk"]


def test_a_layout_that_cannot_be_kept_is_not_told_as_kept(surround: Surround, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.write_text("in the way")
    surround.layout_menu._on_named("Night desk")
    assert "Kept as" not in surround.window.status.text
    assert str(tmp_path) in surround.window.status.text
    tmp_path.unlink()
    tmp_path.mkdir()


@pytest.mark.parametrize("words", ["", "AAAA", "not base64!"])
def test_what_cannot_be_restored_leaves_all_as_it_is(
    scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path, words: str
) -> None:
    (tmp_path / "arrangement.json").write_text(f'{{"geometry": "{words}", "state": "{words}"}}')
    surround = surround_of(scene, look, qtbot, tmp_path)
    assert surround.window.width() == 1_400
    assert surround.window.dock("graphs").isVisible()


def test_a_picture_leaves_nothing_behind(scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    surround = surround_of(scene, look, qtbot, None)
    surround.welcome()
    surround.layouts.save("x")
    surround.window.close()
    assert list(tmp_path.iterdir()) == []


# -- kiosk


def test_the_kiosk_fills_the_screen_without_controls(surround: Surround) -> None:
    window = surround.window
    window.commands.run("screen.full")
    assert window.isFullScreen()
    assert not window.title_bar.isVisible()
    assert not window.map.bar.isVisible()
    assert window.runs.isVisible()
    assert not any(button.isVisible() for button in (window.runs.start, window.runs.others))
    assert window.status.isVisible()
    window.commands.run("screen.full")
    assert not window.isFullScreen()
    assert window.title_bar.isVisible()
    assert window.map.bar.isVisible()
    assert window.runs.start.isVisible()


def buttons_of(window: QWidget) -> set[str]:
    """What can be pressed, but for the pages of the inspector."""
    found = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    return {button.accessibleName() or button.text() for button in found if not is_page(button)}


def is_page(button: QWidget) -> bool:
    return isinstance(button.parent(), QTabBar)


def test_on_a_wall_there_is_nothing_to_press(surround: Surround, scene: Scene) -> None:
    """Something is down, the map was cleared, and so was a channel of the log."""
    window = surround.window
    window.resize(1_440, 900)
    window.channels.select(DEBATE)
    scene.session.clear_places()
    window.refresh_all()
    window.log.clear(MAP, 3, AT.wall_s)
    before = buttons_of(window)
    assert {"Show again", "Retry now", "Pause (Space)", "Alert rules"} <= before
    window.commands.run("screen.full")
    window.refresh_all()
    assert buttons_of(window) == set()
    assert window.banner.isVisible()
    assert "Cleared from view" in window.log.line.text
    window.commands.run("screen.full")
    window.resize(1_440, 900)
    window.refresh_all()
    assert buttons_of(window) == before


def test_on_a_wall_it_is_still_said_that_anyone_may_be_the_server(surround: Surround, scene: Scene) -> None:
    window = surround.window
    window.commands.run("screen.full")
    assert not window.map.bar.isVisible()
    scene.session.channels[MAP].insecure = True
    window.refresh_all()
    assert window.map.bar.isVisible()
    window.commands.run("screen.full")


def test_escape_leaves_the_kiosk(surround: Surround) -> None:
    surround.kiosk.enter()
    QTest.keyClick(surround.window.map, Qt.Key.Key_Escape)
    assert not surround.kiosk.on
    QTest.keyClick(surround.window.map, Qt.Key.Key_Escape)
    assert not surround.window.isFullScreen()


def test_in_the_kiosk_the_pointer_goes_while_nobody_moves_it(surround: Surround) -> None:
    surround.kiosk.enter()
    surround.kiosk._on_idle()
    cursor = QGuiApplication.overrideCursor()
    assert cursor is not None
    assert cursor.shape() is Qt.CursorShape.BlankCursor
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(surround.window.map, move)
    assert QGuiApplication.overrideCursor() is None
    surround.kiosk._on_idle()
    surround.window.close()
    assert QGuiApplication.overrideCursor() is None


# -- the guide


def test_the_guide_comes_at_the_first_start_only(
    surround: Surround, scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    surround.welcome()
    (guide,) = surround.window.findChildren(Guide)
    titles = []
    while guide.isVisible():
        titles.append(guide.card._title.text())
        guide.card.next.click()
    assert len(set(titles)) == len(titles) >= 4
    surround.window.close()
    again = surround_of(scene, look, qtbot, tmp_path)
    again.welcome()
    assert again.tour.guide is None
    again.window.commands.run("help.guide")
    assert again.tour.guide is not None


def test_the_guide_stays_above_panels_that_are_put_elsewhere(surround: Surround, qtbot: QtBot) -> None:
    window = surround.window
    window.resize(1_400, 850)
    window.share_room()
    window.commands.run("help.guide")
    guide = surround.tour.guide
    assert guide is not None
    window.resize(760, 740)
    qtbot.waitUntil(lambda: window.room.plan is Plan.NARROW)
    qtbot.waitUntil(lambda: _is_above(guide.card))


def _is_above(card: QWidget) -> bool:
    """Nothing lies over its corners."""
    box, window = card.geometry(), card.parentWidget()
    assert window is not None
    corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())
    found = [window.childAt(corner) for corner in corners]
    return all(each is card or card.isAncestorOf(each) for each in found if each is not None)


def test_the_guide_is_skipped_by_escape_and_stops_no_click(surround: Surround) -> None:
    surround.tour.start()
    guide = surround.tour.guide
    assert guide is not None
    assert guide.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    QTest.keyClick(guide.card, Qt.Key.Key_Escape)
    assert surround.tour.guide is None


def test_the_guide_is_walked_through_with_return(surround: Surround) -> None:
    surround.tour.start()
    guide = surround.tour.guide
    assert guide is not None
    QTest.keyClick(guide.card.next, Qt.Key.Key_Return)
    assert guide.place == 1
    guide.card.close_guide.setFocus()
    QTest.keyClick(guide.card.close_guide, Qt.Key.Key_Return)
    assert surround.tour.guide is None


@pytest.mark.parametrize("size", [(700, 560), (1_400, 850), (2_400, 1_400)])
@pytest.mark.parametrize("zoom", [0.8, 1.0, 2.0])
def test_every_card_is_wholly_in_the_window(
    surround: Surround, look: Look, size: tuple[int, int], zoom: float
) -> None:
    look.choose(zoom=zoom)
    surround.window.resize(*size)
    surround.tour.start()
    guide = surround.tour.guide
    assert guide is not None
    while guide.isVisible():
        assert surround.window.rect().contains(guide.card.geometry())
        guide.card.grab()  # has it laid out
        words = guide.card._words
        assert words.height() >= words.heightForWidth(words.width())
        guide.go_on()


# -- the tray


class Desk:
    """A tray icon without a desktop: offscreen lacks a signal that Qt looks for, and says so."""

    def __init__(self, surround: Surround, qtlog: Any) -> None:
        self.now_s = 100.0
        with qtlog.disabled():
            self.tray = Tray(surround.window, available=lambda: True, clock=lambda: self.now_s)
            self.seen_before = self.tray.icon is not None and self.tray.icon.isVisible()
            self.tray.show_state(surround.window.windowIcon(), "")


def test_without_a_tray_there_is_none(surround: Surround) -> None:
    assert QSystemTrayIcon.isSystemTrayAvailable() is False
    assert surround.tray.icon is None
    assert not surround.tray.tell("Alert", "words")


def test_the_tray_shows_how_all_feeds_are(surround: Surround, qtlog: Any) -> None:
    desk = Desk(surround, qtlog)
    tray = desk.tray
    tray.show_state(surround.window.windowIcon(), "4 of 6 up")
    assert tray.icon is not None
    assert tray.icon.toolTip() == "Watchfloor — 4 of 6 up"
    assert tray.icon.isVisible()
    assert not desk.seen_before, "a desktop complains of a place without an icon"
    tray.close()
    tray.show_state(surround.window.windowIcon(), "4 of 6 up")
    assert tray.icon is None


def test_the_tray_counts_feeds_that_go_down_one_after_the_other(surround: Surround, qtlog: Any) -> None:
    surround.tray = tray = Desk(surround, qtlog).tray
    session, window = surround.window.session, surround.window
    assert tray.icon is not None
    count = len(session.channels)
    lost = Status(state=ChannelState.FAILED, code="forbidden", reason="403 Forbidden")
    told = set()
    for name in session.channels:
        session.observe(name, lost, AT.wall_s)
        window.refresh_standing(AT)
        told.add(tray.icon.toolTip())
    assert tray.icon.toolTip() == f"Watchfloor — 0 of {count} up"
    assert len(told) > 2
    tray.close()


def test_a_storm_is_one_notice(surround: Surround, qtlog: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(surround, qtlog)
    icon = desk.tray.icon
    assert icon is not None
    shown: list[str] = []
    monkeypatch.setattr(icon, "supportsMessages", lambda: True)
    monkeypatch.setattr(icon, "showMessage", lambda _title, words, *_rest: shown.append(words))
    monkeypatch.setattr(surround.window, "isActiveWindow", lambda: False)
    for number in range(4):
        desk.tray.tell("Alert", f"number {number}")
    desk.now_s += BETWEEN_S
    desk.tray.tell("Alert", "later")
    assert shown == ["number 0", "later (and 3 more before)"]
    monkeypatch.setattr(surround.window, "isActiveWindow", lambda: True)
    desk.now_s += BETWEEN_S
    assert not desk.tray.tell("Alert", "under the user's eyes")
    desk.tray.close()


# -- the rest


def test_quitting_stays_the_last_of_its_menu(surround: Surround) -> None:
    menu = surround.window.title_bar._menu.menu()
    first = menu.actions()[0].menu()
    titles = [action.text() for action in first.actions()]  # type: ignore[attr-defined]
    assert titles[-1] == "Quit"
    assert "Settings…" in titles


def test_no_two_commands_share_their_keys(surround: Surround) -> None:
    keys = [command.shortcut for command in surround.window.commands if command.shortcut]
    assert sorted(set(keys)) == sorted(keys)


def test_the_list_of_keys_comes_from_the_one_table(surround: Surround) -> None:
    from PySide6.QtWidgets import QLabel

    surround.window.commands.run("help.keys")
    (window,) = surround.window.findChildren(KeyList)
    words = {label.text() for label in window.findChildren(QLabel)}
    assert {"Settings…", "Ctrl+,", "F11"} <= words


def test_about_names_versions_and_licences(surround: Surround) -> None:
    surround.window.commands.run("help.about")
    (window,) = surround.window.findChildren(AboutWindow)
    assert window.versions.toPlainText().startswith("Watchfloor 0.")
    assert {"Qt", "Python", "System"} <= {name for name, _ in versions()}
    assert {"Inter", "JetBrainsMono"} <= set(licences())
    for row in range(window.list.count()):
        window.list.setCurrentRow(row)
        assert len(window.text.toPlainText()) > 100


@pytest.mark.parametrize("command", ["settings", "alerts.rules", "help.about", "help.keys", "layout.save"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_dialog_holds_anything_up(surround: Surround, look: Look, command: str, theme: str) -> None:
    look.choose(THEMES[theme])
    assert surround.window.commands.run(command)
    (dialog,) = [each for each in QApplication.topLevelWidgets() if each.isModal() and each.isVisible()]
    assert not dialog.grab().isNull()
    dialog.close()


def test_a_later_start_brings_the_window_back(surround: Surround) -> None:
    surround.window.showMinimized()
    surround.bring_to_front()
    assert not surround.window.isMinimized()
    assert surround.window.isVisible()


def test_qt_speaks_its_own_words_for_a_layout(surround: Surround) -> None:
    assert isinstance(surround.window.saveState(1), QByteArray)


def test_what_stands_around_a_window_goes_with_it(
    scene: Scene, look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    def once() -> None:
        window = MainWindow(scene.session, look, clock=lambda: scene.at)
        surround = Surround(window, None, CrashDesk(None), environment={}, clock=lambda: scene.at)
        surround.open()
        window.show()
        surround.tour.start()
        for command in ("settings", "alerts.rules", "help.about"):
            window.commands.run(command)
        window.close()
        window.deleteLater()
        del window, surround
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()

    once()
    before = len(gc.get_objects())
    for _ in range(6):
        once()
    assert len(gc.get_objects()) - before < 3_000
