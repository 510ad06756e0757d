"""A journal's events in one file, which stands under its name only when it is whole."""

import contextlib
import errno
import glob
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from watchfloor.core.error import KnownError
from watchfloor.core.query.tree import Node
from watchfloor.journal.exchange.export import Sheet
from watchfloor.journal.lock import is_held, stands_for, take
from watchfloor.journal.reader.scan import Scan
from watchfloor.journal.salvage.carve import is_journal

PAGE_EVENTS = 2_000
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def pour(scan: Scan, query: Node, out: Sheet, told: Callable[[int, int], None]) -> None:
    """All events that meet the query; `told` is given each page's last position and number of events."""
    try:
        for rows in scan.pages(query, PAGE_EVENTS):
            out.write([row.event for row in rows])
            told(rows[-1].position, len(rows))
    finally:
        out.close()  # also a sheet that is given up, or it would try once its stream is closed


def refuse_loss(out: Path) -> None:
    """A name that stands for a journal or a device is not written over: what is there would be gone."""
    if not out.exists():
        return
    if not out.is_file():
        raise KnownError(f"{out} is not an ordinary file. Choose another name to write to.")
    # The first asks beside it: who reads and closes a file that it writes to lets go of its locks on it.
    if is_held(out.resolve()) or is_journal(out):
        raise KnownError(
            f"{out} is a journal, and its events would be lost. Choose another name to write to."
        )


def write_file(out: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write beside the file and rename at the end: its name never stands for half of it.

    What a killed export has left beside it is cleared away by the next one.
    """
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        refuse_loss(out)
        _sweep(out)
        with _held(part) as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(out)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not out.parent.exists():
            raise KnownError(f"There is no folder {out.parent}. Make it, or choose another one.") from error
        why = error.strerror or error
        if error.errno in _FULL:
            raise KnownError(
                f"{out} could not be written: {why}. Make room, or choose another folder."
            ) from error
        raise KnownError(f"{out} could not be written: {why}. Choose another name or folder.") from error
    finally:
        with contextlib.suppress(OSError):  # a folder that cannot be written to holds nothing to remove
            part.unlink(missing_ok=True)


def _held(part: Path) -> BinaryIO:
    """A new file, locked as long as it is open: who finds it unlocked knows that nobody will end it."""
    while True:
        stream = part.open("wb")
        with contextlib.suppress(OSError):  # somebody sweeps just now, or the disk has no locks
            take(stream.fileno())
        if stands_for(stream.fileno(), part):
            return stream
        stream.close()


def _sweep(out: Path) -> None:
    for left in out.parent.glob(f".{glob.escape(out.name)}.*.part"):
        with contextlib.suppress(OSError), left.open("r+b") as stream:
            take(stream.fileno())
            left.unlink()
