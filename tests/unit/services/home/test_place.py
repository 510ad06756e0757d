"""Our folders: the platform's, or where the user says."""

import sys
from pathlib import Path

import platformdirs
import pytest

from watchfloor.core.error import KnownError
from watchfloor.services.home.place import Place, config_folder, made, state_folder


def test_the_platforms_folders_are_used() -> None:
    place = Place.of({})

    assert place.data == Path(platformdirs.user_data_dir("watchfloor", appauthor=False))
    assert place.state == Path(platformdirs.user_state_dir("watchfloor", appauthor=False))
    assert place.config == Path(platformdirs.user_config_dir("watchfloor", appauthor=False))
    assert place.logs == place.state / "log"


def test_one_folder_can_hold_it_all(tmp_path: Path) -> None:
    place = Place.of({"WATCHFLOOR_HOME": str(tmp_path)})

    assert {place.data, place.state, place.config} == {
        tmp_path / name for name in ("data", "state", "config")
    }
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there a user always has one")
def test_a_user_without_a_home_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 54_321)
    with pytest.raises(KnownError, match="no home folder"):
        Place.of({})
    assert Place.of({"WATCHFLOOR_HOME": "/x"}).logs == Path("/x/state/log")


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = made(tmp_path / "a" / "b")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert made(folder) == folder


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(KnownError, match="cannot be made"):
        made(tmp_path / "file" / "folder")


def test_one_variable_moves_all_folders(tmp_path: Path) -> None:
    environment = {"WATCHFLOOR_HOME": str(tmp_path)}
    assert config_folder(environment) == tmp_path / "config"
    assert state_folder(environment) == tmp_path / "state"
    assert "watchfloor" in str(config_folder({}))
