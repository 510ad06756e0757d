"""A file that is removed, renamed or replaced while it is written: all of it comes back under its name.

The program would go on writing to what has no name any more, and at its end all of that would be gone.
"""

from datetime import UTC, datetime
from pathlib import Path

import apsw

from watchfloor.journal import file
from watchfloor.journal.salvage.salvage import remove


class Home:
    """Which file stood under a name when this was made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _identity(path)

    def is_there(self) -> bool:
        return _identity(self.path) == self._file


def copy_home(connection: apsw.Connection, path: Path) -> Path:
    """All that the connection holds, in a file of its own beside the name; raises a `KnownError`."""
    fresh = Path(f"{path}-restoring")
    try:
        remove(fresh)
        connection.execute("VACUUM INTO ?", (str(fresh),))
    except apsw.Error as error:
        remove(fresh)  # half of it would only take room
        raise file.known(error, path) from error
    return fresh


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
