"""The folders of this machine that are ours: the platform's, or one of the user's choice."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import platformdirs

from watchfloor.core.error import KnownError

HOME = "WATCHFLOOR_HOME"
NAME = "watchfloor"


def config_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where settings are."""
    home = environment.get(HOME)
    return Path(home) / "config" if home else _own(platformdirs.user_config_path)


def state_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where reports and logs are."""
    home = environment.get(HOME)
    return Path(home) / "state" if home else _own(platformdirs.user_state_path)


def _own(folder: Callable[..., Path]) -> Path:
    try:
        return folder(NAME, appauthor=False)
    except RuntimeError:  # a user without a name, in an environment without HOME
        raise KnownError(
            f"This user has no home folder. Set HOME, or {HOME} to a folder for settings and logs."
        ) from None


class Place(msgspec.Struct, frozen=True):
    """`data` holds journals, `state` logs and what was opened last, `config` settings."""

    data: Path
    state: Path
    config: Path

    @staticmethod
    def of(environment: Mapping[str, str] = os.environ) -> "Place":
        """Where the platform keeps such things, or in WATCHFLOOR_HOME. Nothing is made yet."""
        home = environment.get(HOME, "")
        data = Path(home) / "data" if home else _own(platformdirs.user_data_path)
        return Place(data, state_folder(environment), config_folder(environment))

    @property
    def journals(self) -> Path:
        return self.data / "journal"

    @property
    def logs(self) -> Path:
        return self.state / "log"


def made(folder: Path) -> Path:
    """The folder, made if it was not there; only its owner may look into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(f"The folder {folder} cannot be made: {error.strerror or error}.") from error
    return folder
