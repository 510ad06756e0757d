"""One program writes to a journal at a time. The others learn which one does."""

import contextlib
import os
from pathlib import Path

from watchfloor.journal.file import JournalBusyError, JournalMissingError, JournalReadOnlyError

if os.name == "nt":  # pragma: no cover - the other branch runs in these tests
    import msvcrt

    def take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds `FILE-lock` beside the journal until `release`; the system lets go of it if we are killed."""

    def __init__(self, path: Path) -> None:
        self._journal = path
        self._path = Path(f"{path}-lock")
        try:
            self._descriptor = self._open(path)
        except OSError as error:
            raise JournalReadOnlyError(
                f"{path.parent} cannot be written to. Choose a file in a folder of your own."
            ) from error

    def renew(self) -> None:
        """Hold it again where its name was removed, as with the journal's; raises where another does."""
        if stands_for(self._descriptor, self._path):
            return
        folder = self._journal.parent
        try:
            fresh = self._open(self._journal)
        except FileNotFoundError as error:
            raise JournalMissingError(
                f"The folder {folder} is gone, and {self._journal.name} with it. Make the folder again: all"
                " that was received comes back into it."
            ) from error
        except OSError as error:
            raise JournalReadOnlyError(
                f"{folder} cannot be written to any more: {error.strerror}. All is kept until it can."
            ) from error
        os.close(self._descriptor)
        self._descriptor = fresh

    def _open(self, path: Path) -> int:
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                take(descriptor)
            except OSError as error:
                owner = os.read(descriptor, 64).decode(errors="replace").strip()
                os.close(descriptor)
                raise JournalBusyError(
                    f"{path} is being written by another Watchfloor"
                    + (f" (process {owner})" if owner else "")
                    + ". It can be read here; close it there to write to it."
                ) from error
            if stands_for(descriptor, self._path):
                with contextlib.suppress(OSError):  # the disk is full: who holds it is only good to know
                    os.truncate(descriptor, 0)
                    os.write(descriptor, str(os.getpid()).encode())
                return descriptor
            os.close(descriptor)

    def release(self) -> None:
        if stands_for(self._descriptor, self._path):  # else it is another program's
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)


def is_held(path: Path) -> bool:
    """Whether a program writes to this journal just now."""
    try:
        with Path(f"{path}-lock").open("r+b") as stream:
            take(stream.fileno())
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def stands_for(descriptor: int, path: Path) -> bool:
    """Whether the open file still has this name: its last owner may have removed or renamed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
