"""Where the demo's journal is: gone at its end, unless it holds what a user's own feeds have brought."""

import contextlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.journal.lock import is_held
from watchfloor.services.home.place import Place, made
from watchfloor.services.home.whole_file import write_whole

PREFIX = "demo-"
JOURNAL = "demo.watchfloor"
PROMISE = "promise.json"
YOUNG_S = 60.0  # so old at least is what a demo that was brought down has left


class Promise(msgspec.Struct, frozen=True):
    """What is in the demo's journal comes into the one of this name, but for the demo's own feeds."""

    journal: str
    demo: dict[str, str]  # their addresses, by name


class DemoFolder:
    """One demo's, among the user's journals: what is promised there outlasts a start."""

    def __init__(self, path: Path, promise: Promise | None = None) -> None:
        self.path = path
        self.promise = promise

    @classmethod
    def made(cls, place: Place) -> "DemoFolder | None":
        """A new one; None where the user's folder has no room for it."""
        try:
            return cls(Path(tempfile.mkdtemp(prefix=PREFIX, dir=made(place.journals))))
        except (KnownError, OSError):
            return None

    @property
    def journal(self) -> Path:
        return self.path / JOURNAL

    def keep_for(self, journal: Path, demo: Mapping[str, str]) -> bool:
        """What the user's own feeds bring is to come into this journal. False: that cannot be promised."""
        promise = Promise(journal.name, dict(demo))
        try:
            write_whole(self.path / PROMISE, msgspec.json.encode(promise))
        except KnownError:
            return False
        self.promise = promise
        return True

    def is_own(self, name: str, url: str) -> bool:
        """Whether a channel is one of the user's own feeds."""
        return self.promise is not None and self.promise.demo.get(name) != url

    def close(self) -> None:
        """The demo has ended."""
        if self.promise is None:
            self.remove()

    def set_aside(self, journal: Path) -> Path:
        """Keep all that the demo brought beside the journal that part of it has come into."""
        number = 1
        while (aside := journal.with_name(f"{journal.stem}.demo-{number}{journal.suffix}")).exists():
            number += 1
        try:
            self.journal.replace(aside)
        except OSError as error:
            raise KnownError(f"{self.journal} cannot be moved: {error.strerror or error}.") from error
        self.remove()
        return aside

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def waiting_for(journal: Path) -> list[DemoFolder]:
    """What demos have brought that goes into this journal, the oldest first."""
    found = [DemoFolder(path, _promise(path)) for path in _ended(journal.parent)]
    return [
        each
        for each in found
        if each.promise is not None and each.promise.journal == journal.name and each.journal.is_file()
    ]


def sweep(place: Place, now_s: float) -> None:
    """Clear away what demos have left that were brought down, and that nobody waits for."""
    for path in _ended(place.journals):
        with contextlib.suppress(OSError):
            is_young = now_s - path.stat().st_mtime < YOUNG_S
            if not is_young and not (path / PROMISE).exists():
                DemoFolder(path).remove()


def _ended(journals: Path) -> list[Path]:
    """Folders of demos that are not running, the oldest first."""
    found = [path for path in journals.glob(f"{PREFIX}*") if path.is_dir() and not is_held(path / JOURNAL)]
    with contextlib.suppress(OSError):
        found.sort(key=lambda path: path.stat().st_mtime)
    return found


def _promise(path: Path) -> Promise | None:
    """None: there is none, or none that can be read; the journal beside it stays as it is then."""
    try:
        return msgspec.json.decode((path / PROMISE).read_bytes(), type=Promise)
    except (OSError, msgspec.DecodeError):
        return None
