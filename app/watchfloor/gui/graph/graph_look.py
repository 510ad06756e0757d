"""The plots as a workspace keeps them; none are kept while they are the usual ones."""

from dataclasses import replace

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.session.session import Session
from watchfloor.core.workspace.workspace import Curve, Graph
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.graph.plot import Plot
from watchfloor.gui.graph.source import Key, Source
from watchfloor.gui.graph.spec import Spec


def kept_graphs(view: GraphView, session: Session) -> tuple[Graph, ...]:
    return (*shown_graphs(view, session), *view.set_aside) if view.arranged else ()


def shown_graphs(view: GraphView, session: Session) -> tuple[Graph, ...]:
    """What is plotted, the usual ones too."""
    return tuple(_graph(spec, plot, session) for spec, plot in view.specs)


def restore_graphs(view: GraphView, graphs: tuple[Graph, ...], session: Session) -> None:
    """Plot these in place of what is plotted; none: the usual ones stay. Those for which there is no room,
    or that begin with the curve of another one, are set aside: they stay in the workspace."""
    if not graphs:
        return
    for spec, _ in view.specs:
        view.remove(spec.key)
    view.arranged = True
    for graph in graphs:
        for curve in graph.curves:
            _watch(curve, session)
        view.add(spec_of(graph, view))
    shown = [spec.kept for spec, _ in view.specs]
    view.set_aside = tuple(graph for graph in graphs if not any(graph is each for each in shown))


def spec_of(graph: Graph, view: GraphView) -> Spec:
    """All of a graph's curves in one plot, in their own colours."""
    sources = {key_of(curve): _source(curve, view) for curve in graph.curves}
    return Spec(tuple(sources.values()), graph)


def _source(curve: Curve, view: GraphView) -> Source:
    return replace(view.sources.of(key_of(curve)), color=curve.colour)


def key_of(curve: Curve) -> Key:
    match curve.kind:
        case "rate":
            return ("rate", curve.feed) if curve.feed else ("throughput",)
        case "latency":
            return ("latency", curve.metric) if curve.metric else ("latency",)
        case "errors" | "reconnections":
            return (curve.kind,)
        case _:
            return ("metric", curve.feed, curve.metric)


def curve_of(key: Key, session: Session) -> Curve:
    match key:
        case ("metric", channel, metric):
            kind = "field" if session.watches(channel, metric) else "metric"
            return msgspec.convert({"kind": kind, "feed": channel, "metric": metric}, Curve)
        case ("rate", channel):
            return Curve(kind="rate", feed=channel)
        case ("latency", *which):
            return Curve(kind="latency", metric=which[0] if which else "")
        case ("errors",):
            return Curve(kind="errors")
        case ("reconnections",):
            return Curve(kind="reconnections")
        case _:
            return Curve(kind="rate")


def _graph(spec: Spec, plot: Plot, session: Session) -> Graph:
    first, *beside = [
        msgspec.structs.replace(curve_of(source.key, session), colour=source.color) for source in spec.sources
    ]
    kept = spec.kept or Graph()
    return Graph(
        kind=first.kind,
        title=kept.title,
        feed=first.feed,
        metric=first.metric,
        colour=first.colour,
        threshold=plot.threshold,
        beside=tuple(beside),
        extra=kept.extra,
    )


def _watch(curve: Curve, session: Session) -> None:
    """A field of the JSON is read only once it is asked for."""
    if curve.kind != "field":
        return
    try:
        session.watch_field(curve.feed, curve.metric)
    except KnownError:
        return  # no path that can be read: reading the workspace has told of it
