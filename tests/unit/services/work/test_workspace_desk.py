"""The workspace that is open: every change is on disk, and what cannot be written changes nothing."""

from pathlib import Path

import msgspec
import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.watch.keepsake import Watching
from watchfloor.core.watch.saved_view import SavedView
from watchfloor.core.workspace.workspace import Entry, Layout, Look
from watchfloor.services.home.place import Place
from watchfloor.services.work.workspace_desk import FIRST, WorkspaceDesk, last_workspace, new_workspace
from watchfloor.services.work.workspace_file import WorkspaceFile


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


def test_it_opens_where_the_list_of_recent_ones_cannot_be_written(place: Place, tmp_path: Path) -> None:
    new_workspace(tmp_path / "w.toml")
    place.state.parent.mkdir(parents=True)
    place.state.write_text("a file where the folder should be")
    desk = WorkspaceDesk(place, tmp_path / "w.toml")
    assert desk.load() is not None
    assert str(place.state) in desk.problem


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


def test_what_is_changed_before_there_is_a_feed_is_there_at_the_next_start(place: Place) -> None:
    desk = WorkspaceDesk(place)
    desk.watching.put(Watching(rules=(), views=(SavedView(name="mine", query="x"),)))
    assert desk.path is None
    again = WorkspaceDesk(place)
    again.load()
    assert again.watching.value.views == (SavedView(name="mine", query="x"),)
    assert last_workspace(place) is None  # it is no workspace of the user's

    again.add(entry("a"))
    assert again.path == place.data / f"{FIRST}.toml"
    assert list(WorkspaceFile(again.path).load().workspace.views) == ["mine"]


def test_one_begins_with_rules_and_views_and_may_do_without(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    new_workspace(path)
    desk = WorkspaceDesk(place, path)
    desk.load()
    assert desk.watching.value == Watching()
    desk.watching.put(Watching(rules=(), views=()))
    again = WorkspaceDesk(place, path)
    again.load()
    assert again.watching.value == Watching(rules=(), views=())


def test_what_is_unknown_of_a_rule_or_view_stays(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(
        'schema = 2\n[views.v]\nquery = "x"\nmood = "calm"\n[rules.r]\nquery = "y"\nloud = true\n'
        '[layouts.wall]\nstate = "AdnQ"\nlights = "off"\n'
    )
    desk = WorkspaceDesk(place, path)
    desk.load()
    watching = desk.watching.value
    rule = msgspec.structs.replace(watching.rules[0], after_s=9.0)
    desk.watching.put(msgspec.structs.replace(watching, rules=(rule,)))
    desk.layouts.put({**desk.layouts.value, "desk": Layout(left="log")})
    text = path.read_text()
    for words in ('mood = "calm"', "loud = true", "after_s = 9", 'lights = "off"', "[layouts.desk]"):
        assert words in text


def test_looks_change_often_and_make_one_version(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    new_workspace(path)
    desk = WorkspaceDesk(place, path)
    desk.load()
    for number in range(5):
        desk.keep_look(
            lambda now, left=f"A{number}": msgspec.structs.replace(  # type: ignore[misc]
                now, look=Look(panels=Layout(left=left))
            )
        )
    assert desk.workspace.look.panels.left == "A4"
    assert len(WorkspaceFile(path).versions) == 1
    desk.add(entry("a"))
    assert len(WorkspaceFile(path).versions) == 2


def test_another_writer_is_noticed_and_loses_nothing(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    new_workspace(path)
    desk = WorkspaceDesk(place, path)
    desk.load()
    noticed: list[bool] = []
    desk.on_foreign = lambda: noticed.append(True)
    desk.keep_look(lambda now: msgspec.structs.replace(now, look=Look(panels=Layout(left="AA"))))
    assert noticed == []
    path.write_text('schema = 2\nname = "theirs"\n')
    desk.keep_look(lambda now: msgspec.structs.replace(now, look=Look(panels=Layout(left="BB"))))
    assert noticed == [True]
    assert any("theirs" in version.read_text() for version in WorkspaceFile(path).versions)


def test_whoever_listens_hears_of_each_change(place: Place) -> None:
    desk = WorkspaceDesk(place)
    heard: list[str] = []
    desk.listeners.append(lambda: heard.append(desk.workspace.entries[0].feed.name))
    desk.add(entry("a"))
    desk.replace("a", entry("b"))
    desk.keep_look(lambda now: msgspec.structs.replace(now, look=Look(panels=Layout(left="AA"))))
    assert heard == ["a", "b"]


def test_versions_say_what_was_changed_after_them(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    new_workspace(path)
    desk = WorkspaceDesk(place, path)
    desk.load()
    assert desk.history == []
    desk.add(entry("a"))
    desk.add(entry("b"))
    desk.remove("a")
    assert [changes for _, changes in desk.history] == [
        ["feed “a” removed"],
        ["feed “b” added"],
        ["feed “a” added"],
    ]
    desk.versions[1].write_text("no workspace")
    assert [changes for _, changes in desk.history] == [["feed “a” removed"], ["feed “a”, “b” added"]]


def test_going_back_puts_the_version_into_the_file_and_leaves_it_there(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    new_workspace(path)
    before = path.read_text()
    desk = WorkspaceDesk(place, path)
    desk.load()
    assert desk.versions == []
    desk.add(entry("a"))
    (version,) = desk.versions
    desk.go_back(version)
    desk.keep_look(lambda now: msgspec.structs.replace(now, look=Look(panels=Layout(left="AA"))))
    assert path.read_text() == before
    assert any("[feeds.a]" in each.read_text() for each in desk.versions)
    assert WorkspaceDesk(place).versions == []  # without a file of one's own there are none
