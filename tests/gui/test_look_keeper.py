"""What is changed in the window is in the workspace's file; on another machine the window looks so."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.scene import MAP, Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.log.highlight import HighlightRule
from watchfloor.core.watch.alert import AlertRule
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.watching import first_workspace
from watchfloor.core.workspace.workspace import COLUMNS, Graph, Highlight, Look
from watchfloor.gui.log.column_look import names_of
from watchfloor.gui.shell.room import Plan
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look as Style
from watchfloor.gui.style.theme import DARK
from watchfloor.services.work.workspace_file import WorkspaceFile


@pytest.fixture
def style(qapp: QApplication) -> Style:
    style = Style(DARK)
    style.apply()
    return style


def file_of(folder: Path) -> WorkspaceFile:
    return WorkspaceFile(folder / "unnamed.toml")


def change_everything(surround: Surround) -> None:
    window = surround.window
    window.filter_box.setText("severity:>=2")
    window.filter_box.apply()
    window.log.table.header.add_column("to.label")
    window.log.table.header.show_by_hand(COLUMNS.index("source"), shown=False)
    window.log.highlight([HighlightRule("type:drone", "#4c9aff")])
    window.map.bar.choose_region("Asia-Pacific")
    window.map.bar.choose_span(float("inf"))
    window.map.bar.toggle_heat()
    window.tie.link_filter(linked=False)
    window.graphs.link(linked=False)
    window.graphs.remove(("latency",))
    window.plot_field(MAP, "to.lat")
    window.graphs.show_span(900)
    window.toggle_dock("inspector")
    surround.layouts.save("wall")
    surround.watcher.views.save("mine", "severity:>=2")
    surround.watcher._on_rules_changed((AlertRule(name="Gone", kind="down", channel=MAP, after_s=9),))
    surround.preference.change(
        msgspec.structs.replace(surround.preference.settings, map_events=450, theme="light")
    )


def looks(surround: Surround) -> tuple[object, ...]:
    window = surround.window
    header, names = window.log.table.header, names_of(window.log.table)
    return (
        window.filter_box.text(),
        [
            names[at]
            for at in map(header.logicalIndex, range(header.count()))
            if not header.isSectionHidden(at)
        ],
        window.log.highlights,
        (window.map.region, window.map.bar.span_s, window.map.bar.heat_shown, window.tie.filter_linked),
        [plot.accessibleName() for plot in window.graphs.plots],
        window.graphs.span_s,
        window.graphs.lens.linked,
        window.dock("inspector").isHidden(),
        surround.layouts.names,
        [note.title for note in surround.watcher.panel.views.notes],
        surround.watcher.book.rules,
        window.session.places.capacity,
    )


def test_what_is_changed_is_in_the_file_and_elsewhere_the_window_looks_so(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    here = surround_of(scene, style, qtbot, tmp_path / "here")
    change_everything(here)
    here.window.close()
    workspace = file_of(tmp_path / "here").load().workspace
    assert workspace.look.log.filter == "severity:>=2"
    assert "data.to.label" in workspace.look.log.columns
    assert workspace.look.map.region == "Asia-Pacific"
    assert Graph(kind="field", feed=MAP, metric="to.lat") in workspace.graphs
    assert workspace.highlights == (Highlight(query="type:drone", colour="#4c9aff"),)
    assert workspace.rules["Gone"].feed == MAP
    assert workspace.settings.map_events == 450
    assert workspace.settings.graph_span_s == 900
    assert not workspace.look.graphs_linked
    assert list(workspace.layouts) == ["wall"]

    there = tmp_path / "there"
    there.mkdir()
    (there / "unnamed.toml").write_bytes(file_of(tmp_path / "here").path.read_bytes())
    style.choose(DARK)
    again = Scene()
    again.fill()
    other = surround_of(again, style, qtbot, there)
    other.window.refresh_all()
    assert looks(other) == looks(here)
    assert other.preference.settings.theme == "system"  # which is one's own, on each machine
    other.window.close()
    assert file_of(there).load().workspace == workspace  # looking at it changes nothing


def test_what_is_ones_own_stays_out_of_the_file(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, style, qtbot, tmp_path)
    surround.preference.change(
        msgspec.structs.replace(surround.preference.settings, theme="light", text_percent=120, utc=False)
    )
    surround.window.close()
    workspace = file_of(tmp_path).load().workspace  # larger text takes more room, and panels give it
    assert msgspec.structs.replace(workspace, look=Look()) == first_workspace()
    assert workspace.look == Look(panels=workspace.look.panels)
    assert "map_events" not in (tmp_path / "settings.json").read_text()


def test_panels_that_nobody_has_moved_are_not_written(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, style, qtbot, tmp_path)
    surround.share_room()
    surround.follow()
    QApplication.processEvents()
    surround.looks.keep()
    assert not file_of(tmp_path).path.exists()


def test_panels_kept_on_a_large_screen_are_tabs_on_a_small_one(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    here = surround_of(scene, style, qtbot, tmp_path)
    here.window.resize(1_600, 1_000)
    here.window.share_room()
    here.window.resizeDocks([here.window.dock("channels")], [400], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    here.window.close()
    again = Scene()
    again.fill()
    there = surround_of(again, style, qtbot, tmp_path)
    there.window.hide()
    there.window.resize(760, 740)
    there.layouts.arrange(there._desk.workspace.look.panels)
    there.window.show()
    there.share_room()
    qtbot.waitUntil(lambda: there.window.room.plan is Plan.NARROW)
    there.window.close()


def test_a_panel_that_is_moved_and_moved_back_is_kept_where_it_is(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, style, qtbot, tmp_path)
    surround.window.toggle_dock("graphs")
    surround.looks.keep()
    assert file_of(tmp_path).load().workspace.look.panels.hidden == ("graphs",)
    surround.window.toggle_dock("graphs")
    surround.window.close()
    assert file_of(tmp_path).load().workspace.look.panels.hidden == ()


def test_it_is_kept_when_another_window_is_chosen_and_not_only_at_the_end(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, style, qtbot, tmp_path)
    surround.window.map.bar.choose_region("Europe")
    QApplication.sendEvent(surround.window, QEvent(QEvent.Type.WindowDeactivate))
    assert file_of(tmp_path).load().workspace.look.map.region == "Europe"
    assert surround.looks._timer.isActive()


def test_a_recording_leaves_alone_what_belongs_to_the_feeds(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, style, qtbot, tmp_path)
    change_everything(surround)
    surround.window.close()
    before = file_of(tmp_path).load().workspace
    again = Scene()
    again.fill()
    looked = surround_of(again, style, qtbot, tmp_path, is_work=False)
    assert looked.window.filter_box.text() == ""
    assert not looked.window.graphs.arranged
    assert "to.label" in looked.window.log.table.header.fields
    looked.window.filter_box.setText("other")
    looked.window.close()
    assert file_of(tmp_path).load().workspace == before


def test_an_unreadable_file_of_looks_is_set_aside_and_told(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    file_of(tmp_path).path.write_text("schema = 2\n[look]\npanels = 7\n")
    surround = surround_of(scene, style, qtbot, tmp_path)
    assert "Line 3" in surround.notice.words
    assert (tmp_path / "unnamed.unreadable").is_file()
    surround.window.map.bar.choose_region("Europe")
    surround.window.close()
    assert file_of(tmp_path).load().workspace.look.map.region == "Europe"


def test_a_view_brings_its_columns_and_takes_them_away(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "unnamed.toml").write_text(
        'schema = 2\n[views.Places]\nquery = "severity:>=3"\n'
        f'feeds = ["{MAP}"]\ncolumns = ["time", "data.to.label", "summary"]\ncolour = "#3FB6A8"\n'
    )
    surround = surround_of(scene, style, qtbot, tmp_path)
    window = surround.window
    window.log.table.header.show_by_hand(COLUMNS.index("source"), shown=False)
    panel = surround.watcher.panel.views
    QTest.mouseClick(
        panel.viewport(), Qt.MouseButton.LeftButton, pos=panel.visualRect(panel.model().index(0, 0)).center()
    )
    assert window.filter_box.text() == f'channel:"{MAP}" (severity:>=3)'
    assert window.log.table.header.fields == ["to.label"]
    assert panel.notes[0].marked
    assert panel.notes[0].color == "#3FB6A8"
    window.commands.run("view:Places")
    assert window.filter_box.text() == ""
    assert window.log.table.header.fields == []
    assert window.log.table.header.isSectionHidden(COLUMNS.index("source"))


def test_a_file_that_is_read_is_one_that_is_written(tmp_path: Path) -> None:
    """The docs' own example is a workspace."""
    document = (Path(__file__).parents[2] / "docs" / "workspace.md").read_text(encoding="utf-8")
    example = document.partition("```toml\n")[2].partition("```")[0]
    found = read(example)
    assert found.notes == ()
    assert found.workspace.look.log.columns == ("time", "channel", "summary", "data.user")


def test_what_cannot_be_written_is_told_once_and_goes_on(
    scene: Scene, style: Style, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, style, qtbot, tmp_path)
    (tmp_path / "unnamed.toml").mkdir()  # nobody can write that
    window = surround.window

    def told() -> bool:
        """Whether it was, since the last time this was asked."""
        found = "unnamed.toml" in window.status.text
        window.tell("")
        return found

    window.map.bar.choose_region("Europe")
    surround.looks.keep()
    assert told()
    window.map.bar.choose_region("Africa")
    surround.looks.keep()
    assert not told()
    surround.watcher.views.save("mine", "severity:>=2")
    assert told()
    surround.watcher._on_rules_changed(())
    assert told()
    (tmp_path / "unnamed.toml").rmdir()
    surround.looks.keep()
    assert file_of(tmp_path).load().workspace.look.map.region == "Africa"
