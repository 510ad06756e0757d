"""Small things kept between starts: one JSON file each, in this user's own folders."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
import platformdirs

from watchfloor.core.error import KnownError
from watchfloor.core.setting import Settings

T = TypeVar("T")
HOME = "WATCHFLOOR_HOME"
NAME = "watchfloor"
SETTINGS = "settings.json"
MOST_BYTES = 1 << 20


def config_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where settings are."""
    home = environment.get(HOME)
    return Path(home) / "config" if home else platformdirs.user_config_path(NAME, appauthor=False)


def state_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where reports and logs are."""
    home = environment.get(HOME)
    return Path(home) / "state" if home else platformdirs.user_state_path(NAME, appauthor=False)


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
        write_whole(self.path, body)
        self._kept = body


def kept_settings(folder: Path) -> Settings:
    """The settings, for what is decided before there is a window; the defaults where they cannot be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Settings)
    return Settings()


def write_whole(path: Path, body: bytes) -> None:
    """Write a file so that nobody ever finds a part of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with beside.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise KnownError(
            f"{path} cannot be written ({error.strerror}). Make room or allow writing to its folder."
        ) from error
