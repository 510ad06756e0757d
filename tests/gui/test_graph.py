"""Graphs: gaps stay gaps, peaks are kept, figures are told, plots can be added, removed and saved."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.scene import AT, COCKPIT, Scene
from watchfloor.core.series import Floats
from watchfloor.core.session import Session
from watchfloor.gui.graph.curve import Curve, figure_text, nearest, stretches, thinned
from watchfloor.gui.graph.graph_file import safe_cell
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.graph.plot import Plot
from watchfloor.gui.style.look import Look


@pytest.fixture
def view(look: Look, qtbot: QtBot, scene: Scene) -> GraphView:
    view = GraphView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(360, 420)
    view.show()
    view.refresh(AT)
    return view


def values(*known: float) -> Floats:
    return np.array(known, dtype=np.float64)


def test_a_line_is_never_drawn_across_a_gap() -> None:
    nan = math.nan
    assert stretches(values(1, 2, nan, 3, nan, nan, 4, 5)) == [(0, 2), (3, 4), (6, 8)]
    assert stretches(values(nan)) == []
    assert stretches(values()) == []


def test_a_gap_shows_nothing_where_nothing_is_known(look: Look, qtbot: QtBot) -> None:
    plot = Plot("One", "", look)
    qtbot.addWidget(plot)
    plot.resize(300, 100)
    times = np.arange(100.0)
    known = np.where((times > 40) & (times < 60), np.nan, 5.0)
    plot.show_curves([Curve("a", "#ff00ff", times, known)], 5, 99, 99)
    image = plot.grab().toImage()

    def painted(x: int) -> bool:
        return any(image.pixelColor(x, y).red() - image.pixelColor(x, y).green() > 60 for y in range(24, 100))

    assert painted(60)
    assert not painted(150)
    assert painted(240)


def test_thinning_keeps_peaks_and_gaps() -> None:
    known = np.zeros(100_000)
    known[12_345], known[50_000] = 99, np.nan
    times, thin = thinned(np.arange(100_000.0), known, 300)
    assert len(thin) < 2_500
    assert np.nanmax(thin) == 99
    assert np.isnan(thin).any()
    assert len(times) == len(thin)


def test_a_lone_peak_is_cut_and_its_figure_told(look: Look, qtbot: QtBot) -> None:
    plot = Plot("One", "ev/s", look)
    qtbot.addWidget(plot)
    known = np.full(200, 2.0)
    known[30] = 500
    plot.show_curves([Curve("a", "#ff00ff", np.arange(200.0), known)], 2, 199, 199)
    assert plot._range() == pytest.approx((0, 2 * 1.6 * 1.15))


def test_figures_have_as_many_places_as_say_something() -> None:
    told = [figure_text(value) for value in (None, math.nan, 0.123, 2.54, 19.84, 146.2, 12_345.0)]
    assert told == ["—", "—", "0.12", "2.54", "19.8", "146", "12 345"]


def test_the_crosshair_reads_the_nearest_point_if_one_is_near() -> None:
    curve = Curve("a", "#ffffff", values(1, 2, 10), values(5, 6, 7))
    assert nearest(curve, 1.9, 2) == 6
    assert nearest(curve, 6, 2) is None
    assert nearest(Curve("a", "#ffffff", values(), values()), 1, 1) is None


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
    view.plot_metric(COCKPIT, "SROI")
    assert len(view.plots) == 3


def test_a_plot_is_saved_as_it_is_seen(view: GraphView, tmp_path: Path) -> None:
    picture, table = tmp_path / "plot.png", tmp_path / "plot.csv"
    view._menu.save(("throughput",), "png", picture)
    assert QImage(str(picture)).width() > 100
    view._menu.save(("metric", COCKPIT, "SROI"), "csv", table)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 20
    assert float(rows[0]["value"]) > 2


def test_no_cell_is_a_formula() -> None:
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell('a,"b"') == '"a,""b"""'
    assert safe_cell("plain") == "plain"


def test_without_data_there_are_empty_plots(look: Look, qtbot: QtBot) -> None:
    view = GraphView(Session(), look)
    qtbot.addWidget(view)
    view.refresh(AT)
    assert [plot.accessibleDescription() for plot in view.plots] == ["0.00 ev/s", "— ms"]
    assert not view.grab().isNull()
