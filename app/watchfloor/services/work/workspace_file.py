"""Workspaces on disk: written whole or not at all, with the last versions kept beside them."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.workspace.merge import merge, select
from watchfloor.core.workspace.problem import WorkspaceError
from watchfloor.core.workspace.reading import MOST_CHARACTERS, Read, read
from watchfloor.core.workspace.workspace import Workspace
from watchfloor.core.workspace.writing import write
from watchfloor.services.clock import Clock
from watchfloor.services.home.place import made
from watchfloor.services.home.shelf import Shelf
from watchfloor.services.home.whole_file import write_whole

VERSIONS = 10
RECENT = 15
_FILES = ("ca_file", "client_cert_file", "client_key_file")


class WorkspaceFile:
    """One workspace on disk. It remembers what it read or wrote last, and so finds out other writers."""

    def __init__(self, path: Path, *, clock: Clock | None = None) -> None:
        self.path = path.absolute()
        self._clock = clock or Clock()
        self._last: bytes | None = None

    def load(self) -> Read:
        """What it holds; `KnownError` with every line that is wrong. Relative paths become whole ones."""
        content = _bytes_of(self.path)
        found = _read(self.path, content)
        self._last = content
        return self._at_home(found)

    def save(self, workspace: Workspace, *, as_version: bool = True) -> bool:
        """Replace the file at once; what it held becomes a version, unless it is the same.

        Without `as_version` it does only if somebody else has written it. True: somebody has.
        """
        text = write(_moved(workspace, self.path.parent, inward=True))
        return self._replace(text.encode(), as_version=as_version)

    def _at_home(self, found: Read) -> Read:
        return msgspec.structs.replace(
            found, workspace=_moved(found.workspace, self.path.parent, inward=False)
        )

    @property
    def versions(self) -> list[Path]:
        """What the file held before, the newest first."""
        folder = self._versions_folder
        try:
            return sorted(folder.glob("*.toml"), key=lambda version: version.stem, reverse=True)
        except OSError as error:
            raise _unreadable(folder, error) from error

    def read_version(self, version: Path) -> Workspace:
        """What an earlier version held. `KnownError` where it cannot be read."""
        return self._at_home(_read(version, _bytes_of(version))).workspace

    def restore(self, version: Path) -> Read:
        """Take an earlier version back; what is there now becomes a version itself."""
        content = _bytes_of(version)
        found = _read(version, content)
        self._replace(content, as_version=True)
        return self._at_home(found)

    @property
    def _versions_folder(self) -> Path:
        return self.path.parent / f".{self.path.name}.versions"

    def _replace(self, content: bytes, *, as_version: bool) -> bool:
        before = self._content()
        known, self._last = self._last, content
        is_foreign = known is not None and before is not None and before != known
        if before == content:
            return False
        if before is not None and (as_version or is_foreign):
            self._keep(before)
        write_whole(self.path, content)
        return is_foreign

    def _content(self) -> bytes | None:
        try:
            return self.path.read_bytes() if self.path.exists() else None
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _keep(self, content: bytes) -> None:
        folder = made(self._versions_folder)
        stamp = datetime.fromtimestamp(self._clock.wall_s(), UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
        versions = self.versions
        # A clock that went back must not put today's version behind yesterday's, nor replace it.
        last = versions[0].stem if versions else ""
        if last and stamp <= last:
            stamp = last + "+"
        write_whole(folder / f"{stamp}.toml", content)
        try:
            for old in self.versions[VERSIONS:]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise KnownError(f"An old version cannot be removed from {folder}: {error.strerror}.") from error


class RecentList:
    """The workspaces that were opened last, the newest first, across starts."""

    def __init__(self, state: Path) -> None:
        self._file = state / "recent.json"

    @property
    def paths(self) -> list[Path]:
        """Read anew, for another window may have added one; also those that are not there now."""
        return [Path(path) for path in self._shelf().value]

    def opened(self, path: Path) -> None:
        """It was opened just now."""
        path = path.absolute()
        self._put([path, *(each for each in self.paths if each != path)])

    def forget(self, path: Path) -> None:
        self._put([each for each in self.paths if each != path.absolute()])

    def _put(self, paths: list[Path]) -> None:
        self._shelf().put([str(path) for path in paths[:RECENT]])

    def _shelf(self) -> Shelf[list[str]]:
        return Shelf(self._file, list[str], [])


def export(workspace: Workspace, path: Path, feeds: Collection[str] | None = None) -> None:
    """A workspace of these feeds (none given: all) as a file to pass on."""
    chosen = select(workspace, [feed.name for feed in workspace.feeds] if feeds is None else feeds)
    WorkspaceFile(path).save(chosen)


def import_into(workspace: Workspace, path: Path) -> tuple[Workspace, Read, tuple[str, ...]]:
    """The workspace with another file's feeds; how that file read; what to tell of the merge."""
    found = WorkspaceFile(path).load()
    merged, told = merge(workspace, found.workspace)
    return merged, found, told


def _read(path: Path, content: bytes) -> Read:
    try:
        return read(content.decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KnownError(f"{path} is not UTF-8 text: see line {line}.") from None
    except WorkspaceError as error:
        raise KnownError(f"{path} cannot be read.\n{error}") from error


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_CHARACTERS * 4 + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(content) > MOST_CHARACTERS * 4:
        raise KnownError(f"{path} is too large for a workspace.")
    return content


def _unreadable(path: Path, error: OSError) -> KnownError:
    return KnownError(f"{path} cannot be read: {error.strerror or error}.")


def _moved(workspace: Workspace, folder: Path, *, inward: bool) -> Workspace:
    """Files in the workspace's own folder are relative to it on disk, and whole in memory."""
    entries = []
    for entry in workspace.entries:
        changes = {
            name: _inward(value, folder) if inward else str(folder / value)
            for name in _FILES
            if (value := getattr(entry.feed, name))
        }
        feed = msgspec.structs.replace(entry.feed, **changes) if changes else entry.feed
        entries.append(msgspec.structs.replace(entry, feed=feed))
    return msgspec.structs.replace(workspace, entries=tuple(entries))


def _inward(value: str, folder: Path) -> str:
    path = Path(value)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else value
