"""A workspace's rules and views as the window works with them, and back; what is unknown of each stays."""

import msgspec

from watchfloor.core.watch.alert import AlertRule
from watchfloor.core.watch.keepsake import Watching
from watchfloor.core.watch.saved_view import SavedView
from watchfloor.core.workspace.workspace import Rule, View, Workspace


def watching_of(workspace: Workspace) -> Watching:
    return Watching(
        rules=tuple(
            AlertRule(
                name=name,
                kind=rule.kind,
                query=rule.query,
                channel=rule.feed,
                after_s=rule.after_s,
                enabled=rule.enabled,
            )
            for name, rule in workspace.rules.items()
        ),
        views=tuple(
            SavedView(name=name, query=view.query, feeds=view.feeds, columns=view.columns, colour=view.colour)
            for name, view in workspace.views.items()
        ),
    )


def with_watching(workspace: Workspace, watching: Watching) -> Workspace:
    rules = {
        rule.name: Rule(
            kind=rule.kind,
            query=rule.query,
            feed=rule.channel,
            after_s=rule.after_s,
            enabled=rule.enabled,
            extra=workspace.rules.get(rule.name, Rule()).extra,
        )
        for rule in watching.rules
    }
    views = {
        view.name: View(
            query=view.query,
            feeds=view.feeds,
            columns=view.columns,
            colour=view.colour,
            extra=workspace.views.get(view.name, View()).extra,
        )
        for view in watching.views
    }
    return msgspec.structs.replace(workspace, rules=rules, views=views)


def first_workspace() -> Workspace:
    """What a person begins with: no feed yet, and the rules and views that most want."""
    return with_watching(Workspace(), Watching())
