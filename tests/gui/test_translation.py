"""German, whole: no phrase is missing, none has lost what is filled in, and the window speaks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.phrase import TS, phrases, translated
from tests.gui.scene import DEBATE, Scene
from tests.gui.sentence import sentences
from tests.gui.surrounded import surround_of
from watchfloor.core.diagnosis.ending import idle_timeout
from watchfloor.core.diagnosis.evidence import Ending, Evidence
from watchfloor.core.link.verdict import TABLE
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.state import ChannelState, Status, words
from watchfloor.core.text.phrasebook import PLACE
from watchfloor.core.text.speech import said
from watchfloor.core.watch.alert import FIRST_RULES, AlertBook, AlertRule
from watchfloor.gui.graph.curve import figure_text
from watchfloor.gui.inspector.connection_detail import size_text
from watchfloor.gui.inspector.histogram_view import ms_text
from watchfloor.gui.shell.setting_window import SettingWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.shell.translation import CONTEXT, Translation, chosen, install, uninstall
from watchfloor.gui.shell.vitals import Vitals
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
    return set(PLACE.findall(phrase))


def test_no_phrase_is_missing() -> None:
    known = translated()
    assert [phrase for phrase in phrases() if phrase not in known] == [], AGAIN


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


def words_in(ground: QWidget) -> Iterator[str]:
    """All that can be read, pointed at or heard in a window, and in its menus."""
    for widget in (ground, *ground.findChildren(QWidget)):
        text = getattr(widget, "text", None)
        yield from (text() if callable(text) else "", widget.toolTip(), widget.windowTitle())
        yield from (widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        if isinstance(widget, QTabWidget):
            yield from (widget.tabText(place) for place in range(widget.count()))
    for action in ground.findChildren(QAction):
        yield action.text()


@pytest.mark.parametrize("key", ["", "settings", "alerts.rules", "help.about", "help.keys", "layout.save"])
def test_no_english_is_left_in_the_window(surround: Surround, qapp: QApplication, key: str) -> None:
    window = surround.window
    for tab in range(window.inspector.count()):
        window.inspector.setCurrentIndex(tab)
    window.channels.select(DEBATE)
    window.log.table.select(window.log.window_of_rows.serial_at(2))
    if key:
        assert window.commands.run(key)
    known = translated()
    both = set(known.values())
    english = {source for source, german in known.items() if german != source and source not in both}
    english -= {rule.name for rule in FIRST_RULES}  # the user's to change, where rules are edited
    shown = {line for top in qapp.topLevelWidgets() for words in words_in(top) for line in words.split("\n")}
    assert len(shown) > 100
    assert sorted(shown & english) == []


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_longer_words_still_fit_the_window(surround: Surround, look: Look, zoom: float) -> None:
    look.choose(zoom=zoom)
    assert surround.window.minimumSizeHint().width() <= 1_500
    assert not surround.window.grab().isNull()


def filled(phrase: str) -> str:
    """The phrase as it is once something stands in its places."""
    names = list(dict.fromkeys(PLACE.findall(phrase)))
    return PLACE.sub(lambda place: f"Q{names.index(place[1])}7", phrase)


def test_what_comes_from_below_the_window_is_said_in_german(german: Translation) -> None:
    """Each sentence of core, services and journal, filled in: states, causes, advice, errors."""
    meant = {each: german for each, german in translated().items() if german != each}
    filled_in = {each: filled(each) for each in sentences() if each in meant}
    english = [each for each, words in filled_in.items() if said(words) == words]
    assert english == []


@pytest.mark.parametrize("code", [code for code, verdict in TABLE.items() if verdict.advice])
def test_what_to_do_about_a_failure_is_german(german: Translation, code: str) -> None:
    detail = "shop.example.org reset the connection."
    failed = Status(state=ChannelState.FAILED, code=code, reason=detail, advice=TABLE[code].advice)
    line = words(failed, 0.0)
    assert line.startswith("Gescheitert: shop.example.org hat die Verbindung zurückgesetzt · ")
    assert TABLE[code].advice not in line


def test_an_alert_is_kept_in_english_and_told_in_german(german: Translation, scene: Scene) -> None:
    book = AlertBook(scene.session.read, lambda: scene.at.wall_s)
    book.set_rules((AlertRule(name="Channel down", kind="down", after_s=0.5),))
    reason = "shop.example.org refused the connection: nothing listens there."
    now_s = scene.at.monotonic_s
    down = Status(
        state=ChannelState.RECONNECTING, since_s=now_s - 9, retry_at_s=now_s + 4, attempt=2, reason=reason
    )
    scene.session.observe(DEBATE, down, scene.at.wall_s)
    row = scene.session.channels[DEBATE]
    book.tick([row], scene.at.wall_s - 9, scene.at.monotonic_s - 9)
    (raised,) = book.tick([row], scene.at.wall_s, scene.at.monotonic_s)
    assert "Not connected for " in raised.message
    assert said(raised.message) == (
        "Debate 550e84: Seit 0,5 s nicht verbunden · shop.example.org hat die Verbindung abgelehnt"
    )


def test_figures_have_the_comma_of_the_language_wherever_one_looks(
    surround: Surround, scene: Scene, qtbot: QtBot
) -> None:
    window = surround.window
    window.refresh_all()
    window.status.refresh(scene.at, Vitals(None, None), None, (48_912, 21_400_000))
    assert "48\u202f912 Ereignisse" in window.status.text
    assert "21,4 MB" in window.status.text
    assert ms_text(1_840.0) == "1,8 s"
    assert figure_text(2.54) == "2,54"
    assert size_text(14_200) == "14,2 kB"
    assert "28,0 s" in window.runs.stages.accessibleDescription()
    shown = [row.confidence for place in range(5) if (row := window.log.table.row_text(place)) is not None]
    assert any(figure.startswith("0,") for figure in shown)


def test_figures_are_english_again_afterwards(qapp: QApplication) -> None:
    translation = install(qapp, "de")
    assert translation is not None
    assert figure_text(2.54) == "2,54"
    uninstall(qapp, translation)
    assert figure_text(2.54) == "2.54"


def test_a_reason_is_cut_after_it_was_translated(german: Translation) -> None:
    reason = "shop.example.org refused the connection: nothing listens there."
    failed = Status(state=ChannelState.FAILED, code="refused", reason=reason)
    assert words(failed, 0.0) == "Gescheitert: shop.example.org hat die Verbindung abgelehnt"


def test_findings_are_german_down_to_their_figures(german: Translation) -> None:
    cut = [
        Ending(age_s=60.2, silence_s=60.0, is_clean=True),
        Ending(age_s=61.0, silence_s=60.1, is_clean=True),
    ]
    (found,) = [each for each in [idle_timeout(Evidence(endings=cut))] if each is not None]
    assert said(found.title) == "Die Verbindung wird nach 60 s Stille getrennt"
    assert said(found.evidence) == (
        "2 Verbindungen wurden beendet durch die Gegenseite, jedes Mal nach einer Stille von 60 s"
        " (60 s ist die Vorgabe von nginx und vielen Lastverteilern)."
    )


def test_an_error_in_a_query_is_german(german: Translation) -> None:
    with pytest.raises(QueryError) as caught:
        parse('severity:>=4 "port')
    assert said(caught.value.sentence) == (
        'Dieses Anführungszeichen wird nie geschlossen (Zeichen 14). Erwartet: " am Ende der Wortfolge.'
    )


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
