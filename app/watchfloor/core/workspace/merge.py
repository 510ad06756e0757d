"""Takes another workspace's feeds, and what is about them, into one's own; nothing of one's own changes."""

import re
from collections.abc import Callable, Collection
from typing import TypeVar

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.text.name import free_name
from watchfloor.core.watch.saved_view import channel_term
from watchfloor.core.workspace.workspace import Entry, Graph, Look, Rule, View, Workspace

_T = TypeVar("_T")
_CHANNEL = re.compile(r'\bchannel:(?:"((?:[^"\\]|\\.)*)"|([^\s()"]+))')


def merge(own: Workspace, other: Workspace) -> tuple[Workspace, tuple[str, ...]]:
    """Both in one, and what to tell: what was there already, what got another name."""
    told: list[str] = []
    entries, names = list(own.entries), dict[str, str]()
    for entry in other.entries:
        names[entry.feed.name] = _take(entries, entry, told)

    def renamed(name: str) -> str:
        return names.get(name, name)

    other = _about(other, renamed)
    merged = msgspec.structs.replace(
        own,
        entries=tuple(entries),
        views=_added(own.views, other.views, "view", told),
        rules=_added(own.rules, other.rules, "rule", told),
        highlights=_joined(own.highlights, other.highlights),
        graphs=_joined(own.graphs, other.graphs),
    )
    return merged, tuple(told)


def _added(own: dict[str, _T], others: dict[str, _T], kind: str, told: list[str]) -> dict[str, _T]:
    """Both by name; another one of a known name gets a number."""
    both = dict(own)
    for name, each in others.items():
        if both.get(name) != each:
            both[_free(name, both, kind, told)] = each
    return both


def _joined(own: tuple[_T, ...], others: tuple[_T, ...]) -> tuple[_T, ...]:
    return (*own, *(each for each in others if each not in own))


def select(workspace: Workspace, feeds: Collection[str]) -> Workspace:
    """A workspace of these feeds alone, with the views, rules and graphs that need no others."""
    kept = set(feeds)

    def fits(shown: View | Rule | Graph) -> bool:
        return kept.issuperset(_needed(shown))

    return msgspec.structs.replace(
        workspace,
        entries=tuple(entry for entry in workspace.entries if entry.feed.name in kept),
        views={name: view for name, view in workspace.views.items() if fits(view)},
        rules={name: rule for name, rule in workspace.rules.items() if fits(rule)},
        graphs=tuple(graph for graph in workspace.graphs if fits(graph)),
        look=Look(),
        layouts={},
        comments={path: comment for path, comment in workspace.comments.items() if path[:1] == ("feeds",)},
    )


def _needed(shown: View | Rule | Graph) -> list[str]:
    """The feeds that it is about."""
    match shown:
        case View():
            return list(shown.feeds)
        case Rule():
            return [shown.feed] if shown.feed else []
        case Graph():
            return [curve.feed for curve in shown.curves if curve.feed]


def rename(workspace: Workspace, before: str, after: str) -> Workspace:
    """The feed under another name, wherever it is named, with its comments."""

    def named(name: str) -> str:
        return after if name == before else name

    return msgspec.structs.replace(
        _about(_asking(workspace, before, after), named),
        entries=tuple(
            msgspec.structs.replace(entry, feed=_named(entry, named(entry.feed.name)))
            for entry in workspace.entries
        ),
        comments={
            ("feeds", after, *path[2:]) if path[:2] == ("feeds", before) else path: comment
            for path, comment in workspace.comments.items()
        },
    )


def _asking(workspace: Workspace, before: str, after: str) -> Workspace:
    """Queries that name the feed name it as it is called now."""
    replace, look = msgspec.structs.replace, workspace.look

    def asked(query: str) -> str:
        return _CHANNEL.sub(lambda found: channel_term(after) if _said(found) == before else found[0], query)

    return replace(
        workspace,
        views={name: replace(view, query=asked(view.query)) for name, view in workspace.views.items()},
        rules={name: replace(rule, query=asked(rule.query)) for name, rule in workspace.rules.items()},
        highlights=tuple(replace(each, query=asked(each.query)) for each in workspace.highlights),
        look=replace(look, log=replace(look.log, filter=asked(look.log.filter))),
    )


def _said(found: "re.Match[str]") -> str:
    """The name in the term, with quotes and without."""
    return found[2] if found[1] is None else re.sub(r"\\(.)", r"\1", found[1])


def _about(workspace: Workspace, named: Callable[[str], str]) -> Workspace:
    """Views, rules and graphs about the same feeds under the names that they have now."""
    replace = msgspec.structs.replace
    return replace(
        workspace,
        views={
            name: replace(view, feeds=tuple(map(named, view.feeds))) for name, view in workspace.views.items()
        },
        rules={name: replace(rule, feed=named(rule.feed)) for name, rule in workspace.rules.items()},
        graphs=tuple(
            replace(
                graph,
                feed=named(graph.feed),
                beside=tuple(replace(curve, feed=named(curve.feed)) for curve in graph.beside),
            )
            for graph in workspace.graphs
        ),
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
    free = free_name(name, taken)
    if free != name:
        told.append(f"Another {kind} is named {name!r}; the new one is {free!r}.")
    return free
