"""Small things kept between starts: one JSON file each, in this user's own folders."""

import contextlib
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from watchfloor.core.setting import Settings
from watchfloor.services.home.place import made
from watchfloor.services.home.whole_file import write_whole

T = TypeVar("T")
SETTINGS = "settings.json"
MOST_BYTES = 1 << 20


class Kept(Protocol[T]):
    """One value that outlives this start, wherever it is kept."""

    @property
    def value(self) -> T: ...
    def put(self, value: T) -> None: ...


class Shelf(Generic[T]):
    """One value in one file; `path` None keeps it in memory only. `problem` is a sentence or ""."""

    def __init__(self, path: Path | None, kind: type[T], default: T) -> None:
        self.path = path
        self.problem = ""
        self._decode = msgspec.json.Decoder(kind).decode
        self._kept = b""
        self.value = self._read(default)

    def _read(self, default: T) -> T:
        """What the file holds. One that cannot be read is set aside, so that nothing in it is lost."""
        if self.path is None:
            return default
        try:
            with self.path.open("rb") as file:
                self._kept = file.read(MOST_BYTES)
            return self._decode(self._kept)
        except FileNotFoundError:
            return default
        except OSError as error:
            self.problem = f"{self.path} cannot be read ({error.strerror}). The defaults are used."
        except msgspec.DecodeError as error:
            aside = self.path.with_suffix(".unreadable")
            with contextlib.suppress(OSError):
                self.path.replace(aside)
            self.problem = f"{self.path.name} could not be understood: {error}. It is kept as {aside}."
        return default

    def put(self, value: T) -> None:
        """Keep this instead; the file is replaced whole. Raises a `KnownError` where that fails."""
        self.value = value
        body = msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2) + b"\n"
        if self.path is None or body == self._kept:
            return
        made(self.path.parent)
        write_whole(self.path, body)
        self._kept = body


def kept_settings(folder: Path) -> Settings:
    """The settings, for what is decided before there is a window; the defaults where they cannot be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Settings)
    return Settings()
