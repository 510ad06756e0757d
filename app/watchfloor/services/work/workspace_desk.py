"""The workspace that is open: what it holds now, on disk after every change."""

import contextlib
import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.watch.keepsake import Watching
from watchfloor.core.workspace.difference import differences
from watchfloor.core.workspace.merge import rename
from watchfloor.core.workspace.problem import Note
from watchfloor.core.workspace.reading import Read
from watchfloor.core.workspace.watching import first_workspace, watching_of, with_watching
from watchfloor.core.workspace.workspace import Entry, Layout, Settings, Workspace
from watchfloor.services.home.place import Place, made
from watchfloor.services.work.workspace_file import RecentList, WorkspaceFile, export, import_into

T = TypeVar("T")
Change = Callable[[Workspace], Workspace]
FIRST = "My feeds"
UNNAMED = "unnamed.toml"


class WorkspaceDesk:
    """`path` None: there is no file of the user's yet. The first feed makes one in our own folder; what is
    changed before, as in the demo, is kept with the settings.

    `place` None keeps everything in memory, as for a picture. `listeners` are called after each change but
    those of how things look.
    """

    def __init__(self, place: Place | None, path: Path | None = None) -> None:
        self._place = place
        self.path = None if path is None else path.absolute()
        self.workspace = first_workspace()
        self.notes: tuple[Note, ...] = ()
        self.problem = ""
        self.recent = None if place is None else RecentList(place.state)
        self.listeners: list[Callable[[], None]] = []
        self.on_foreign: Callable[[], None] = lambda: None  # somebody else has written the file
        self.on_made: Callable[[], None] = lambda: None  # the first feed has made a file
        self.is_new = False  # it was made by this desk, beside feeds that are not in it: the demo's
        self._file = self._file_of(self.path)
        self._look_is_kept = False
        self._is_done = False  # another version is in the file, to be opened anew

    @property
    def name(self) -> str:
        return self.workspace.name or (self.path.stem if self.path is not None else FIRST)

    def load(self) -> Read | None:
        """What the file holds, which is opened by that; `KnownError` with every line that is wrong."""
        if self._file is None or (self.path is None and not self._file.path.exists()):
            return None
        if self.path is None:
            return self._load_unnamed(self._file)
        found = self._file.load()
        self.workspace, self.notes = found.workspace, found.notes
        if self.recent is not None:
            try:
                self.recent.opened(self.path)
            except KnownError as error:
                self.problem = str(error)  # it opens all the same, and the next start may not know of it
        return found

    def _load_unnamed(self, file: WorkspaceFile) -> Read | None:
        """One that cannot be read is set aside, so that nothing in it is lost and the window opens."""
        try:
            found = file.load()
        except KnownError as error:
            aside = file.path.with_suffix(".unreadable")
            with contextlib.suppress(OSError):
                file.path.replace(aside)
            self.problem = f"{error} It is kept as {aside}."
            return None
        self.workspace = found.workspace
        return found

    def journal_path(self) -> Path | None:
        """Where the workspace's events are kept: one journal for each file, in our own folder."""
        if self._place is None or self.path is None:
            return None
        mark = hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:8]
        return made(self._place.journals) / f"{self.path.stem[:60]}-{mark}.watchfloor"

    # -- changes: each is on disk when the call returns

    def add(self, entry: Entry) -> None:
        self._change_feeds(lambda now: msgspec.structs.replace(now, entries=(*now.entries, entry)))

    def replace(self, name: str, entry: Entry) -> None:
        """The feed of this name as the entry has it, under the entry's name."""
        entry = msgspec.structs.replace(entry, extra=entry.extra or self._extra(name))

        def put(now: Workspace) -> Workspace:
            after = rename(now, name, entry.feed.name) if entry.feed.name != name else now
            entries = tuple(entry if each.feed.name == entry.feed.name else each for each in after.entries)
            return msgspec.structs.replace(after, entries=entries)

        self.change(put)

    def remove(self, name: str) -> None:
        self.change(
            lambda now: msgspec.structs.replace(
                now, entries=tuple(each for each in now.entries if each.feed.name != name)
            )
        )

    def take_in(self, path: Path) -> tuple[list[Entry], Read, tuple[str, ...]]:
        """Import: the feeds that came, how the other file read, and what to tell."""
        before = {entry.feed.name for entry in self.workspace.entries}
        merged, found, told = import_into(self.workspace, path)
        self._change_feeds(lambda _now: merged)
        return [entry for entry in merged.entries if entry.feed.name not in before], found, told

    def export(self, path: Path, feeds: Collection[str] | None = None) -> None:
        """These feeds (none given: all) as a file to pass on."""
        export(self.workspace, path, feeds)

    def change(self, change: Change) -> None:
        """Memory and file change together, or neither."""
        self._put(change(self.workspace), as_version=True)
        self._look_is_kept = False
        for listener in list(self.listeners):
            listener()

    def keep_look(self, change: Change) -> None:
        """The same for how things look, which changes often: of a session's looks only the first makes the
        file before it a version."""
        changed = change(self.workspace)
        if changed != self.workspace and not self._is_done:
            self._put(changed, as_version=not self._look_is_kept)
            self._look_is_kept = True

    @property
    def versions(self) -> list[Path]:
        """What the file held before, the newest first."""
        return [] if self.path is None or self._file is None else self._file.versions

    @property
    def history(self) -> list[tuple[Path, list[str]]]:
        """Earlier versions, the newest first, each with what was changed after it; one that cannot be read
        is left out."""
        found: list[tuple[Path, list[str]]] = []
        file, after = self._file, self.workspace
        for version in self.versions:
            if file is not None and (before := _version(file, version)) is not None:
                found.append((version, differences(before, after)))
                after = before
        return found

    def go_back(self, version: Path) -> None:
        """Put an earlier version into the file, to be opened from there: this desk changes it no more."""
        if self._file is not None:
            self._file.restore(version)
            self._is_done = True

    def _put(self, changed: Workspace, *, as_version: bool) -> None:
        if self.path is None and self._file is not None:
            made(self._file.path.parent)
        is_foreign = self._file is not None and self._file.save(changed, as_version=as_version)
        self.workspace = changed
        if is_foreign and self.path is not None:
            self.on_foreign()

    def _extra(self, name: str) -> dict[str, object]:
        known = self.workspace.entry(name)
        return {} if known is None else known.extra

    def _change_feeds(self, change: Change) -> None:
        """The first feed makes a file of the user's own, with all that was changed before it."""
        if self.path is not None or self._place is None:
            self.change(change)
            return
        unnamed = self._file
        self.path = self._first_path(self._place)
        self._file = self._file_of(self.path)
        try:
            self.change(change)
        except KnownError:
            self.path, self._file = None, unnamed
            raise
        self.is_new = True
        self.on_made()
        if self.recent is not None:
            self.recent.opened(self.path)

    def _first_path(self, place: Place) -> Path:
        folder, number = made(place.data), 1
        while (path := folder / f"{FIRST}{f' {number}' if number > 1 else ''}.toml").exists():
            number += 1
        return path

    def _file_of(self, path: Path | None) -> WorkspaceFile | None:
        if path is not None:
            return WorkspaceFile(path)
        return None if self._place is None else WorkspaceFile(self._place.config / UNNAMED)

    # -- its parts, each as whoever works with it has it

    @property
    def watching(self) -> "WorkspacePart[Watching]":
        return WorkspacePart(self, watching_of, with_watching)

    @property
    def layouts(self) -> "WorkspacePart[dict[str, Layout]]":
        return WorkspacePart(self, lambda workspace: workspace.layouts, _with_layouts)

    @property
    def settings(self) -> "WorkspacePart[Settings]":
        return WorkspacePart(
            self,
            lambda workspace: workspace.settings,
            lambda workspace, settings: msgspec.structs.replace(workspace, settings=settings),
        )


class WorkspacePart(Generic[T]):
    """One part of the open workspace (`services.shelf.Kept`)."""

    def __init__(
        self, desk: WorkspaceDesk, read: Callable[[Workspace], T], write: Callable[[Workspace, T], Workspace]
    ) -> None:
        self._desk = desk
        self._read = read
        self._write = write

    @property
    def value(self) -> T:
        return self._read(self._desk.workspace)

    def put(self, value: T) -> None:
        self._desk.change(lambda workspace: self._write(workspace, value))


def _with_layouts(workspace: Workspace, layouts: dict[str, Layout]) -> Workspace:
    """What is unknown of a layout stays with its name."""
    extras = {name: layout.extra for name, layout in workspace.layouts.items()}
    kept = {
        name: msgspec.structs.replace(layout, extra=extras.get(name, {})) for name, layout in layouts.items()
    }
    return msgspec.structs.replace(workspace, layouts=kept)


def _version(file: WorkspaceFile, version: Path) -> Workspace | None:
    try:
        return file.read_version(version)
    except KnownError:
        return None


def new_workspace(path: Path) -> None:
    """A workspace without feeds; what was there becomes a version."""
    WorkspaceFile(path).save(first_workspace())


def last_workspace(place: Place) -> Path | None:
    """The workspace that was open last and is still there."""
    return next((path for path in RecentList(place.state).paths if path.is_file()), None)
