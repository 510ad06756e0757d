"""Graphs: what is plotted and how it is told; plots are added, removed and saved."""

import csv
from math import inf
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.scene import AT, COCKPIT, MAP, Scene
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.figures import MOST_FIELDS
from watchfloor.core.session.lens import Lens
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.graph.field_drag import FORMAT, packed, unpacked
from watchfloor.gui.graph.graph_file import safe_cell
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.graph.plot import Plot
from watchfloor.gui.inspector.event_view import EventView
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK, LIGHT
from watchfloor.gui.window import MainWindow

NO_BUTTON = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def view(look: Look, qtbot: QtBot, scene: Scene) -> GraphView:
    view = GraphView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(360, 420)
    view.show()
    view.refresh(AT)
    return view


@pytest.mark.parametrize("value", [1e308, -1e308, 1e-320, 0, 2.0**63])
def test_figures_at_the_end_of_what_a_number_can_be_are_drawn(
    view: GraphView, scene: Scene, value: float
) -> None:
    for number in range(3):
        scene.send(MAP, "ping", {"v": value, "w": -1e308, "n": number}, ago_s=3 - number)
    view.plot_field(MAP, "v")
    view.plot_field(MAP, "w", ("metric", MAP, "v"))
    view.point_at(AT.wall_s - 2)
    view.redraw()
    _, plot = view.plot_of(("metric", MAP, "v"))
    assert np.isfinite(plot._range()).all()
    assert [curve.values[-1] for curve in plot.curves] == [value, -1e308], "a table has them as they are"
    assert colors_in(plot) >= {curve.color for curve in plot.curves}


def test_the_first_metric_is_plotted_by_itself(view: GraphView, look: Look) -> None:
    assert [plot.accessibleName() for plot in view.plots] == [
        "Throughput, all channels",
        "Latency p95",
        f"{COCKPIT} · SROI",
    ]
    assert view.plots[0].accessibleDescription().endswith("ev/s")
    assert look.theme.series[0] in colors_in(view.plots[0])


def test_pointing_at_one_plot_points_at_all(view: GraphView) -> None:
    view.plots[0].show()
    QTest.mouseMove(view.plots[0], QPoint(40, 40))
    view._on_hovered(AT.wall_s - 60)
    assert {plot._at_s for plot in view.plots} == {AT.wall_s - 60}


def test_a_removed_plot_does_not_come_back_by_itself(view: GraphView) -> None:
    view.remove(("metric", COCKPIT, "SROI"))
    view.every_s = 0.0
    view.refresh(AT)
    assert len(view.plots) == 2
    view.choose(("metric", COCKPIT, "SROI"))
    assert len(view.plots) == 3


def test_a_plot_is_saved_as_it_is_seen(view: GraphView, tmp_path: Path) -> None:
    picture, table = tmp_path / "plot.png", tmp_path / "plot.csv"
    view._menu.save(("throughput",), "png", picture)
    saved = QImage(str(picture))
    assert saved.width() > view.plots[0].width() * 2, "sharp, and with room around it"
    edge = {saved.pixelColor(x, y).name() for x in (0, saved.width() - 1) for y in range(saved.height())}
    assert edge == {view._look.color("panel").name()}
    view._menu.save(("metric", COCKPIT, "SROI"), "csv", table)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 20
    assert float(rows[0]["value"]) > 2


def test_a_saved_picture_shows_nothing_of_the_pointer(view: GraphView) -> None:
    before = view.picture(view.plots).toImage()
    view._on_hovered(AT.wall_s - 60)
    assert view.picture(view.plots).toImage() == before


def test_a_file_is_named_after_what_it_shows(view: GraphView) -> None:
    view.choose_span("5 min", 300.0)
    name = view._menu.name(("throughput",), "png")
    assert name == "Throughput all channels 2026-02-28 123005 UTC.png"
    assert view._menu.name(None, "csv").startswith("Graphs 2026")
    view._menu.ask_for_file(None, "csv")
    (dialog,) = view.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == view._menu.name(None, "csv")
    dialog.close()


def test_no_cell_is_a_formula() -> None:
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell('a,"b"') == '"a,""b"""'
    assert safe_cell("plain") == "plain"


def test_without_data_there_are_empty_plots(look: Look, qtbot: QtBot) -> None:
    view = GraphView(Session(), look)
    qtbot.addWidget(view)
    view.refresh(AT)
    assert [plot.accessibleDescription() for plot in view.plots] == ["— ev/s", "— ms"]
    assert not view.grab().isNull()


def test_a_rate_of_nought_is_a_figure_but_that_nobody_listened_is_none(look: Look, qtbot: QtBot) -> None:
    session = Session()
    view = GraphView(session, look)
    qtbot.addWidget(view)
    session.throughput.seen(AT.wall_s - 5)
    view.refresh(AT)
    assert view.plots[0].accessibleDescription() == "0.00 ev/s"


# -- what is plotted


def test_a_filter_holds_for_the_graphs_too_until_it_is_unlinked(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    window = MainWindow(scene.session, look, clock=lambda: AT)
    qtbot.addWidget(window)
    window.resize(1_300, 800)
    window.show()
    view, plot = window.graphs, window.graphs.plots[0]

    def total() -> float:
        return float(np.nansum(plot.curves[0].values))

    view.refresh(AT)
    every = total()
    window.filter_box.setText("severity:>=5")
    window.filter_box.apply()
    severe = total()
    assert 0 < severe < every
    assert view.heading._note.text() == "FILTERED"
    window.commands.run("graph.link")
    assert total() == every
    assert view.heading._note.text() == ""
    window.commands.run("graph.link")
    assert total() == severe


def test_the_span_that_is_chosen_is_the_span_that_is_shown(view: GraphView, scene: Scene) -> None:
    assert view.shown_span_s == 300
    view.choose_span("1 min", 60)
    assert view.shown_span_s == 60
    view.show_span(inf)
    assert view._span.text() == "All"
    began_s = scene.session.began_at_s
    assert began_s is not None
    assert view.shown_span_s == AT.wall_s - began_s
    view.show_span(800)
    assert view._span.text() == "15 min"


def test_several_curves_share_a_plot_each_in_a_colour_of_its_own(view: GraphView) -> None:
    for which in ("p50", "p99"):
        view.add_curve(("latency",), ("latency", which))
    spec, plot = view.plot_of(("latency",))
    assert [curve.name for curve in plot.curves] == ["p95", "p50", "p99"]
    assert len({curve.color for curve in plot.curves}) == 3
    assert plot.accessibleName() == "Latency p95 · Latency p50 · Latency p99"
    assert plot.accessibleDescription().count("ms") == 3
    assert spec.unit == "ms"
    view.add_curve(("latency",), ("latency", "p99"))
    assert len(plot.curves) == 3
    view.remove_curve(("latency",), ("latency",))
    assert [curve.name for curve in view.plot_of(("latency", "p50"))[1].curves] == ["p50", "p99"]
    view.remove_curve(("latency", "p50"), ("latency", "p50"))
    view.remove_curve(("latency", "p99"), ("latency", "p99"))
    assert not view.shows(("latency", "p99"))


def test_another_theme_is_another_set_of_colours(view: GraphView, look: Look) -> None:
    before = [curve.color for plot in view.plots for curve in plot.curves]
    look.choose(LIGHT)
    after = [curve.color for plot in view.plots for curve in plot.curves]
    assert after == [LIGHT.series[0], LIGHT.series[1], LIGHT.series[2]]
    assert not set(before) & set(after)
    look.choose(DARK)


def test_attempts_that_failed_and_reconnections_can_be_plotted(look: Look, qtbot: QtBot) -> None:
    session = Session()
    row = session.add_channel("A", "generic")
    for after_s, outcome in ((-50, "reset"), (-45, "closed"), (-44, "stopped"), (-5, "refused")):
        at_s = AT.wall_s + after_s
        row.attempts.append(AttemptEnded(channel="A", at_s=at_s, started_at_s=at_s - 1, outcome=outcome))
    view = GraphView(session, look)
    qtbot.addWidget(view)
    view._at = AT
    for key in (("errors",), ("reconnections",)):
        view.choose(key)
    (errors,), (reconnections,) = (view.plot_of(key)[1].curves for key in (("errors",), ("reconnections",)))
    assert errors.figure == pytest.approx(200 / 3)
    assert reconnections.figure == 3
    assert float(np.nansum(reconnections.values)) == 3
    known = errors.values[~np.isnan(errors.values)]
    assert sorted(known.tolist()) in ([50.0, 100.0], [0.0, 100.0, 100.0])


# Since 6.12 Qt would have a point of floats there; before that it takes none.
@pytest.mark.filterwarnings("ignore:Function. 'QDrag:DeprecationWarning")
def test_a_field_that_is_dropped_on_a_plot_becomes_its_curve_and_beside_them_a_plot(
    view: GraphView, scene: Scene
) -> None:
    view.grab()
    mime = packed(MAP, "confidence")
    target = view.plot_of(("throughput",))[1]
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, *NO_BUTTON)
    view.dragEnterEvent(enter)
    assert enter.isAccepted()
    at = QPointF(20, target.y() + 10)
    view.dragMoveEvent(QDragMoveEvent(at.toPoint(), Qt.DropAction.CopyAction, mime, *NO_BUTTON))
    pointed_at = target.is_target
    view.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, mime, *NO_BUTTON))
    assert (pointed_at, target.is_target) == (True, False)
    assert [curve.name for curve in target.curves] == ["Throughput", "confidence"]
    below = QPointF(20, view.height() - 1)
    other = packed(MAP, "to.lat")  # the event does not keep it
    view.dropEvent(QDropEvent(below, Qt.DropAction.CopyAction, other, *NO_BUTTON))
    assert view.shows(("metric", MAP, "to.lat"))
    assert len(view.plots) == 4


# Since 6.12 Qt would have a point of floats there; before that it takes none.
@pytest.mark.filterwarnings("ignore:Function. 'QDrag:DeprecationWarning")
def test_something_else_that_is_dragged_is_not_taken(view: GraphView) -> None:
    text = QMimeData()
    text.setText("hello")
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, text, *NO_BUTTON)
    enter.ignore()
    view.dragEnterEvent(enter)
    assert not enter.isAccepted()
    strange = QMimeData()
    strange.setData(FORMAT, b"{broken")
    assert unpacked(strange) is None


def test_a_path_that_cannot_be_read_is_told(view: GraphView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.told) as told:
        view.plot_field(MAP, "a[")
    assert "a[" in told.args[0]


def test_a_field_can_be_plotted_however_many_were_before(view: GraphView, scene: Scene) -> None:
    """Only so many are watched at once: one that is plotted no more makes room."""
    for number in range(MOST_FIELDS + 3):
        scene.send(MAP, "ping", {f"f{number}": 1})
        view.plot_field(MAP, f"f{number}")
        assert len(scene.session.metrics[MAP, f"f{number}"]) == 1
        view.remove(("metric", MAP, f"f{number}"))
    offered = [source.key for source in view.sources.offered()]
    assert ("metric", MAP, "f0") not in offered, "it would stand still"


def test_more_plots_than_there_is_room_for_are_told(view: GraphView, qtbot: QtBot) -> None:
    for name in ("lat", "lon", "confidence"):
        view.plot_field(MAP, name)
    with qtbot.waitSignal(view.told) as told:
        view.plot_field(MAP, "severity")
    assert "room for 6 plots" in told.args[0]


def test_a_threshold_is_set_moved_and_taken_away(view: GraphView, look: Look, qtbot: QtBot) -> None:
    key = ("throughput",)
    plot = view.plot_of(key)[1]
    assert look.theme.alarm not in colors_in(plot)
    view._menu.limit(key, "1,5")
    assert plot.threshold == 1.5
    assert look.theme.alarm in colors_in(plot)
    for words in ("much", "nan", "inf", "1e999"):
        with qtbot.waitSignal(view.told) as told:
            view._menu.limit(key, words)
        assert told.args == [f"“{words}” is no number."]
        assert plot.threshold == 1.5
    view._menu.limit(key, " ")
    assert plot.threshold is None


def test_what_a_server_sent_again_is_told_and_is_no_throughput(look: Look, qtbot: QtBot) -> None:
    session = Session()
    session.add_channel(MAP, "map_stream")
    session.observe(MAP, Status(state=ChannelState.CONNECTED), AT.wall_s - 10)

    def send(after_s: float, seqs: range, age_s: float) -> None:
        at_s = AT.wall_s + after_s
        bodies = [{"id": f"e-{seq}", "type": "x", "title": "t", "time": at_s - age_s, "severity": 1,
                   "confidence": 1, "source": {"name": "s"}, "to": {"lat": 1, "lon": 1, "label": "p"}}
                  for seq in seqs]  # fmt: skip
        events = [
            Event(MAP, seq, at_s, "map-event", msgspec.json.encode(body).decode())
            for seq, body in zip(seqs, bodies, strict=True)
        ]
        session.apply(Batch(MAP, at_s, 0.0, events, "", Totals(seqs[-1], seqs[-1])))

    send(-9.5, range(1, 41), 3_600)
    send(-9.0, range(41, 44), 3_600)
    send(-8.5, range(44, 46), 0.5)
    send(-3.0, range(46, 48), 3_600)
    view = GraphView(session, look)
    qtbot.addWidget(view)
    view.refresh(AT)
    (replay,) = session.replays
    assert (replay.channel, replay.count) == (MAP, 43)
    assert view.plots[0]._marks == [(AT.wall_s - 9.5, "43 replayed")]
    assert float(np.nansum(view.plots[0].curves[0].values)) == 4
    assert session.channels[MAP].events == 47
    rows = LogWindow(session.log)
    rows.filter(lambda _item: True)
    lens = Lens(session, rows)
    lens.update()
    assert float(np.nansum(lens.counts("", AT.wall_s, 60)[1])) == 4


def test_replays_that_are_near_are_told_as_one_and_a_channel_tells_only_its_own(
    view: GraphView, scene: Scene
) -> None:
    scene.session.replays.note(MAP, AT.wall_s - 100, 40)
    scene.session.replays.note(COCKPIT, AT.wall_s - 98, 3)
    scene.session.replays.note(MAP, AT.wall_s - 20, 6)
    view.choose(("rate", COCKPIT))
    view._redraw()
    told = {plot._title: [words for _, words in plot._marks] for plot in view.plots}
    assert told["Throughput, all channels"] == ["43 replayed", "6 replayed"]
    assert told[f"{COCKPIT} · throughput"] == ["3 replayed"]
    assert told["Latency p95"] == []


def test_a_plot_of_figures_of_several_kinds_claims_no_unit(view: GraphView) -> None:
    metric = next(key for key in view._session.metrics if key[1] != "progress")
    plot = view.plots[0]
    assert plot.accessibleDescription().endswith("ev/s")
    view.add_curve(("throughput",), ("metric", *metric))
    assert "ev/s" not in plot.accessibleDescription()
    view.remove_curve(("throughput",), ("metric", *metric))
    assert plot.accessibleDescription().endswith("ev/s")


def test_a_plot_that_a_filter_leaves_empty_says_so(view: GraphView, look: Look, qtbot: QtBot) -> None:
    plot = Plot("empty", "", look)
    qtbot.addWidget(plot)
    plot.resize(360, 120)
    plain = plot.grab().toImage()
    plot.is_filtered = True
    assert plot.grab().toImage() != plain
    view.lens._rows.filter(lambda _item: False)
    view._redraw()
    assert all(shown.is_filtered for shown in view.plots)


def test_what_cannot_be_saved_is_told(view: GraphView, qtbot: QtBot, tmp_path: Path) -> None:
    for kind in ("png", "csv"):
        with qtbot.waitSignal(view.told) as told:
            view._menu.save(None, kind, tmp_path / "nowhere" / f"plot.{kind}")
        assert "could not be saved" in told.args[0]
    with qtbot.waitSignal(view.told) as told:
        view._menu.save(None, "csv", tmp_path / "all.csv")
    assert "Saved as" in told.args[0]
    series = {row["series"] for row in csv.DictReader((tmp_path / "all.csv").read_text().splitlines())}
    assert series == {"Throughput", "p95", "SROI"}


def test_the_menus_offer_what_is_not_plotted_yet(view: GraphView) -> None:
    menu = QMenu()
    view._menu.fill_add(menu)
    titles = [action.text() for action in menu.actions()]
    assert "Latency p99" in titles
    assert "Throughput, all channels" not in titles
    plot_menu = QMenu()
    view._menu.fill_plot(plot_menu, ("latency",))
    assert [action.text() for action in plot_menu.actions() if action.text()] == [
        "Add a curve",
        "Threshold… (500)",
        "Show earlier figures too",
        "Save as picture…",
        "Save as CSV…",
        "Remove",
    ]
    menu.deleteLater()
    plot_menu.deleteLater()


def test_a_plot_is_added_by_keys_alone(look: Look, qtbot: QtBot, scene: Scene) -> None:
    window = MainWindow(scene.session, look, clock=lambda: AT)
    qtbot.addWidget(window)
    window.resize(1_440, 900)
    window.show()
    window.dock("graphs").hide()
    assert window.commands.run("graph.add")
    assert window.dock("graphs").isVisible()
    menu = window.graphs._add.menu()
    assert menu is not None
    assert menu.isVisible()
    menu.setActiveAction(menu.actions()[0])
    chosen = menu.actions()[0].text()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert window.graphs.plots[-1]._title == chosen


def test_only_a_figure_of_an_event_can_be_dragged(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = EventView(scene.session, look)
    qtbot.addWidget(view)
    event = next(
        item for item in scene.session.log.since(0) if isinstance(item, Event) and item.channel == MAP
    )
    view.show_item(event)
    found = map(view.tree.topLevelItem, range(view.tree.topLevelItemCount()))
    nodes = {node.text(0): node for node in found if node is not None}
    assert unpacked(view.tree.mimeData([nodes["severity"]])) == (MAP, "severity")
    assert unpacked(view.tree.mimeData([nodes["title"]])) is None
    assert unpacked(view.tree.mimeData([])) is None
