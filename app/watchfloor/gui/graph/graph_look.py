"""The plots as a workspace keeps them; none are kept while they are the usual ones."""

from dataclasses import replace

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.session import Session
from watchfloor.core.workspace.workspace import Curve, Graph
from watchfloor.gui.graph.graph_view import GraphView, Spec
from watchfloor.gui.graph.plot import Curve as Line
from watchfloor.gui.instant import Instant

Key = tuple[str, ...]


def kept_graphs(view: GraphView, session: Session) -> tuple[Graph, ...]:
    return shown_graphs(view, session) if view.arranged else ()


def shown_graphs(view: GraphView, session: Session) -> tuple[Graph, ...]:
    """What is plotted, the usual ones too."""
    return tuple(
        spec.kept or _graph(curve_of(spec.key, session), plot.threshold) for spec, plot in view.specs
    )


def restore_graphs(view: GraphView, graphs: tuple[Graph, ...], session: Session) -> None:
    """Plot these in place of what is plotted; none: the usual ones stay."""
    if not graphs:
        return
    for spec, _ in view.specs:
        view.remove(spec.key)
    view.arranged = True
    for graph in graphs:
        for curve in graph.curves:
            _watch(curve, session)
        view.add(spec_of(graph, view))


def spec_of(graph: Graph, view: GraphView) -> Spec:
    """All of a graph's curves in one plot, in their own colours; the figure is the first one's."""
    curves = graph.curves
    specs = [view.spec(key_of(curve)) for curve in curves]

    def draw(at: Instant, span_s: float) -> tuple[list[Line], float | None]:
        drawn = [spec.draw(at, span_s) for spec in specs]
        shown = [
            replace(line, color=curve.colour) if curve.colour else line
            for curve, (lines, _) in zip(curves, drawn, strict=True)
            for line in lines
        ]
        return shown, drawn[0][1]

    first = specs[0]
    return Spec(first.key, graph.title or first.title, first.unit, draw, graph)


def key_of(curve: Curve) -> Key:
    match curve.kind:
        case "rate":
            return ("rate", curve.feed) if curve.feed else ("throughput",)
        case "latency":
            return ("latency",)
        case _:
            return ("metric", curve.feed, curve.metric)


def curve_of(key: Key, session: Session) -> Curve:
    match key:
        case ("metric", channel, metric):
            kind = "field" if session.watches(channel, metric) else "metric"
            return msgspec.convert({"kind": kind, "feed": channel, "metric": metric}, Curve)
        case ("rate", channel):
            return Curve(kind="rate", feed=channel)
        case ("latency",):
            return Curve(kind="latency")
        case _:
            return Curve(kind="rate")


def _graph(curve: Curve, threshold: float | None) -> Graph:
    return Graph(kind=curve.kind, feed=curve.feed, metric=curve.metric, threshold=threshold)


def _watch(curve: Curve, session: Session) -> None:
    """A field of the JSON is read only once it is asked for."""
    if curve.kind != "field":
        return
    try:
        session.watch_field(curve.feed, curve.metric)
    except KnownError:
        return  # no path that can be read: reading the workspace has told of it
