"""A workspace as text: always in the same form, only what differs from its default, never a secret."""

from typing import Any

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.link.backoff import PRESETS as BACKOFFS
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.secret.secret import NOUNS
from watchfloor.core.workspace.toml import text_of
from watchfloor.core.workspace.upgrade import SCHEMA
from watchfloor.core.workspace.workspace import (
    HEAD,
    Comment,
    Entry,
    Graph,
    Highlight,
    Layout,
    Look,
    Pace,
    Path,
    Rule,
    Settings,
    View,
    Workspace,
)


def write(workspace: Workspace) -> str:
    """The text of the file; `KnownError` where a feed holds a secret."""
    tree: dict[str, Any] = {"schema": SCHEMA}
    tree |= {key: value for key in ("name", "about") if (value := getattr(workspace, key))}
    tree["settings"] = _changed(workspace.settings, Settings())
    tree["feeds"] = {entry.feed.name: _entry(entry) for entry in workspace.entries}
    tree["views"] = {name: _plain(view) for name, view in workspace.views.items()}
    tree["rules"] = {name: _plain(rule) for name, rule in workspace.rules.items()}
    tree["highlights"] = [_plain(highlight) for highlight in workspace.highlights]
    tree["look"] = _changed(workspace.look, Look())
    tree["graphs"] = [_plain(graph) for graph in workspace.graphs]
    tree["layouts"] = {name: _plain(layout) for name, layout in workspace.layouts.items()}
    for path in workspace.comments:
        _spell_out(tree, workspace, path)
    tree = {key: value for key, value in tree.items() if value or key == "schema"}
    _keep(tree, workspace.extra)
    comments = dict(workspace.comments)
    comments.setdefault(("schema",), Comment(above=(HEAD,)))
    return text_of(tree, {path: _clean(comment) for path, comment in comments.items()})


def _entry(entry: Entry) -> dict[str, Any]:
    feed = entry.feed
    bare, secrets = part(feed)
    if secrets:
        found = ", ".join(NOUNS[type(secret)] for secret in secrets)
        raise KnownError(
            f"The feed {bare.name!r} holds a secret ({found}), and a workspace never does."
            " Keep it as a credential and name that in the feed."
        )
    tree = _changed(feed, Feed(name=feed.name, url=""))
    if feed.headers:
        names = [name for name, _ in feed.headers]
        unique = len(set(names)) == len(names)
        tree["headers"] = dict(feed.headers) if unique else [list(pair) for pair in feed.headers]
    preset = next((name for name, policy in BACKOFFS.items() if policy == feed.backoff), "")
    if "backoff" in tree and preset:
        tree["backoff"] = preset
    if entry.colour:
        tree["colour"] = entry.colour
    if entry.mapping is not None:
        tree["mapping"] = _changed(entry.mapping, Mapping())
    if entry.pace != Pace():
        tree["pace"] = _changed(entry.pace, Pace())
    _keep(tree, entry.extra)
    return tree


def _plain(shown: View | Rule | Highlight | Graph | Layout) -> dict[str, Any]:
    """A view, rule, highlight, graph or layout as a table, with what is unknown of it."""
    tree = _changed(shown, Highlight(query="", colour="") if isinstance(shown, Highlight) else type(shown)())
    _keep(tree, shown.extra)
    return tree


def _changed(value: msgspec.Struct, default: msgspec.Struct | None) -> dict[str, Any]:
    """The fields that differ from their default, as plain values; without a default, those that are set."""
    tree: dict[str, Any] = {}
    for field in msgspec.structs.fields(type(value)):
        now = getattr(value, field.name)
        before = None if default is None else getattr(default, field.name)
        if now == before or now is None or field.name == "extra":
            continue
        if isinstance(now, msgspec.Struct):
            tree[field.name] = _changed(now, before)
        elif isinstance(now, dict):
            tree[field.name] = dict(now)
        else:
            tree[field.name] = _value(now)
    return tree


def _spell_out(tree: dict[str, Any], workspace: Workspace, path: Path) -> None:
    """A default that somebody wrote a comment on is written all the same, for the comment's sake."""
    entry = workspace.entry(str(path[1])) if path[:1] == ("feeds",) and len(path) > 2 else None
    found: Any = entry.feed if entry else workspace.settings if path[:1] == ("settings",) else None
    steps = path[2:] if entry else path[1:]
    for step in steps:
        found = getattr(found, str(step), None)
    if found is None or not steps or isinstance(found, msgspec.Struct | tuple):
        return
    table: Any = tree
    for step in path[:-1]:
        table = table.setdefault(step, {}) if isinstance(table, dict) else None
    if isinstance(table, dict):
        table.setdefault(path[-1], _value(found))


def _value(value: Any) -> Any:
    """Whole numbers of seconds read better without their fraction."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return list(map(_element, value)) if isinstance(value, tuple) else value


def _element(value: Any) -> Any:
    """A part of a list: a struct within it is a table on one line."""
    return _changed(value, type(value)()) if isinstance(value, msgspec.Struct) else _value(value)


def _keep(tree: dict[str, Any], extra: dict[str, Any]) -> None:
    """Add what is unknown; what is known stands."""
    for key, value in extra.items():
        known = tree.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            _keep(known, value)
        elif key not in tree:
            # A copy: what is added to it later must not change the workspace.
            tree[key] = dict(value) if isinstance(value, dict) else value


def _clean(comment: Comment) -> Comment:
    return Comment(tuple(map(redact_text, comment.above)), redact_text(comment.beside))
