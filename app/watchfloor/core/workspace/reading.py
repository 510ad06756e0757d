"""A workspace from its text: every problem with its line, everything unknown kept and told."""

import re
import tomllib
from typing import Any

import msgspec

from watchfloor.core.curl.address import address
from watchfloor.core.error import KnownError
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.link.backoff import PRESETS as BACKOFFS
from watchfloor.core.profiles.catalogue import PROFILES
from watchfloor.core.profiles.mapping import Mapping, checked
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.redaction import redact_text
from watchfloor.core.secret import NOUNS, AnySecret, part
from watchfloor.core.workspace.problem import Note, WorkspaceError
from watchfloor.core.workspace.source import Source
from watchfloor.core.workspace.table import TableReader
from watchfloor.core.workspace.upgrade import SCHEMA, upgrade
from watchfloor.core.workspace.workspace import (
    HEAD,
    Comment,
    Entry,
    Graph,
    Layout,
    Pace,
    Path,
    Settings,
    View,
    Workspace,
)

MOST_CHARACTERS = 16 * 1024 * 1024
MOST_NAME = 200
_SECTIONS = ("settings", "feeds", "views", "columns", "colours", "graphs", "layouts")
_OLD_SECTIONS = ("feed", "view")
_KNOWN = ("schema", "name", "about", *_SECTIONS)
_PROXY = re.compile(r"system$|(?:https?|socks5h?)://[^/\s]", re.IGNORECASE)
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


class _Reader(TableReader):
    """Each section in turn; what is wrong is gathered, so that all of it is told at once."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.secrets: dict[str, tuple[AnySecret, ...]] = {}

    def workspace(self, tree: dict[str, Any]) -> Workspace:
        for name in _SECTIONS:
            if name in tree and not isinstance(tree[name], list if name == "graphs" else dict):
                self.problem(
                    (name,), f"{name} must be {'[[graphs]] tables' if name == 'graphs' else 'a table'}."
                )
                tree[name] = [] if name == "graphs" else {}
        settings, more = self.struct(Settings, tree.get("settings", {}), ("settings",), "settings.")
        extra = self.unknown({key: value for key, value in tree.items() if key not in _KNOWN}, ())
        return Workspace(
            name=self.text(tree, "name"),
            about=self.text(tree, "about"),
            settings=settings,
            entries=tuple(self._entry(name, table) for name, table in tree.get("feeds", {}).items()),
            views={name: self._view(name, table) for name, table in tree.get("views", {}).items()},
            columns=self._each(tree, "columns", tuple[str, ...]),
            colours=self._each(tree, "colours", str),
            graphs=tuple(self._graph(number, table) for number, table in enumerate(tree.get("graphs", []))),
            layouts={name: self._layout(name, table) for name, table in tree.get("layouts", {}).items()},
            extra=extra | ({"settings": more} if more else {}),
            comments=self._comments(),
        )

    # The parts

    def _entry(self, name: str, table: Any) -> Entry:
        path: Path = ("feeds", name)
        if not self.is_table(table, path) or not self._is_name(name, path):
            return Entry(feed=Feed(name=name, url=""))
        table = dict(table)
        inner, extras = self._inner(table, path)
        own = {key: table.pop(key) for key in ("mapping", "pace", "colour") if key in table}
        feed, more = self._feed(name, table, inner, path)
        mapping = self._mapping(own.get("mapping"), (*path, "mapping"), extras)
        pace, pace_more = self.struct(Pace, own.get("pace", {}), (*path, "pace"), "pace.")
        extras.update({"pace": pace_more} if pace_more else {})
        colour = self.colour(own.get("colour", ""), (*path, "colour"))
        return Entry(feed=feed, mapping=mapping, pace=pace, colour=colour, extra=more | extras)

    def _inner(self, table: dict[str, Any], path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        """The policies that are tables of their own, and what is unknown in them."""
        inner: dict[str, Any] = {}
        extras: dict[str, Any] = {}
        for key, kind in (("backoff", BackoffPolicy), ("breaker", BreakerPolicy), ("polling", PollingPolicy)):
            if key not in table:
                continue
            value = table.pop(key)
            if key == "backoff" and isinstance(value, str):
                inner[key] = self._backoff(value, (*path, key))
                continue
            inner[key], more = self.struct(kind, value, (*path, key), f"{key}.")
            extras.update({key: more} if more else {})
        return inner, extras

    def _backoff(self, name: str, path: Path) -> BackoffPolicy:
        if name not in BACKOFFS:
            self.problem(path, f"There is no back-off named {name!r}. Choose one of: {', '.join(BACKOFFS)}.")
        return BACKOFFS.get(name, BackoffPolicy())

    def _feed(
        self, name: str, table: dict[str, Any], inner: dict[str, Any], path: Path
    ) -> tuple[Feed, dict[str, Any]]:
        headers = self._headers(table.pop("headers", {}), (*path, "headers"))
        if "name" in table:
            self.note((*path, "name"), "The name of a feed is that of its table; this one was left out.")
            del table["name"]
        if "url" not in table:
            self.problem(path, f"The feed {name!r} has no url.")
        feed, more = self.struct(Feed, {"url": "http://x", **table}, path, "", fixed={"name": name})
        self._check_address(table.get("url", ""), (*path, "url"))
        if feed.profile.replace("-", "_") not in PROFILES:
            known = ", ".join(PROFILES)
            self.problem((*path, "profile"), f"The profile {feed.profile!r} is none of: {known}.")
        if feed.proxy and not _PROXY.match(feed.proxy):
            self.problem(
                (*path, "proxy"), "proxy must be system, or begin with http://, https:// or socks5://."
            )
        if feed.polling or inner.get("polling"):
            self._check_address(inner["polling"].url, (*path, "polling", "url"))
        return self._without_secrets(msgspec.structs.replace(feed, headers=headers, **inner), path), more

    def _without_secrets(self, feed: Feed, path: Path) -> Feed:
        bare, secrets = part(feed)
        if secrets:
            self.secrets[feed.name] = secrets
            found = ", ".join(NOUNS[type(secret)] for secret in secrets)
            self.note(
                path,
                f"The feed {feed.name!r} holds a secret ({found}). It does not belong in a workspace: it was"
                " taken out, to be kept in the keyring. Whoever has this file has it too, so change it.",
            )
        return bare

    def _headers(self, value: Any, path: Path) -> tuple[tuple[str, str], ...]:
        """A table of names and values, or a list of pairs where a name comes twice."""
        pairs = list(value.items()) if isinstance(value, dict) else value
        found = self.convert(pairs, tuple[tuple[str, str], ...], path, "a table of names and values")
        for name, text in found or ():
            if not re.fullmatch(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+", name) or re.search(r"[\r\n\0]", text):
                self.problem((*path, name), f"{name!r} cannot be sent as a header.")
        return found or ()

    def _mapping(self, value: Any, path: Path, extras: dict[str, Any]) -> Mapping | None:
        if value is None:
            return None
        mapping, more = self.struct(Mapping, value, path, "mapping.")
        extras.update({"mapping": more} if more else {})
        try:
            return checked(mapping)
        except KnownError as error:
            self.problem(path, str(error).rstrip(".") + ".")
            return None

    def _view(self, name: str, table: Any) -> View:
        path: Path = ("views", name)
        view, more = self.struct(View, table, path, "", fixed={"extra": {}})
        try:
            parse(view.query)
        except QueryError as error:
            self.note((*path, "query"), f"The query of the view {name!r} cannot be read: {error}")
        self.colour(view.colour, (*path, "colour"))
        return msgspec.structs.replace(view, extra=more)

    def _graph(self, number: int, table: Any) -> Graph:
        path: Path = ("graphs", number)
        if not self.is_table(table, path):
            return Graph()
        graph, more = self.struct(Graph, table, path, "", fixed={"extra": {}})
        if table.get("kind", "metric") == "metric" and not graph.metric:
            self.problem(path, 'A graph of a metric must name it: metric = "…".')
        self.colour(graph.colour, (*path, "colour"))
        return msgspec.structs.replace(graph, extra=more)

    def _layout(self, name: str, table: Any) -> Layout:
        layout, more = self.struct(Layout, table, ("layouts", name), "", fixed={"extra": {}})
        return msgspec.structs.replace(layout, extra=more)

    def _each(self, tree: dict[str, Any], section: str, kind: Any) -> dict[str, Any]:
        found = {}
        for name, value in tree.get(section, {}).items():
            words = "a list of names" if section == "columns" else "text"
            converted = self.convert(value, kind, (section, name), words)
            if section == "colours" and isinstance(converted, str):
                converted = self.colour(converted, (section, name))
            if converted is not None:
                found[name] = converted
        return found

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

    def _check_address(self, value: Any, path: Path) -> None:
        if isinstance(value, str) and value:
            try:
                address(value)
            except KnownError as error:
                self.problem(path, f"{path[-1]}: {error}")
            else:
                if "://" not in value:
                    self.problem(path, f"{path[-1]} must begin with http:// or https://.")

    def _is_name(self, name: str, path: Path) -> bool:
        good = bool(name.strip()) and len(name) <= MOST_NAME and name.isprintable()
        if not good:
            self.problem(path, f"A feed's name must be 1 to {MOST_NAME} characters that can be seen.")
        return good
