"""A file that is removed, renamed or replaced while it is written: all of it comes back under its name.

The program would go on writing to what has no name any more, and at its end all of that would be gone.
"""

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

import apsw

from watchfloor.core.error import KnownError
from watchfloor.journal import file
from watchfloor.journal.salvage.salvage import remove

_STEP_PAGES = 256  # 4 MB: some milliseconds, also beside a flood


class Home:
    """Which file stood under a name when this was made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _identity(path)

    def is_there(self) -> bool:
        return _identity(self.path) == self._file


class Homecoming:
    """All that a connection holds, copied beside the name a little at a time, while it goes on writing.

    What it writes meanwhile is brought along. Who makes one and steps writes with the same connection, or
    SQLite would have to begin anew. All of it may raise a `KnownError`; then nothing is left of it.
    """

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._path = path
        self.fresh = Path(f"{path}-restoring")
        self._copy: apsw.Connection | None = None
        try:
            remove(self.fresh)
            self._copy = apsw.Connection(str(self.fresh))
            self._copy.pragma("journal_mode", "off")  # a half copy is worth nothing
            self._copy.pragma("synchronous", "off")  # each step syncs what it wrote
            self._copy.pragma("cache_size", _STEP_PAGES // 4)
            self._backup = self._copy.backup("main", connection, "main")
        except (apsw.Error, OSError) as error:
            self.give_up()
            raise self._known(error) from error

    def step(self) -> bool:
        """A little more of it; True once all is there, and on the disk."""
        try:
            is_done = self._backup.step(_STEP_PAGES)
            if is_done:
                self._close()
            self._sync()
        except (apsw.Error, OSError) as error:
            self.give_up()
            raise self._known(error) from error
        return is_done

    def give_up(self) -> None:
        self._close()
        with contextlib.suppress(OSError):
            remove(self.fresh)  # half of it would only take room

    def _close(self) -> None:
        if self._copy is not None:
            self._copy.close(True)
            self._copy = None

    def _sync(self) -> None:
        with self.fresh.open("r+b") as stream:
            os.fsync(stream.fileno())

    def _known(self, error: apsw.Error | OSError) -> KnownError:
        if isinstance(error, apsw.Error):
            return file.known(error, self._path)
        return KnownError(
            f"{self._path} cannot be brought back: {error.strerror}. Check the disk that holds it."
        )


def move_in(fresh: Path, path: Path, now_s: float) -> str:
    """Put it under the name, once nobody writes to the old file; what happened, in a sentence."""
    found = ""
    if path.exists():
        stamp = datetime.fromtimestamp(now_s, UTC).strftime("%Y-%m-%d-%H%M%S")
        aside = path.with_name(f"{path.stem}.found-{stamp}{path.suffix}")
        path.replace(aside)
        found = f" What stood there is {aside.name} now."
    for suffix in ("-wal", "-shm"):  # of the old file: it must not meet the new one
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    fresh.replace(path)
    return (
        f"{path.name} was removed, renamed or replaced while it was written to. "
        f"It is back under its name, with all its events.{found}"
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
