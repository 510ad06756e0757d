"""The demo's folder: gone at its end, unless something in it was promised, and then found again."""

import os
from pathlib import Path

from watchfloor.journal.lock import Lock
from watchfloor.services.home.place import Place
from watchfloor.services.work.demo_folder import PROMISE, YOUNG_S, DemoFolder, sweep, waiting_for

DEMO = {"Debate": "http://127.0.0.1:1/debate"}


def home(path: Path) -> Place:
    return Place(path / "data", path / "state", path / "config")


def made(place: Place) -> DemoFolder:
    folder = DemoFolder.made(place)
    assert folder is not None
    folder.journal.write_bytes(b"events")
    return folder


def own(place: Place, name: str = "My feeds.watchfloor") -> Path:
    return place.journals / name


def test_a_demo_that_promised_nothing_leaves_nothing(tmp_path: Path) -> None:
    place = home(tmp_path)
    made(place).close()
    assert list(place.journals.iterdir()) == []


def test_what_is_promised_is_found_by_its_journal_alone_the_oldest_first(tmp_path: Path) -> None:
    place = home(tmp_path)
    folders = [made(place) for _ in range(3)]
    for age_s, folder in enumerate(folders):
        assert folder.keep_for(own(place), DEMO)
        os.utime(folder.path, (1_000 - age_s, 1_000 - age_s))
        folder.close()
    assert [each.path for each in waiting_for(own(place))] == [each.path for each in reversed(folders)]
    assert waiting_for(own(place, "Other.watchfloor")) == []
    folders[0].remove()
    assert len(waiting_for(own(place))) == 2


def test_whose_a_channel_is_is_said_by_name_and_address(tmp_path: Path) -> None:
    place = home(tmp_path)
    folder = made(place)
    assert not folder.is_own("World", "https://example.org/"), "nothing is promised yet"
    folder.keep_for(own(place), DEMO)
    (found,) = waiting_for(own(place))
    assert found.is_own("World", "https://example.org/")
    assert not found.is_own("Debate", DEMO["Debate"])
    assert found.is_own("Debate", "https://example.org/"), (
        "the demo's was removed, and its name given to another"
    )


def test_one_that_is_still_written_is_let_be(tmp_path: Path) -> None:
    place = home(tmp_path)
    folder = made(place)
    folder.keep_for(own(place), DEMO)
    lock = Lock(folder.journal)
    assert waiting_for(own(place)) == []
    lock.release()
    assert len(waiting_for(own(place))) == 1


def test_a_promise_that_cannot_be_read_keeps_the_journal(tmp_path: Path) -> None:
    place = home(tmp_path)
    folder = made(place)
    (folder.path / PROMISE).write_text("{")
    assert waiting_for(own(place)) == []
    sweep(place, folder.path.stat().st_mtime + 2 * YOUNG_S)
    assert folder.journal.exists()


def test_without_its_journal_a_promise_is_nothing(tmp_path: Path) -> None:
    place = home(tmp_path)
    folder = made(place)
    folder.keep_for(own(place), DEMO)
    folder.journal.unlink()
    assert waiting_for(own(place)) == []


def test_what_was_brought_down_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    place = home(tmp_path)
    left, promised, running, young = (made(place) for _ in range(4))
    promised.keep_for(own(place), DEMO)
    lock = Lock(running.journal)
    own(place).write_bytes(b"journal")
    now_s = young.path.stat().st_mtime + YOUNG_S / 2
    for each in (left, promised, running):
        os.utime(each.path, (now_s - 2 * YOUNG_S, now_s - 2 * YOUNG_S))
    sweep(place, now_s)
    lock.release()
    assert not left.path.exists()
    assert all(each.journal.exists() for each in (promised, running, young))
    assert own(place).exists()


def test_what_has_no_place_is_kept_beside_the_journal(tmp_path: Path) -> None:
    place = home(tmp_path)
    for number in (1, 2):
        folder = made(place)
        aside = folder.set_aside(own(place))
        assert aside == own(place, f"My feeds.demo-{number}.watchfloor")
        assert aside.read_bytes() == b"events"
        assert not folder.path.exists()


def test_where_nothing_can_be_written_there_is_no_folder_and_no_promise(tmp_path: Path) -> None:
    place = home(tmp_path)
    place.data.write_text("a file where the folder should be")
    assert DemoFolder.made(place) is None
    sweep(place, 0.0)
    other = home(tmp_path / "other")
    folder = made(other)
    folder.remove()
    assert not folder.keep_for(own(other), DEMO)
    assert folder.promise is None
