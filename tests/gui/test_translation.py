"""German, whole: no phrase is missing, none has lost what is filled in, and the window speaks it."""

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.phrase import TS, phrases, translated
from tests.gui.scene import DEBATE, Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.speech import said
from watchfloor.core.state import ChannelState, Status, words
from watchfloor.gui.shell.setting_window import SettingWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.shell.translation import CONTEXT, Translation, chosen, install, uninstall
from watchfloor.gui.style.look import Look

AGAIN = "Run `python -m tests.gui.phrase`, and fill in what it marks as unfinished."


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Translation]:
    translation = install(qapp, "de")
    assert translation is not None
    yield translation
    uninstall(qapp, translation)


@pytest.fixture
def surround(german: Translation, look: Look, qtbot: QtBot, scene: Scene) -> Surround:
    return surround_of(scene, look, qtbot)


def fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_no_phrase_is_missing() -> None:
    assert [phrase for phrase in phrases() if phrase not in translated()] == [], AGAIN


def test_what_is_filled_in_is_the_same() -> None:
    assert [phrase for phrase, german in translated().items() if fields(phrase) != fields(german)] == []


def test_the_program_reads_what_the_translators_wrote(german: Translation) -> None:
    wrong = [phrase for phrase, words in translated().items() if german.translate("", phrase) != words]
    assert wrong == [], AGAIN
    assert TS.with_suffix(".qm").is_file()


def test_the_window_speaks_german(surround: Surround) -> None:
    window = surround.window
    menu = window.title_bar._menu.menu()
    titles = [action.text() for action in menu.actions()]
    assert {"Kanal", "Ansicht", "Alarme", "Hilfe"} <= set(titles)
    assert surround.watcher.panel.views.accessibleName() == "Gesicherte Ansichten"
    assert "verloren" in window.status.text
    assert window.badge.words == "4 von 6 verbunden"
    assert "Neuer Versuch in 4 s" in window.session.channels[DEBATE].words(10_000.0)


def test_settings_are_explained_in_german(surround: Surround) -> None:
    surround.preference.open()
    (window,) = surround.window.findChildren(SettingWindow)
    texts = {label.text() for label in window.findChildren(QLabel)}
    assert {"Farben", "AUSSEHEN"} <= texts
    assert not [text for text in texts if "Default" in text]
    (box,) = window.findChildren(QDialogButtonBox)
    assert {button.text() for button in box.findChildren(QPushButton)} == {
        "Schließen",
        "Vorgaben wiederherstellen",
    }


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_longer_words_still_fit_the_window(surround: Surround, look: Look, zoom: float) -> None:
    look.choose(zoom=zoom)
    assert surround.window.minimumSizeHint().width() <= 1_500
    assert not surround.window.grab().isNull()


def test_english_comes_back(qapp: QApplication) -> None:
    translation = install(qapp, "de")
    assert said("Paused") == "Angehalten"
    assert translation is not None
    uninstall(qapp, translation)
    assert words(Status(state=ChannelState.PAUSED), 0.0) == "Paused"


@pytest.mark.parametrize("language", ["en", "xx", "../de"])
def test_what_there_is_no_file_for_is_english(qapp: QApplication, language: str) -> None:
    assert install(qapp, language) is None
    assert said("Paused") == "Paused"


def test_the_desktops_language_is_asked_for() -> None:
    assert chosen("de") == "de"
    assert chosen("system") != "system"


def test_one_context_holds_all(tmp_path: Path) -> None:
    assert TS.read_text(encoding="utf-8").count("<context>") == 1
    assert f"<name>{CONTEXT}</name>" in TS.read_text(encoding="utf-8")
