"""A plot: gaps stay gaps, peaks are kept, and words stand where they can be read."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT
from watchfloor.core.session.series import Floats
from watchfloor.gui.graph.curve import Curve, figure_text, nearest, stretches, thinned
from watchfloor.gui.graph.plot import Plot
from watchfloor.gui.graph.plot_painter import Frame, PlotPainter
from watchfloor.gui.style.look import Look


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
    told = [figure_text(value) for value in (None, math.nan, 0.123, 2.54, 19.84, 146.2, 12_345.0, 1e308)]
    assert told == ["—", "—", "0.12", "2.54", "19.8", "146", "12\u202f345", "1.00e+308"]


def test_the_crosshair_reads_the_nearest_point_if_one_is_near() -> None:
    gap = Curve("a", "#ffffff", values(1, 2, 3, 10), values(5, 6, math.nan, 7))
    assert nearest(gap, 1.9, 2) == 6
    assert nearest(gap, 6, 2) is None
    assert nearest(gap, 13, 2) is None
    line = Curve("a", "#ffffff", values(1, 2, 10), values(5, 6, 7))
    assert nearest(line, 5, 2) == 6, "a line is drawn there: something is known"
    assert nearest(line, 13, 2) is None
    assert nearest(Curve("a", "#ffffff", values(), values()), 1, 1) is None


def test_words_at_a_mark_never_lie_over_those_of_another(look: Look, qtbot: QtBot) -> None:
    image = QImage(360, 90, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    frame = Frame(QRectF(0, 0, 360, 80), AT.wall_s, 300, 0, 1)
    plot = PlotPainter(painter, look, frame)
    taken: list[QRectF] = []
    places = [plot.room_beside(x, "40 replayed", taken) for x in (355, 2)]
    assert all(room is not None and frame.box.contains(room) for room in places)
    for _ in range(8):
        room = plot.room_beside(180, "40 replayed", taken)
        if room is not None:
            assert not any(room.intersects(other) for other in taken)
            taken.append(room)
    assert len(taken) == 6  # on both sides, in three lines; the others are told by their lines
    painter.end()


def test_a_plot_of_what_is_never_negative_has_no_floor_below_nought(look: Look, qtbot: QtBot) -> None:
    plot = Plot("both", "", look)
    qtbot.addWidget(plot)
    plot.from_zero = False
    times = values(AT.wall_s - 20, AT.wall_s - 10)
    for known, low in (((0.0, 8.0), 0.0), ((1.0, 9.0), 0.04), ((-1.0, 9.0), -2.2), ((60.0, 70.0), 58.8)):
        plot.show_curves([Curve("a", "accent", times, values(*known))], 1.0, AT.wall_s, 60)
        assert plot._range()[0] == pytest.approx(low)
