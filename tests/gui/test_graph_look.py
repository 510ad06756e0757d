"""The plots go into a workspace and come out of it in another window as they were."""

from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, COCKPIT, MAP, Scene
from watchfloor.core.workspace.workspace import Curve, Graph
from watchfloor.gui.graph.graph_look import kept_graphs, restore_graphs
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.style.look import Look


def shown(look: Look, qtbot: QtBot, scene: Scene) -> GraphView:
    view = GraphView(scene.session, look)
    view.every_s = 0.0
    qtbot.addWidget(view)
    view.resize(380, 500)
    view.refresh(AT)
    return view


def names(view: GraphView) -> list[str]:
    return [plot.accessibleName() for plot in view.plots]


def test_the_usual_plots_are_not_worth_a_word(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    assert len(view.plots) == 3
    assert kept_graphs(view, scene.session) == ()
    restore_graphs(view, (), scene.session)
    assert len(view.plots) == 3


def test_what_was_chosen_comes_back(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    view.remove(("throughput",))
    scene.session.watch_field(MAP, "to.lat")
    view.choose(("metric", MAP, "to.lat"))
    view.add(view.spec(("rate", MAP)))
    kept = kept_graphs(view, scene.session)
    assert kept == (
        Graph(kind="latency", threshold=500),
        Graph(kind="metric", feed=COCKPIT, metric="SROI"),
        Graph(kind="field", feed=MAP, metric="to.lat"),
        Graph(kind="rate", feed=MAP),
    )

    fresh = Scene()
    fresh.fill()
    other = shown(look, qtbot, fresh)
    restore_graphs(other, kept, fresh.session)
    other.refresh(AT)
    assert names(other) == names(view)
    assert kept_graphs(other, fresh.session) == kept
    assert len(other.plots[2].curves[0].times)  # the field is read again


def test_several_curves_in_colours_of_their_own(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    graph = Graph(
        kind="rate",
        title="Both",
        threshold=3,
        colour="#112233",
        beside=(Curve(kind="metric", feed=COCKPIT, metric="SROI", colour="#445566"),),
    )
    restore_graphs(view, (graph,), scene.session)
    assert names(view) == ["Both"]
    assert [curve.color for curve in view.plots[0].curves] == ["#112233", "#445566"]
    assert view.plots[0].threshold == 3
    assert kept_graphs(view, scene.session) == (graph,)


def test_a_feed_that_is_not_there_leaves_an_empty_plot(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    gone = (Graph(kind="rate", feed="gone"), Graph(kind="field", feed="gone", metric="a.b"))
    restore_graphs(view, gone, scene.session)
    view.refresh(AT)
    assert [len(curve.times) for plot in view.plots for curve in plot.curves] == [0, 0]
    assert kept_graphs(view, scene.session) == gone


def test_plots_that_find_no_room_stay_in_the_workspace(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    same = (Graph(kind="rate", feed=MAP), Graph(kind="rate", feed=MAP, title="again"))
    many = tuple(Graph(kind="rate", feed=f"feed {number}") for number in range(9))
    restore_graphs(view, (*same, *many), scene.session)
    assert len(view.plots) == 6
    assert set(map(str, kept_graphs(view, scene.session))) == set(map(str, (*same, *many)))
