"""A damaged journal: set aside whole, and its intact rows moved into a new one under the old name.

The new file is complete before anything is renamed, so that a second mishap at any moment loses nothing.
"""

import contextlib
import glob
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw
import msgspec

from watchfloor.core.error import KnownError
from watchfloor.journal import file
from watchfloor.journal.salvage.rescue import Rescue

_LOOKS_EVERY_STEPS = 5_000  # of SQLite's machine: some ten rows


class Salvaged(msgspec.Struct, frozen=True):
    """`intact` events are proven by their commit's digest. `doubtful` ones can be read, but their commit
    lacks a row or does not match its digest: they are kept, and marked. `lost` ones cannot be read."""

    path: Path
    aside: Path
    intact: int
    doubtful: int
    losses: dict[str, int]  # by channel

    @property
    def lost(self) -> int:
        return sum(self.losses.values())

    @property
    def sentence(self) -> str:
        doubtful = (
            f" {self.doubtful:,} more can be read but not proven, and are marked." if self.doubtful else ""
        )
        lost = f"{self.lost:,} could not be saved." if self.lost else "None is missing."
        return (
            f"{self.path.name} was damaged. It is kept as {self.aside.name}; {self.intact:,} intact events "
            f"are in a new file under the old name.{doubtful} {lost}"
        )


class SalvageStoppedError(KnownError):
    """It was given up; the damaged file is as it was."""


def salvage(path: Path, now_s: float, stopped: Callable[[], bool] | None = None) -> Salvaged:
    """Build the new file beside the damaged one, then let them change places. Once it has `stopped`, it is
    given up before that."""
    building = Path(f"{path}-salvaging")
    with _mapped(path):
        remove(building)
        found = _build(building, path, now_s, stopped)
        aside = _change_places(building, path, now_s)
    return Salvaged(path, aside, found.intact, found.doubtful, found.losses)


def _build(building: Path, path: Path, now_s: float, stopped: Callable[[], bool] | None) -> Rescue:
    try:
        connection = file.open_write(building)
        connection.set_progress_handler(stopped, _LOOKS_EVERY_STEPS)
        try:
            return Rescue(connection, now_s).run(path)
        finally:
            connection.close(True)
    except apsw.InterruptError as error:
        remove(building)
        raise SalvageStoppedError(
            f"{path} is damaged. Saving what is intact was broken off; it is as it was, and the next start"
            " begins anew."
        ) from error
    except (apsw.FullError, file.JournalFullError) as error:
        remove(building)  # half of it would only take room
        raise file.JournalFullError(
            f"{path} is damaged, and its disk has no room for a new file with its events. "
            f"Make room for {path.stat().st_size / 1e6:,.0f} MB, then open it again. It is as it was."
        ) from error
    except apsw.Error as error:
        raise file.known(error, building) from error


def _change_places(building: Path, path: Path, now_s: float) -> Path:
    """Where the damaged file is now."""
    ready = Path(f"{path}-salvaged")
    building.replace(ready)
    aside = _aside(path, now_s)
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        if Path(f"{path}{suffix}").exists():
            Path(f"{path}{suffix}").replace(f"{aside}{suffix}")
    ready.replace(path)
    return aside


def finish(path: Path) -> None:
    """End a salvage that was interrupted while the files changed places."""
    ready = Path(f"{path}-salvaged")
    with _mapped(path):
        if ready.exists() and not path.exists():
            _clear(path)
            ready.replace(path)
        remove(ready)
        remove(Path(f"{path}-salvaging"))


@contextlib.contextmanager
def _mapped(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise KnownError(
            f"What is intact of {path} cannot be saved: {error.strerror}{where}. Check its disk, and that you"
            " may write to its folder."
        ) from error


def _clear(path: Path) -> None:
    """What SQLite kept beside the damaged file goes after it: it belongs to its whole."""
    asides = sorted(path.parent.glob(f"{glob.escape(path.stem)}.damaged-*{glob.escape(path.suffix)}"))
    for suffix in ("-wal", "-shm"):
        left = Path(f"{path}{suffix}")
        if asides and left.exists():
            left.replace(f"{asides[-1]}{suffix}")
        left.unlink(missing_ok=True)


def remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _aside(path: Path, now_s: float) -> Path:
    stamp = datetime.fromtimestamp(now_s, UTC).strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}.damaged-{stamp}{more}{path.suffix}")
        if not aside.exists():
            return aside
        number += 1
