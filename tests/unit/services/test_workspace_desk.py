"""The workspace that is open: every change is on disk, and what cannot be written changes nothing."""

from pathlib import Path

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry
from watchfloor.services.place import Place
from watchfloor.services.workspace_desk import FIRST, WorkspaceDesk, last_workspace, new_workspace
from watchfloor.services.workspace_file import WorkspaceFile


def entry(name: str, url: str = "https://example.org/s") -> Entry:
    return Entry(feed=Feed(name=name, url=url))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.of({"WATCHFLOOR_HOME": str(tmp_path / "home")})


def test_the_first_feed_makes_a_file_and_the_next_start_finds_it(place: Place) -> None:
    desk = WorkspaceDesk(place)
    assert last_workspace(place) is None
    desk.add(entry("a"))
    assert desk.path == place.data / f"{FIRST}.toml"
    assert last_workspace(place) == desk.path
    assert [feed.name for feed in WorkspaceFile(desk.path).load().workspace.feeds] == ["a"]


def test_what_is_there_already_is_not_written_over(place: Place) -> None:
    place.data.mkdir(parents=True)
    (place.data / f"{FIRST}.toml").write_text("somebody's own")
    desk = WorkspaceDesk(place)
    desk.add(entry("a"))
    assert desk.path == place.data / f"{FIRST} 2.toml"
    assert (place.data / f"{FIRST}.toml").read_text() == "somebody's own"


def test_a_change_keeps_what_is_unknown_and_renames_where_it_is_named(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(
        'schema = 2\n\n[feeds.a]\nurl = "https://example.org/s"\nmood = "calm"\n\n'
        '[views.v]\nquery = "x"\nfeeds = ["a"]\n'
    )
    desk = WorkspaceDesk(place, path)
    desk.load()
    assert "mood" in str(desk.notes)
    desk.replace("a", entry("b", "https://example.org/t"))
    text = path.read_text()
    assert 'mood = "calm"' in text
    assert "[feeds.b]" in text
    assert "feeds = [" in text
    assert '"b"' in text
    desk.remove("b")
    assert "[feeds" not in path.read_text()


def test_what_cannot_be_written_changes_nothing(place: Place, tmp_path: Path) -> None:
    desk = WorkspaceDesk(place, tmp_path / "none" / "w.toml")
    with pytest.raises(KnownError, match="cannot be written"):
        desk.add(entry("a"))
    assert desk.workspace.entries == ()


def test_a_secret_is_never_written(place: Place) -> None:
    desk = WorkspaceDesk(place)
    with pytest.raises(KnownError, match="holds a secret"):
        desk.add(entry("a", "https://example.org/s?token=abcdef123456"))
    assert desk.path is None
    assert last_workspace(place) is None


def test_for_a_picture_everything_is_in_memory() -> None:
    desk = WorkspaceDesk(None)
    desk.add(entry("a"))
    assert desk.path is None
    assert desk.journal_path() is None
    assert [each.feed.name for each in desk.workspace.entries] == ["a"]


def test_two_files_of_one_name_have_two_journals(place: Place, tmp_path: Path) -> None:
    paths = []
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        new_workspace(tmp_path / folder / "w.toml")
        paths.append(WorkspaceDesk(place, tmp_path / folder / "w.toml").journal_path())
    assert len(set(paths)) == 2
    assert {path.parent for path in paths if path} == {place.data / "journal"}
