"""Takes another workspace's feeds, views and graphs into one's own; nothing of one's own changes."""

from collections.abc import Collection

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry, Graph, View, Workspace


def merge(own: Workspace, other: Workspace) -> tuple[Workspace, tuple[str, ...]]:
    """Both in one, and what to tell: what was there already, what got another name."""
    told: list[str] = []
    entries, names = list(own.entries), dict[str, str]()
    for entry in other.entries:
        names[entry.feed.name] = _take(entries, entry, told)
    views = dict(own.views)
    for name, view in other.views.items():
        view = msgspec.structs.replace(view, feeds=tuple(names.get(feed, feed) for feed in view.feeds))
        if views.get(name) != view:
            views[_free(name, views, "view", told)] = view
    graphs = [*own.graphs]
    for graph in other.graphs:
        graph = msgspec.structs.replace(graph, feed=names.get(graph.feed, graph.feed))
        if graph not in graphs:
            graphs.append(graph)
    merged = msgspec.structs.replace(
        own,
        entries=tuple(entries),
        views=views,
        graphs=tuple(graphs),
        colours={**other.colours, **own.colours},
    )
    return merged, tuple(told)


def select(workspace: Workspace, feeds: Collection[str]) -> Workspace:
    """A workspace of these feeds alone, with the views and graphs that need no others."""
    kept = set(feeds)

    def fits(shown: View | Graph) -> bool:
        needed = shown.feeds if isinstance(shown, View) else (shown.feed,) * bool(shown.feed)
        return kept.issuperset(needed)

    return msgspec.structs.replace(
        workspace,
        entries=tuple(entry for entry in workspace.entries if entry.feed.name in kept),
        views={name: view for name, view in workspace.views.items() if fits(view)},
        graphs=tuple(graph for graph in workspace.graphs if fits(graph)),
        layouts={},
        comments={path: comment for path, comment in workspace.comments.items() if path[:1] == ("feeds",)},
    )


def rename(workspace: Workspace, before: str, after: str) -> Workspace:
    """The feed under another name, wherever it is named, with its comments."""

    def named(name: str) -> str:
        return after if name == before else name

    return msgspec.structs.replace(
        workspace,
        entries=tuple(
            msgspec.structs.replace(
                entry, feed=msgspec.structs.replace(entry.feed, name=named(entry.feed.name))
            )
            for entry in workspace.entries
        ),
        views={
            name: msgspec.structs.replace(view, feeds=tuple(map(named, view.feeds)))
            for name, view in workspace.views.items()
        },
        graphs=tuple(msgspec.structs.replace(graph, feed=named(graph.feed)) for graph in workspace.graphs),
        comments={
            ("feeds", after, *path[2:]) if path[:2] == ("feeds", before) else path: comment
            for path, comment in workspace.comments.items()
        },
    )


def _take(entries: list[Entry], entry: Entry, told: list[str]) -> str:
    """Add a feed unless the same is there; its name from now on."""
    if entry in entries:
        told.append(f"The feed {entry.feed.name!r} was there already.")
        return entry.feed.name
    names = {each.feed.name for each in entries}
    name = _free(entry.feed.name, names, "feed", told)
    entries.append(msgspec.structs.replace(entry, feed=_named(entry, name)))
    return name


def _named(entry: Entry, name: str) -> Feed:
    return msgspec.structs.replace(entry.feed, name=name)


def _free(name: str, taken: Collection[str], kind: str, told: list[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    told.append(f"Another {kind} is named {name!r}; the new one is {f'{name} ({number})'!r}.")
    return f"{name} ({number})"
