"""How much time the graphs show: what is known, up to what was chosen."""

from math import inf

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT
from watchfloor.core.session.series import Track
from watchfloor.core.session.session import Session
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.style.look import Look


def heard_for(session: Session, span_s: int) -> None:
    for ago_s in range(span_s, 0, -1):
        session.throughput.add(AT.wall_s - ago_s, 3)


def test_a_plot_of_nothing_known_shows_a_minute(look: Look, qtbot: QtBot) -> None:
    view = GraphView(Session(), look)
    qtbot.addWidget(view)
    view.show_span(inf)
    assert view.shown_span_s == 60


def test_the_picture_begins_with_what_is_known_and_grows_to_the_chosen_span(look: Look, qtbot: QtBot) -> None:
    session = Session()
    view = GraphView(session, look)
    qtbot.addWidget(view)
    view.every_s = 0.0
    for heard_s, shown_s, words in (
        (20, 60, "0:20 of 5 min so far"),
        (92, 92, "1:32 of 5 min so far"),
        (300, 300, ""),
        (900, 300, ""),
    ):
        heard_for(session, heard_s)
        view.refresh(AT)
        assert view.shown_span_s == pytest.approx(shown_s)
        assert view.span == pytest.approx((AT.wall_s - shown_s, AT.wall_s))
        assert view._axis.accessibleDescription() == words


def test_a_gap_at_the_begin_of_a_full_span_is_no_reason_to_grow(look: Look, qtbot: QtBot) -> None:
    session = Session()
    session.throughput.add(AT.wall_s - 3_000, 1)
    heard_for(session, 20)
    view = GraphView(session, look)
    qtbot.addWidget(view)
    view.refresh(AT)
    assert view.shown_span_s == 300


def test_figures_from_before_us_stretch_no_other_plot_but_are_told_of(look: Look, qtbot: QtBot) -> None:
    session = Session()
    heard_for(session, 20)
    session.add_channel("A", "generic")
    track = session.figures.tracks["A", "level"] = Track()
    for ago_s in (250, 200, 10):
        track.add(AT.wall_s - ago_s, 5.0)
    view = GraphView(session, look)
    qtbot.addWidget(view)
    view.resize(360, 420)
    view.refresh(AT)
    view.choose(("metric", "A", "level"))
    assert view.shown_span_s == 60
    (plot,) = (plot for plot in view.plots if plot.has_earlier)
    assert plot is view.plots[-1]
    told = plot.grab().toImage()
    plot.has_earlier = False
    assert plot.grab().toImage() != told
    view.show_span(inf)
    assert view.shown_span_s == 60, "all that was heard, and at least a minute"
    assert plot.has_earlier
    menu = QMenu()
    view._menu.fill_plot(menu, ("metric", "A", "level"))
    (earlier,) = (action for action in menu.actions() if action.isCheckable())
    earlier.trigger()
    assert view.shown_span_s == pytest.approx(250)
    assert [shown.has_earlier for shown in view.plots] == [False, False, False]
    earlier.trigger()
    menu.deleteLater()
    view.show_span(300)
    for key in (("throughput",), ("latency",)):
        view.remove(key)
    assert view.shown_span_s == pytest.approx(250), "alone it begins where it begins"


def test_what_is_counted_by_the_second_begins_within_one_and_has_nothing_earlier(
    look: Look, qtbot: QtBot
) -> None:
    session = Session()
    for ago_s in range(70, 0, -1):
        session.throughput.add(AT.wall_s - ago_s - 0.6, 3)
        session.latency.add(AT.wall_s - ago_s - 0.6, 3)
    view = GraphView(session, look)
    qtbot.addWidget(view)
    view.refresh(AT)
    assert [plot.has_earlier for plot in view.plots] == [False, False]
