"""What changed from one version of a workspace to the next, in few words."""

from typing import Any

import msgspec

from watchfloor.core.text.speech import said
from watchfloor.core.workspace.workspace import Layout, Workspace

MOST_NAMES = 3


def differences(before: Workspace, after: Workspace) -> list[str]:
    """One sentence for each part that differs; where the panels, the map and the filter were, is one part."""
    found = [
        *_named(said("feed"), _feeds(before), _feeds(after)),
        *_named(said("view"), before.views, after.views),
        *_named(said("alert rule"), before.rules, after.rules),
        *_named(said("layout"), before.layouts, after.layouts),
    ]
    parts = (
        (said("name or remark"), (before.name, before.about), (after.name, after.about)),
        (said("highlights"), before.highlights, after.highlights),
        (said("graphs"), before.graphs, after.graphs),
        (said("settings"), before.settings, after.settings),
        (said("panels"), before.look.panels, after.look.panels),
        (said("look"), _without_panels(before), _without_panels(after)),
        (said("comments"), before.comments, after.comments),
    )
    found += [said("{part} changed").format(part=part) for part, old, new in parts if old != new]
    return found


def _feeds(workspace: Workspace) -> dict[str, Any]:
    return {entry.feed.name: entry for entry in workspace.entries}


def _without_panels(workspace: Workspace) -> Any:
    return msgspec.structs.replace(workspace.look, panels=Layout())


def _named(kind: str, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    kept = [name for name in before if name in after]
    return [
        words.format(kind=kind, names=_list(names))
        for words, names in (
            (said("{kind} {names} added"), [name for name in after if name not in before]),
            (said("{kind} {names} removed"), [name for name in before if name not in after]),
            (said("{kind} {names} changed"), [name for name in kept if before[name] != after[name]]),
        )
        if names
    ]


def _list(names: list[str]) -> str:
    more = "" if len(names) <= MOST_NAMES else f" + {len(names) - MOST_NAMES}"
    return ", ".join(f"“{name}”" for name in names[:MOST_NAMES]) + more
