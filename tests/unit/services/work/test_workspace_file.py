"""Workspaces on disk: whole or not at all, versions beside them, what was opened last."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry, Graph, Workspace
from watchfloor.services.clock import Clock
from watchfloor.services.work.workspace_file import (
    RecentList,
    WorkspaceFile,
    export,
    import_into,
)


def _workspace(name: str = "", *feeds: str, **fields: Any) -> Workspace:
    entries = tuple(
        Entry(feed=Feed(name=feed, url=f"https://{feed}.example.org/", **fields)) for feed in feeds
    )
    return Workspace(name=name, entries=entries)


def _at(moments: list[float]) -> Clock:
    return Clock(wall_s=lambda: moments.pop(0) if len(moments) > 1 else moments[0])


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml")
    file.save(_workspace("Room", "a", "b"))

    found = file.load()
    assert msgspec.structs.replace(found.workspace, comments={}) == _workspace("Room", "a", "b")
    assert WorkspaceFile(tmp_path / "room.toml").load().workspace.feeds == _workspace("", "a", "b").feeds
    assert [path.name for path in tmp_path.iterdir()] == ["room.toml"]


def test_the_last_ten_versions_are_kept_newest_first(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml", clock=_at([float(second) for second in range(1, 20)]))
    for number in range(14):
        file.save(_workspace(f"Room {number}"))

    names = [WorkspaceFile(version).load().workspace.name for version in file.versions]
    assert names == [f"Room {number}" for number in range(12, 2, -1)]
    assert file.load().workspace.name == "Room 13"
    assert file.versions[0].parent == tmp_path / ".room.toml.versions"


def test_saving_the_same_makes_no_version(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml")
    file.save(_workspace("Room"))
    file.save(_workspace("Room"))

    assert file.versions == []


def test_a_clock_that_stands_or_goes_back_mixes_no_versions(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml", clock=_at([5.0, 5.0, 3.0, 9.0]))
    for number in range(5):
        file.save(_workspace(f"Room {number}"))

    names = [WorkspaceFile(version).load().workspace.name for version in file.versions]
    assert names == ["Room 3", "Room 2", "Room 1", "Room 0"]


def test_a_version_can_be_taken_back_and_undone(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml")
    file.save(_workspace("Before"))
    file.save(_workspace("After"))

    assert file.restore(file.versions[0]).workspace.name == "Before"
    assert file.load().workspace.name == "Before"
    assert file.restore(file.versions[0]).workspace.name == "After"


def test_certificates_in_its_own_folder_are_relative_on_disk(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml")
    file.save(_workspace("", "a", ca_file=str(tmp_path / "tls" / "ca.pem"), client_cert_file="/etc/me.pem"))

    text = file.path.read_text()
    assert 'ca_file = "tls/ca.pem"' in text
    assert 'client_cert_file = "/etc/me.pem"' in text
    assert file.load().workspace.feeds[0].ca_file == str(tmp_path / "tls" / "ca.pem")


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "git" / "room.toml"
    real.parent.mkdir()
    real.write_text("schema = 2\n")
    real.chmod(0o640)
    (tmp_path / "room.toml").symlink_to(real)

    WorkspaceFile(tmp_path / "room.toml").save(_workspace("Room"))

    assert (tmp_path / "room.toml").is_symlink()
    assert 'name = "Room"' in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_secret_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml")
    file.save(_workspace("Room"))
    feed = Feed(name="a", url="https://a/", headers=(("Authorization", "Bearer s3cret"),))

    with pytest.raises(KnownError, match="holds a secret"):
        file.save(Workspace(entries=(Entry(feed=feed),)))
    assert file.load().workspace.name == "Room"
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"s3cret" in path.read_bytes()]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"schema = 2\nname = \xff\n", "not UTF-8 text: see line 2"),
        (b"schema = 2\nname = 4\n", "cannot be read.\nLine 2: name must be text"),
        (b"\x00" * 100, "cannot be read"),
    ],
)
def test_a_damaged_file_is_a_sentence_with_a_line(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "room.toml").write_bytes(content)

    with pytest.raises(KnownError) as caught:
        WorkspaceFile(tmp_path / "room.toml").load()
    assert words in str(caught.value)
    assert str(tmp_path / "room.toml") in str(caught.value)


def test_what_cannot_be_read_or_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be read: No such file"):
        WorkspaceFile(tmp_path / "nowhere.toml").load()
    with pytest.raises(KnownError, match="cannot be read: Is a directory"):
        WorkspaceFile(tmp_path).load()
    with pytest.raises(KnownError, match="cannot be written: No such file"):
        WorkspaceFile(tmp_path / "nowhere" / "room.toml").save(Workspace())


def test_an_export_is_a_workspace_of_the_chosen_feeds(tmp_path: Path) -> None:
    workspace = msgspec.structs.replace(_workspace("Room", "a", "b"), graphs=(Graph(kind="rate", feed="b"),))
    export(workspace, tmp_path / "a.toml", ["a"])
    export(workspace, tmp_path / "all.toml")

    assert [feed.name for feed in WorkspaceFile(tmp_path / "a.toml").load().workspace.feeds] == ["a"]
    assert WorkspaceFile(tmp_path / "a.toml").load().workspace.graphs == ()
    assert [feed.name for feed in WorkspaceFile(tmp_path / "all.toml").load().workspace.feeds] == ["a", "b"]


def test_an_import_adds_what_is_not_there(tmp_path: Path) -> None:
    export(_workspace("Other", "b", "c"), tmp_path / "other.toml")
    merged, found, told = import_into(_workspace("Room", "a", "b"), tmp_path / "other.toml")

    assert [feed.name for feed in merged.feeds] == ["a", "b", "c"]
    assert merged.name == "Room"
    assert found.notes == ()
    assert told == ("The feed 'b' was there already.",)


def test_the_recent_list_has_the_newest_first_and_each_once(tmp_path: Path) -> None:
    recent = RecentList(tmp_path / "state")
    assert recent.paths == []

    for name in [*(f"{number}.toml" for number in range(20)), "3.toml"]:
        recent.opened(tmp_path / name)

    assert recent.paths[:3] == [tmp_path / "3.toml", tmp_path / "19.toml", tmp_path / "18.toml"]
    assert len(recent.paths) == 15
    recent.forget(tmp_path / "3.toml")
    assert RecentList(tmp_path / "state").paths[0] == tmp_path / "19.toml"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b'{"a": 1}'])
def test_a_damaged_recent_list_begins_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "recent.json").write_bytes(content)
    recent = RecentList(tmp_path)

    assert recent.paths == []
    recent.opened(tmp_path / "room.toml")
    assert recent.paths == [tmp_path / "room.toml"]


def test_what_somebody_else_wrote_meanwhile_becomes_a_version(tmp_path: Path) -> None:
    file = WorkspaceFile(tmp_path / "room.toml")
    assert file.save(_workspace("one")) is False
    assert file.save(_workspace("two"), as_version=False) is False
    assert file.versions == []
    file.path.write_text('schema = 2\nname = "theirs"\n')
    assert file.save(_workspace("three"), as_version=False) is True
    assert [version.read_text() for version in file.versions] == ['schema = 2\nname = "theirs"\n']
    assert file.load().workspace.name == "three"
    assert file.save(_workspace("four"), as_version=False) is False
