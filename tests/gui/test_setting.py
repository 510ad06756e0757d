"""Settings: each applied at once, kept, and shown wherever it was changed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.error import KnownError
from watchfloor.core.setting import MEANINGS, Settings
from watchfloor.gui.shell.setting_window import SettingWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.control import Stepper, Switch
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import CONTRAST, LIGHT


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path) -> Surround:
    return surround_of(scene, look, qtbot, tmp_path)


def opened(surround: Surround) -> SettingWindow:
    surround.window.commands.run("settings")
    (window,) = surround.window.findChildren(SettingWindow)
    return window


def pick(window: SettingWindow, name: str, words: str) -> None:
    box = window.controls[name]
    assert isinstance(box, QComboBox)
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())


def test_every_setting_is_there_with_its_meaning_and_default(surround: Surround) -> None:
    window = opened(surround)
    assert set(window.controls) == {meaning.name for meaning in MEANINGS}
    texts = " ".join(
        (control.field if isinstance(control, Stepper) else control).accessibleDescription()
        for control in window.controls.values()
    )
    assert texts.count("Default: ") == len(window.controls)


def test_a_choice_applies_at_once_and_is_there_at_the_next_start(
    surround: Surround, look: Look, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(surround)
    pick(window, "theme", "High contrast")
    assert look.theme is CONTRAST
    pick(window, "utc", "Local time")
    assert not look.utc
    pick(window, "density", "Compact")
    assert surround.window.log.table._row_height < look.px(26)
    surround.window.close()
    look.choose(LIGHT, utc=True, density=1.0)
    again = surround_of(scene, look, qtbot, tmp_path)
    assert look.theme is CONTRAST
    assert not look.utc
    assert again.preference.settings.density == "compact"


def test_figures_apply_within_their_bounds(surround: Surround, look: Look) -> None:
    window = opened(surround)
    size, ring = window.controls["text_percent"], window.controls["map_events"]
    assert isinstance(size, Stepper)
    assert isinstance(ring, Stepper)
    size.field.setValue(999)
    assert look.zoom == 2.0
    size.less.click()
    assert look.zoom == 1.9
    ring.field.setValue(50_000)
    assert surround.window.session.places.capacity == 50_000


def test_a_key_that_changes_the_look_is_a_setting_too(surround: Surround) -> None:
    window = opened(surround)
    surround.window.commands.run("theme.light")
    surround.window.commands.run("text.larger")
    assert surround.preference.settings.theme == "light"
    assert surround.preference.settings.text_percent == 110
    box = window.controls["theme"]
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Light"


def test_progress_off_takes_its_strip_away(surround: Surround, qtbot: QtBot) -> None:
    switch = opened(surround).controls["progress"]
    assert isinstance(switch, Switch)
    with qtbot.waitSignal(surround.settings_changed) as changed:
        switch.click()
    assert changed.args == [Settings(progress=False)]
    assert not surround.window.runs.isVisible()
    switch.click()
    assert surround.window.runs.isVisible()


def test_defaults_come_back(surround: Surround, look: Look) -> None:
    window = opened(surround)
    pick(window, "theme", "Light")
    pick(window, "keep_days", "7 days")
    assert surround.preference.settings.keep_days == 7
    window.defaults.click()
    assert surround.preference.settings == Settings()
    box = window.controls["keep_days"]
    assert isinstance(box, QComboBox)
    assert box.currentText() == "For ever"


def test_what_the_environment_decides_is_said_and_cannot_be_changed(
    scene: Scene, look: Look, qtbot: QtBot
) -> None:
    surround = surround_of(scene, look, qtbot, environment={"WATCHFLOOR_SSE": "off"})
    assert not surround.preference.flags.sse
    control = opened(surround).controls["sse"]
    assert not control.isEnabled()
    assert control.accessibleDescription() == "WATCHFLOOR_SSE decides this."


def test_an_environment_that_cannot_be_meant_is_told(scene: Scene, look: Look, qtbot: QtBot) -> None:
    with pytest.raises(KnownError, match="WATCHFLOOR_SSE"):
        surround_of(scene, look, qtbot, environment={"WATCHFLOOR_SSE": "perhaps"})


def test_a_file_that_cannot_be_understood_is_told_in_the_window(
    scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "settings.json").write_text("{]")
    surround = surround_of(scene, look, qtbot, tmp_path)
    assert "settings.json could not be understood" in surround.notice.words


def test_settings_that_cannot_be_kept_still_apply(
    scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    surround = surround_of(scene, look, qtbot, tmp_path / "file")
    (tmp_path / "file").write_text("")
    pick(opened(surround), "theme", "Light")
    assert look.theme is LIGHT
    assert "cannot be made" in surround.window.status.text


def test_the_window_is_the_one_that_is_open(surround: Surround) -> None:
    first = opened(surround)
    assert opened(surround) is first
