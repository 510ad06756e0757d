"""Small files: kept whole, never lost, and an unreadable one is told and set aside."""

from pathlib import Path

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.setting import Settings
from watchfloor.services.home.shelf import Shelf, kept_settings


def shelf(path: Path | None) -> Shelf[Settings]:
    return Shelf(path, Settings, Settings())


def test_what_was_put_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    shelf(path).put(Settings(theme="light", keep_days=7))
    assert shelf(path).value == Settings(theme="light", keep_days=7)
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_default_holds_and_nothing_is_written(tmp_path: Path) -> None:
    first = shelf(tmp_path / "settings.json")
    assert (first.value, first.problem) == (Settings(), "")
    shelf(None).put(Settings(utc=False))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("body", ["{", '{"theme": "pink"}', '{"text_percent": "much"}', "\x00"])
def test_an_unreadable_file_is_set_aside_and_told(tmp_path: Path, body: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(body)
    read = shelf(path)
    assert read.value == Settings()
    assert "settings.json could not be understood" in read.problem
    assert (tmp_path / "settings.unreadable").read_text() == body


def test_a_key_of_another_version_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "sparkle": true}')
    assert (shelf(path).value.theme, shelf(path).problem) == ("dark", "")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="cannot be made"):
        shelf(tmp_path / "file" / "settings.json").put(Settings(utc=False))


def test_settings_are_known_before_there_is_a_window(tmp_path: Path) -> None:
    assert kept_settings(tmp_path) == Settings()
    shelf(tmp_path / "settings.json").put(Settings(language="de"))
    assert kept_settings(tmp_path).language == "de"
    (tmp_path / "settings.json").write_text("{")
    assert kept_settings(tmp_path) == Settings()
    assert (tmp_path / "settings.json").exists()
