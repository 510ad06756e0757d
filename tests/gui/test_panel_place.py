"""Panels are put where words say, and the words are read off them again."""

import base64
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.workspace.workspace import Layout
from watchfloor.gui.shell.layout_keeper import PANELS, VERSION
from watchfloor.gui.shell.panel_move import arrange
from watchfloor.gui.shell.panel_place import layout_of
from watchfloor.gui.style.look import Look
from watchfloor.gui.window import MainWindow
from watchfloor.services.work.workspace_file import WorkspaceFile


@pytest.fixture
def window(scene: Scene, look: Look, qtbot: QtBot) -> MainWindow:
    window = MainWindow(scene.session, look, clock=lambda: scene.at)
    qtbot.addWidget(window)
    window.resize(1_600, 1_000)
    window.show()
    window.share_room()
    return window


def docks(window: MainWindow) -> list[QDockWidget]:
    return [window.dock(name) for name in PANELS]


def now(window: MainWindow) -> Layout:
    QApplication.processEvents()
    return layout_of(window, docks(window))


def test_the_first_layout_in_words(window: MainWindow) -> None:
    assert now(window) == Layout(
        left="channels 312px", right="(inspector 58% / graphs 42%) 388px", bottom="log 365px"
    )


@pytest.mark.parametrize(
    "layout",
    [
        Layout(left="channels 250px", right="(inspector 30% / graphs 70%) 420px", bottom="log 300px"),
        Layout(right="(channels / inspector / graphs) 400px", top="log 250px"),
        Layout(left="(channels + *inspector) 330px", bottom="(log 60% | graphs 40%) 350px"),
        Layout(bottom="(log 60% | ((inspector + *graphs) 50% / channels 50%) 40%) 420px"),
        Layout(bottom="(log + graphs) 420px", right="(channels + inspector) 400px"),
        Layout(right="(channels 30% / (log + *graphs + inspector) 70%) 400px"),
        Layout(
            left="channels 300px", right="(inspector / graphs) 388px", bottom="log 320px", hidden=("graphs",)
        ),
        Layout(
            left="channels 300px",
            right="(inspector / graphs) 388px",
            bottom="log 320px",
            floating={"inspector": (90, 80, 400, 300)},
        ),
        Layout(left="channels", hidden=("channels",), bottom="(log | inspector) 320px", right="graphs 300px"),
    ],
)
def test_panels_stand_as_the_words_say(window: MainWindow, layout: Layout) -> None:
    assert arrange(window, docks(window), layout)
    shown = now(window)
    assert shown.hidden == layout.hidden
    assert shown.floating == layout.floating
    assert _bare(shown) == _bare(layout)
    for _ in range(3):
        assert arrange(window, docks(window), shown)
        assert now(window) == shown, "what was read is put back as it was, at each start"


def _bare(layout: Layout) -> tuple[str, ...]:
    """The sides without their shares, which the panels' least sizes have a say in."""
    sides = (layout.left, layout.right, layout.top, layout.bottom)
    return tuple(re.sub(r" \d+%", "", side) for side in sides)


def test_a_size_is_given_where_there_is_room(window: MainWindow) -> None:
    layout = Layout(left="channels 250px", right="(inspector 40% / graphs 60%) 420px", bottom="log 300px")
    assert arrange(window, docks(window), layout)
    assert now(window) == layout
    window.resize(1_500, 1_000)
    assert now(window) == layout, "a window of another size is no other layout"


@pytest.mark.parametrize("right", ["", "clock", "(inspector", "inspector / channels"])
def test_what_cannot_be_shown_changes_nothing(window: MainWindow, right: str) -> None:
    before = now(window)
    left = "channels" if "channels" in right else ""
    assert not arrange(window, docks(window), Layout(left=left, right=right))
    assert now(window) == before


def test_a_panel_of_a_newer_version_is_left_out_and_one_of_ours_stays(window: MainWindow) -> None:
    assert arrange(window, docks(window), Layout(left="channels / clock", bottom="(log | weather) 300px"))
    shown = now(window)
    assert shown.left.startswith("channels")
    assert shown.bottom == "log 300px"
    assert set(shown.right.split()) >= {"(inspector", "graphs"}


def test_a_panel_that_is_hidden_comes_back_to_its_place(window: MainWindow) -> None:
    first = now(window)
    window.commands.run("panel.inspector")
    hidden = now(window)
    assert hidden.right == "(inspector / graphs) 388px"
    assert arrange(window, docks(window), hidden)
    window.commands.run("panel.inspector")
    assert _bare(now(window)) == _bare(first)


def test_what_floats_stays_above_the_window(scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    """Also when it floated already before the window was shown: it was behind it then."""
    surround = surround_of(scene, look, qtbot, tmp_path)
    surround.window.commands.run("float.graphs")
    surround.window.dock("graphs").setGeometry(60, 50, 300, 200)
    surround.window.close()
    again = surround_of(scene, look, qtbot, tmp_path).window
    handle = again.dock("graphs").windowHandle()
    assert again.dock("graphs").isFloating()
    assert handle is not None
    assert handle.transientParent() is again.windowHandle()


def test_layouts_that_earlier_versions_kept_are_shown(
    scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    before = surround_of(scene, look, qtbot, None).window
    before.commands.run("panel.graphs")
    before.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, before.dock("inspector"))
    state = base64.b64encode(bytes(before.saveState(VERSION).data())).decode()
    (tmp_path / "unnamed.toml").write_text(
        f'schema = 2\n[look]\npanels = "{state}"\n[layouts.wall]\nstate = "{state}"\n'
    )
    surround = surround_of(scene, look, qtbot, tmp_path)
    window = surround.window
    assert window.dock("graphs").isHidden()
    assert window.dockWidgetArea(window.dock("inspector")) is Qt.DockWidgetArea.LeftDockWidgetArea
    window.commands.run("layout.reset")
    assert window.dock("graphs").isVisible()
    assert window.commands.run("layout:wall")
    assert window.dock("graphs").isHidden()
    surround.layouts.save("wall")
    window.commands.run("panel.inspector")
    window.close()
    workspace = WorkspaceFile(tmp_path / "unnamed.toml").load().workspace
    assert workspace.layouts["wall"].state == ""
    assert "inspector" in workspace.layouts["wall"].left
    assert workspace.look.panels.state == "", "and what is kept anew can be read"


def test_what_floats_shows_an_edge_and_where_it_was(window: MainWindow, look: Look) -> None:
    """It was drawn without one, right over its old place, so that nobody saw that it floats."""
    dock = window.dock("graphs")
    dock.setFloating(True)
    QApplication.processEvents()
    edges = {dock.grab().toImage().pixelColor(0, y).name() for y in (5, dock.height() // 2)}
    assert edges <= {look.color("muted").name(), look.color("accent").name()}
    dock.setFloating(False)
    QApplication.processEvents()
    assert dock.grab().toImage().pixelColor(0, dock.height() // 2) == look.color("panel")


def test_what_floated_goes_back_into_its_place_each_time(window: MainWindow) -> None:
    """It stayed where it had floated, over the window or out of sight, until that was resized."""
    dock = window.dock("graphs")
    place = dock.geometry()
    for _ in range(3):
        dock.setFloating(True)
        dock.setGeometry(30, 40, 300, 200)
        QApplication.processEvents()
        dock.setFloating(False)
        QApplication.processEvents()
        assert dock.geometry() == place
