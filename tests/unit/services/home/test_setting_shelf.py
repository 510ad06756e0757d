"""Settings as one, each kept in one place: what is this user's own, and what is the workspace's."""

from pathlib import Path

import msgspec

from watchfloor.core.setting import Settings
from watchfloor.services.home.place import Place
from watchfloor.services.home.setting_shelf import SettingShelf
from watchfloor.services.home.shelf import Shelf
from watchfloor.services.work.workspace_desk import WorkspaceDesk, new_workspace


def test_what_belongs_to_the_work_goes_into_the_workspace_and_nowhere_else(tmp_path: Path) -> None:
    path, own = tmp_path / "w.toml", tmp_path / "settings.json"
    new_workspace(path)
    desk = WorkspaceDesk(Place.of({"WATCHFLOOR_HOME": str(tmp_path / "home")}), path)
    desk.load()
    settings = SettingShelf(Shelf(own, Settings, Settings()), desk.settings)
    wanted = Settings(theme="light", map_events=700)
    settings.put(wanted)
    assert settings.value == wanted
    assert "map_events = 700" in path.read_text()
    assert "map_events" not in own.read_text()
    assert "light" in own.read_text()
    assert "light" not in path.read_text()


def test_another_workspace_has_its_own(tmp_path: Path) -> None:
    shelf = Shelf(None, Settings, Settings(theme="dark"))
    one, two = WorkspaceDesk(None), WorkspaceDesk(None)
    SettingShelf(shelf, one.settings).put(Settings(theme="dark", map_events=900))
    assert SettingShelf(shelf, one.settings).value.map_events == 900
    assert SettingShelf(shelf, two.settings).value.map_events == Settings().map_events


def test_a_change_of_ones_own_leaves_the_workspace_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    new_workspace(path)
    desk = WorkspaceDesk(None, path)
    desk.load()
    before = path.read_bytes()
    shelf = SettingShelf(Shelf(None, Settings, Settings()), desk.settings)
    shelf.put(msgspec.structs.replace(shelf.value, text_percent=150))
    assert path.read_bytes() == before


def test_a_figure_out_of_bounds_is_brought_within(tmp_path: Path) -> None:
    shelf = Shelf(None, Settings, Settings(text_percent=900))
    assert SettingShelf(shelf, WorkspaceDesk(None).settings).value.text_percent == 200
