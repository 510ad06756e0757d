"""Reports of what went wrong in the program itself: a file each, without secrets, told at the next start."""

import contextlib
import faulthandler
import hashlib
import os
import platform
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from watchfloor import __version__
from watchfloor.core.error import KnownError
from watchfloor.core.secret.redaction import redact_text
from watchfloor.services.home.place import made
from watchfloor.services.home.whole_file import write_whole

KEPT = 20
A_RUN = 10  # one fault may come with every frame: its first report says it all
UNTOLD = ".untold.txt"


class CrashDesk:
    """Writes reports into a folder; `folder` None writes none. Says which of earlier starts are untold."""

    def __init__(self, folder: Path | None, secrets: Iterable[str] = ()) -> None:
        self.folder = folder
        self._secrets = tuple(secrets)
        self._known: set[str] = set()
        self._fault: IO[bytes] | None = None

    # -- this start

    def report(self, error: BaseException, at_s: float, where: str = "") -> Path | None:
        """Write what happened; the file, or None where the same was reported before or it cannot be."""
        lines = "".join(traceback.format_exception(error))
        key = hashlib.sha256(_place_of(error.__traceback__).encode()).hexdigest()[:8]
        if self.folder is None or key in self._known or len(self._known) >= A_RUN:
            return None
        self._known.add(key)
        moment = datetime.fromtimestamp(at_s, UTC)
        body = redact_text(f"{head(moment, where)}\n\n{lines}", self._secrets)
        path = self.folder / f"report-{moment:%Y%m%d-%H%M%S}-{key}{UNTOLD}"
        try:
            made(self.folder)
            write_whole(path, body.encode())
        except KnownError:
            return None
        self._tidy()
        return path

    def watch_faults(self) -> None:
        """Have the interpreter write where every thread was, should it be brought down."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._fault = (self.folder / f"fault-{os.getpid()}{UNTOLD}").open("wb")
        except OSError:
            return
        faulthandler.enable(self._fault)

    def close(self) -> None:
        """A clean end: nothing was brought down."""
        if self._fault is not None and self.folder is not None:
            faulthandler.disable()
            self._fault.close()
            self._fault = None
            with contextlib.suppress(OSError):
                (self.folder / f"fault-{os.getpid()}{UNTOLD}").unlink()

    # -- earlier starts

    def untold(self) -> list[Path]:
        """Reports that nobody was told of yet, the newest first. Traces of clean ends are removed."""
        found: list[Path] = []
        for path in self._files():
            if not path.name.endswith(UNTOLD) or _belongs_to_a_living(path):
                continue
            if path.stat().st_size:
                found.append(path)
            else:
                with contextlib.suppress(OSError):
                    path.unlink()
        return found

    def told(self) -> list[Path]:
        """From now on these are known; where they are now."""
        kept: list[Path] = []
        for path in self.untold():
            known = path.with_name(path.name.removesuffix(UNTOLD) + ".txt")
            with contextlib.suppress(OSError):
                kept.append(path.replace(known))
        return kept

    def _files(self) -> list[Path]:
        if self.folder is None or not self.folder.is_dir():
            return []
        files = [*self.folder.glob("report-*.txt"), *self.folder.glob("fault-*.txt")]
        return sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)

    def _tidy(self) -> None:
        for path in self._files()[KEPT:]:
            if not _belongs_to_a_living(path):
                with contextlib.suppress(OSError):
                    path.unlink()


def head(moment: datetime, where: str) -> str:
    """What a maintainer asks first."""
    lines = [
        f"Watchfloor {__version__}",
        f"Time: {moment:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()} on {platform.platform()}",
    ]
    if getattr(sys, "frozen", False):
        lines.append("Installed as a bundle")
    if where:
        lines.append(f"Where: {where}")
    return "\n".join(lines)


def _place_of(trace: TracebackType | None) -> str:
    """Where it happened, so that the same fault is known again."""
    return "\n".join(f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace))


def _belongs_to_a_living(path: Path) -> bool:
    """A fault file of a program that still runs."""
    number = path.name.removesuffix(UNTOLD).removeprefix("fault-")
    if not path.name.startswith("fault-") or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return True
    if sys.platform == "win32":
        return False  # there os.kill would end it
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
