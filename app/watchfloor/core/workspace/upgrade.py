"""Brings the tree of an older workspace into today's form, one schema at a time."""

from collections.abc import Callable
from typing import Any

from watchfloor.core.curl.address import name_of
from watchfloor.core.workspace.problem import Note, WorkspaceError
from watchfloor.core.workspace.source import Source

SCHEMA = 2


def upgrade(tree: dict[str, Any], source: Source) -> int:
    """Change tree and places in step; the schema that it was. `WorkspaceError` where it is too new."""
    line = source.line_of(("schema",))
    schema = tree.get("schema", 1)
    if type(schema) is not int or schema < 1:
        raise WorkspaceError([Note(line, "schema must be a whole number: the version of this form.")])
    if schema > SCHEMA:
        sentence = f"This workspace has schema {schema}; this Watchfloor knows {SCHEMA} and older. Update it."
        raise WorkspaceError([Note(line, sentence)])
    for step in range(schema, SCHEMA):
        _STEPS[step](tree, source)
    tree["schema"] = SCHEMA
    return schema


def _to_2(tree: dict[str, Any], source: Source) -> None:
    """Lists of tables with a name became tables named so: a diff then shows which feed changed."""
    for before, after in (("feed", "feeds"), ("view", "views")):
        listed = tree.get(before)
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            continue
        named = tree.setdefault(after, {})
        problems = []
        for number, table in enumerate(tree.pop(before)):
            name = table.pop("name", "") or name_of(str(table.get("url", "")))
            line = source.line_of((before, number))
            if not isinstance(name, str) or not isinstance(named, dict) or name in named:
                problems.append(Note(line, f"The name {name!r} cannot be used: each {before} needs its own."))
                continue
            named[name] = table
            source.move((before, number), (after, name))
        if problems:
            raise WorkspaceError(problems)


_STEPS: dict[int, Callable[[dict[str, Any], Source], None]] = {1: _to_2}
