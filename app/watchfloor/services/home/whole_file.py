"""Files that nobody ever finds half written."""

import contextlib
import os
from pathlib import Path

from watchfloor.core.error import KnownError


def write_whole(path: Path, content: bytes) -> None:
    """All of the content under this name and on the disk, or what was there before: never a half."""
    try:
        _write(path.resolve(), content)  # a link stays a link: what it points to is replaced
    except OSError as error:
        raise KnownError(
            f"{path} cannot be written: {error.strerror or error}. Make room or allow writing to its folder."
        ) from error


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # Whoever could read the old file may read the new one.
        with contextlib.suppress(FileNotFoundError):
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """The renaming itself reaches the disk, where the system can say so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
