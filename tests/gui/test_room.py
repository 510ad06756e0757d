"""The docks where there is room, as tabs where there is none, and wherever the user has put them."""

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.scene import DEBATE, Scene
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.shell.layout_keeper import PANELS
from watchfloor.gui.shell.panel_move import arrange
from watchfloor.gui.shell.panel_place import layout_of
from watchfloor.gui.shell.room import Plan, plan_for
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.line import Line
from watchfloor.gui.style.look import Look
from watchfloor.gui.window import MainWindow


@pytest.fixture
def window(scene: Scene, look: Look, qtbot: QtBot) -> MainWindow:
    window = MainWindow(scene.session, look, clock=lambda: scene.at)
    qtbot.addWidget(window)
    window.resize(1_440, 900)
    window.show()
    window.share_room()
    return window


def plan_of(window: MainWindow) -> Plan | None:
    return window.room.plan


def settle() -> None:
    """What was put off to the loop's next turn is done."""
    QApplication.processEvents()
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("size", "zoom", "plan"),
    [
        ((1_920, 1_080), 1.0, Plan.WIDE),
        ((1_280, 800), 1.0, Plan.WIDE),
        ((1_024, 700), 1.0, Plan.LOW),
        ((1_440, 900), 1.5, Plan.LOW),
        ((1_440, 900), 2.0, Plan.NARROW),
        ((1_024, 700), 1.5, Plan.NARROW),
        ((1_024, 700), 2.0, Plan.SMALL),
    ],
)
def test_so_much_fits(size: tuple[int, int], zoom: float, plan: Plan) -> None:
    assert plan_for(size[0] / zoom, size[1] / zoom) is plan


def test_the_focus_stays_where_it_was_when_docks_become_tabs(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.log.table.setFocus()
    for width, height in ((1_024, 700), (1_440, 900)):
        before = plan_of(window)
        window.resize(width, height)
        settle()
        assert plan_of(window) is not before
        assert window.focusWidget() is window.log.table


def test_larger_text_turns_docks_into_tabs_and_smaller_text_back(window: MainWindow, look: Look) -> None:
    assert plan_of(window) is Plan.WIDE
    look.choose(zoom=2.0)
    settle()
    assert plan_of(window) is Plan.NARROW
    assert window.dock("graphs") in window.tabifiedDockWidgets(window.dock("log"))
    assert not window.log.visibleRegion().isEmpty()
    look.choose(zoom=1.0)
    settle()
    assert plan_of(window) is Plan.WIDE
    assert not window.graphs.visibleRegion().isEmpty()


def test_large_text_makes_the_window_no_higher_than_a_small_screen(window: MainWindow, look: Look) -> None:
    """All strips are there: a run, and something that is down."""
    look.choose(zoom=2.0)
    window.resize(1_024, 700)
    settle()
    assert window.runs.isVisible()
    assert window.banner.isVisible()
    assert (window.width(), window.height()) == (1_024, 700)


def test_a_narrower_window_does_the_same(window: MainWindow) -> None:
    window.resize(800, 700)
    settle()
    assert plan_of(window) is Plan.NARROW


def test_with_large_text_on_a_small_screen_the_map_stands_beside_one_of_all_others(
    window: MainWindow, look: Look
) -> None:
    window.resize(1_024, 700)
    look.choose(zoom=2.0)
    settle()
    assert plan_of(window) is Plan.SMALL
    assert (window.width(), window.height()) == (1_024, 700)
    assert window.map.height() > 350
    assert not window.log.visibleRegion().isEmpty()
    assert window.channels.visibleRegion().isEmpty()
    window.dock("channels").raise_()
    settle()
    assert not window.channels.visibleRegion().isEmpty()


def lengths(window: MainWindow) -> tuple[int, int, int]:
    docks = [window.dock(name) for name in ("channels", "inspector", "log")]
    return docks[0].width(), docks[1].width(), docks[2].height()


def test_a_larger_window_is_shared_in_proportion(window: MainWindow) -> None:
    before = lengths(window)
    window.resize(2_560, 1_440)
    settle()
    assert all(now > then for now, then in zip(lengths(window), before, strict=True))
    assert window.map.width() > 2_560 * 0.6
    window.resize(1_440, 900)
    settle()
    assert lengths(window) == before


def test_a_panel_that_was_closed_meanwhile_has_its_share_too(window: MainWindow) -> None:
    before = lengths(window)
    for panel in ("panel.channels", "panel.log"):
        window.commands.run(panel)
    window.resize(1_680, 1_020)
    settle()
    for panel in ("panel.channels", "panel.log"):
        window.commands.run(panel)
    settle()
    window.resize(1_440, 900)
    settle()
    assert lengths(window) == before


def test_what_the_user_has_made_wider_stays_so(window: MainWindow) -> None:
    edge = window.dock("channels").geometry().topRight() + QPoint(2, 200)
    assert window.isSeparator(edge)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(window, edge + QPoint(40, 0))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    settle()
    before = lengths(window)
    window.resize(1_680, 1_020)
    settle()
    assert lengths(window) == before


def test_a_layout_that_was_in_proportion_stays_so_at_the_next_start(window: MainWindow) -> None:
    docks = [window.dock(name) for name in PANELS]
    kept = layout_of(window, docks)
    assert arrange(window, docks, kept)
    window.room.adopt()
    before = lengths(window)
    window.resize(1_920, 1_080)
    settle()
    assert lengths(window) != before
    other = msgspec.structs.replace(kept, bottom="log 200px")
    assert arrange(window, docks, other)
    window.room.adopt()
    window.resize(1_440, 900)
    settle()
    assert lengths(window)[2] == 200


def test_what_the_user_has_moved_stays(window: MainWindow, look: Look) -> None:
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.dock("inspector"))
    look.choose(zoom=2.0)
    settle()
    assert plan_of(window) is None
    assert window.dockWidgetArea(window.dock("inspector")) is Qt.DockWidgetArea.LeftDockWidgetArea
    window.reset_layout()
    assert plan_of(window) is Plan.NARROW


def test_what_the_user_has_closed_stays_closed(window: MainWindow, look: Look) -> None:
    window.commands.run("panel.graphs")
    look.choose(zoom=2.0)
    settle()
    assert plan_of(window) is Plan.NARROW
    assert window.dock("graphs").isHidden()


def test_a_row_is_shown_though_the_inspector_is_a_tab_behind(window: MainWindow, look: Look) -> None:
    look.choose(zoom=2.0)
    settle()
    assert window.inspector.visibleRegion().isEmpty()
    window.log.table.activated.emit(0)
    settle()
    assert not window.inspector.visibleRegion().isEmpty()


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1_024, 1_280, 1_440, 1_920])
def test_the_title_bar_cuts_no_button(window: MainWindow, look: Look, zoom: float, width: int) -> None:
    look.choose(zoom=zoom)
    window.resize(width, 900)
    settle()
    bar = window.title_bar
    for button in (bar._menu, bar.live, bar._theme, bar._palette):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1
            assert bar.rect().contains(button.geometry())
    assert window.badge.width() >= window.badge.sizeHint().width()


def test_a_line_says_all_of_what_it_cuts(look: Look, qtbot: QtBot) -> None:
    line = Line("Everything that is to be known of this feed")
    qtbot.addWidget(line)
    line.resize(90, 20)
    line.show()
    line.grab()
    assert line.is_cut
    assert line.toolTip() == line.text()
    line.resize(600, 20)
    line.grab()
    assert not line.toolTip()


def test_a_heading_lets_its_note_go_before_its_control(look: Look, qtbot: QtBot) -> None:
    heading = Heading("Event log", look)
    qtbot.addWidget(heading)
    control = QLabel("Pause (Space)")
    heading.add(control)
    heading.note("Following")
    heading.resize(400, 30)
    heading.show()
    assert heading._note.isVisible()
    heading.resize(200, 30)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert not heading._note.isVisible()
    assert control.width() >= control.sizeHint().width()


def test_a_view_behind_another_costs_nothing_and_is_right_when_it_comes_forward(
    window: MainWindow, look: Look, scene: Scene
) -> None:
    look.choose(zoom=2.0)
    settle()
    window.inspector.show_channel(DEBATE, scene.at)
    words = window.inspector.connection_view._callout._words.text()
    scene.session.observe(DEBATE, Status(state=ChannelState.PAUSED), scene.at.wall_s)
    window.pass_time()
    assert window.inspector.connection_view._callout._words.text() == words
    window.dock("inspector").raise_()
    settle()
    assert "Paused" in window.inspector.connection_view._callout._words.text()
