"""A workspace from its text: every problem with its line, everything unknown kept and told."""

import re
import tomllib
from typing import Any

import msgspec

from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.workspace.entry_reading import EntryReader
from watchfloor.core.workspace.problem import Note, WorkspaceError
from watchfloor.core.workspace.shown_reading import ShownReader
from watchfloor.core.workspace.source import Source
from watchfloor.core.workspace.upgrade import SCHEMA, upgrade
from watchfloor.core.workspace.workspace import HEAD, Comment, Path, Settings, Workspace

MOST_CHARACTERS = 16 * 1024 * 1024
_TABLES = ("settings", "feeds", "views", "rules", "look", "layouts")
_LISTS = ("highlights", "graphs")
_SECTIONS = (*_TABLES, *_LISTS)
_OLD_SECTIONS = ("feed", "view")
_KNOWN = ("schema", "name", "about", *_SECTIONS)
_WHERE = re.compile(r"(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


class Read(msgspec.Struct, frozen=True):
    """A workspace, what to tell of it, and the secrets that should not have been in it, by feed."""

    workspace: Workspace
    notes: tuple[Note, ...] = ()
    secrets: dict[str, tuple[AnySecret, ...]] = {}
    schema: int = SCHEMA


def read(text: str) -> Read:
    """The workspace; `WorkspaceError` with every problem that was found."""
    if len(text) > MOST_CHARACTERS:
        raise WorkspaceError([Note(1, "The file is too large for a workspace: over 16 MB.")])
    tree = _tree(text.removeprefix("\ufeff"))
    source = Source(text.removeprefix("\ufeff"))
    if not set(tree) & {"schema", *_SECTIONS, *_OLD_SECTIONS}:
        raise WorkspaceError(
            [Note(1, "This is no workspace of Watchfloor: it has neither schema nor feeds.")]
        )
    schema = upgrade(tree, source)
    reader = _Reader(source)
    workspace = reader.workspace(tree)
    if reader.problems:
        raise WorkspaceError(reader.problems)
    notes = sorted(reader.notes, key=lambda note: note.line)
    if schema < SCHEMA:
        notes.insert(0, Note(1, f"Upgraded from schema {schema} to {SCHEMA}; saved so the next time."))
    return Read(workspace, tuple(notes), reader.secrets, schema)


def _tree(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _WHERE.fullmatch(str(error))
        line = int(found[2]) if found and found[2] else text.count("\n") + 1
        column = f" (column {found[3]})" if found and found[3] else ""
        raise WorkspaceError([Note(line, f"{found[1] if found else error}{column}.")]) from None
    except (ValueError, RecursionError) as error:
        sentence = "Too deeply nested." if isinstance(error, RecursionError) else f"{error}."
        raise WorkspaceError([Note(1, sentence)]) from None


class _Reader(EntryReader, ShownReader):
    """Each section in turn; what is wrong is gathered, so that all of it is told at once."""

    def workspace(self, tree: dict[str, Any]) -> Workspace:
        for name in _SECTIONS:
            self._check_section(tree, name)
        settings, settings_more = self.struct(Settings, tree["settings"], ("settings",), "settings.")
        look, look_more = self.look(tree["look"])
        extra = self.unknown({key: value for key, value in tree.items() if key not in _KNOWN}, ())
        extra |= {key: more for key, more in (("settings", settings_more), ("look", look_more)) if more}
        return Workspace(
            name=self.text(tree, "name"),
            about=self.text(tree, "about"),
            settings=settings,
            entries=tuple(self.entry(name, table) for name, table in tree["feeds"].items()),
            views={name: self.view(name, table) for name, table in tree["views"].items()},
            rules={name: self.rule(name, table) for name, table in tree["rules"].items()},
            highlights=tuple(self.highlight(at, table) for at, table in enumerate(tree["highlights"])),
            look=look,
            graphs=tuple(self.graph(number, table) for number, table in enumerate(tree["graphs"])),
            layouts={name: self.layout(name, table) for name, table in tree["layouts"].items()},
            extra=extra,
            comments=self._comments(),
        )

    def _check_section(self, tree: dict[str, Any], name: str) -> None:
        """Every section is there afterwards, if only empty, and of its kind."""
        empty: Any = [] if name in _LISTS else {}
        if not isinstance(tree.setdefault(name, empty), type(empty)):
            words = f"[[{name}]] tables" if name in _LISTS else "a table"
            self.problem((name,), f"{name} must be {words}.")
            tree[name] = empty

    def _comments(self) -> dict[Path, Comment]:
        """People's comments, without the secrets that may be in them."""
        comments = {}
        for path, comment in self._source.comments().items():
            comment = Comment(tuple(line for line in comment.above if line != HEAD), comment.beside)
            clean = Comment(tuple(map(redact_text, comment.above)), redact_text(comment.beside))
            if clean != comment:
                self.note(path, "A comment seems to hold a secret. It is not kept in the file.")
            if clean != Comment():
                comments[path] = clean
        return comments
