"""The workspace that is open: what it holds now, on disk after every change."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from watchfloor.core.workspace.merge import rename
from watchfloor.core.workspace.problem import Note
from watchfloor.core.workspace.reading import Read
from watchfloor.core.workspace.workspace import Entry, Workspace
from watchfloor.services.place import Place, made
from watchfloor.services.workspace_file import RecentList, WorkspaceFile, export, import_into

FIRST = "My feeds"


class WorkspaceDesk:
    """`path` None: there is no file yet; the first feed makes one in our own folder.

    `place` None keeps everything in memory, as for a picture.
    """

    def __init__(self, place: Place | None, path: Path | None = None) -> None:
        self._place = place
        self.path = None if path is None else path.absolute()
        self.workspace = Workspace()
        self.notes: tuple[Note, ...] = ()
        self.recent = None if place is None else RecentList(place.state)

    @property
    def name(self) -> str:
        return self.workspace.name or (self.path.stem if self.path is not None else FIRST)

    def load(self) -> Read | None:
        """What the file holds, which is opened by that; `KnownError` with every line that is wrong."""
        if self.path is None:
            return None
        found = WorkspaceFile(self.path).load()
        self.workspace, self.notes = found.workspace, found.notes
        if self.recent is not None:
            self.recent.opened(self.path)
        return found

    def journal_path(self) -> Path | None:
        """Where the workspace's events are kept: one journal for each file, in our own folder."""
        if self._place is None or self.path is None:
            return None
        mark = hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:8]
        return made(self._place.data / "journal") / f"{self.path.stem[:60]}-{mark}.watchfloor"

    # -- changes: each is on disk when the call returns

    def add(self, entry: Entry) -> None:
        self._change(lambda now: msgspec.structs.replace(now, entries=(*now.entries, entry)))

    def replace(self, name: str, entry: Entry) -> None:
        """The feed of this name as the entry has it, under the entry's name."""
        entry = msgspec.structs.replace(entry, extra=entry.extra or self._extra(name))

        def put(now: Workspace) -> Workspace:
            after = rename(now, name, entry.feed.name) if entry.feed.name != name else now
            entries = tuple(entry if each.feed.name == entry.feed.name else each for each in after.entries)
            return msgspec.structs.replace(after, entries=entries)

        self._change(put)

    def remove(self, name: str) -> None:
        self._change(
            lambda now: msgspec.structs.replace(
                now, entries=tuple(each for each in now.entries if each.feed.name != name)
            )
        )

    def take_in(self, path: Path) -> tuple[list[Entry], Read, tuple[str, ...]]:
        """Import: the feeds that came, how the other file read, and what to tell."""
        before = {entry.feed.name for entry in self.workspace.entries}
        merged, found, told = import_into(self.workspace, path)
        self._change(lambda _now: merged)
        return [entry for entry in merged.entries if entry.feed.name not in before], found, told

    def export(self, path: Path) -> None:
        export(self.workspace, path)

    def _extra(self, name: str) -> dict[str, object]:
        known = self.workspace.entry(name)
        return {} if known is None else known.extra

    def _change(self, change: Callable[[Workspace], Workspace]) -> None:
        """Memory and file change together, or neither."""
        changed = change(self.workspace)
        path = self.path or self._first_path()
        if path is not None:
            WorkspaceFile(path).save(changed)
            if self.path is None and self.recent is not None:
                self.recent.opened(path)
            self.path = path
        self.workspace = changed

    def _first_path(self) -> Path | None:
        if self._place is None:
            return None
        folder, number = made(self._place.data), 1
        while (path := folder / f"{FIRST}{f' {number}' if number > 1 else ''}.toml").exists():
            number += 1
        return path


def new_workspace(path: Path, name: str = "") -> None:
    """An empty workspace under this name; what was there becomes a version."""
    WorkspaceFile(path).save(Workspace(name=name))


def last_workspace(place: Place) -> Path | None:
    """The workspace that was open last and is still there."""
    return next((path for path in RecentList(place.state).paths if path.is_file()), None)
