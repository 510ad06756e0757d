"""No window of its own is larger than the screen, however large the text."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from watchfloor.gui.log.highlight_window import HighlightWindow
from watchfloor.gui.shell.about_window import AboutWindow
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look
from watchfloor.gui.watch.rule_window import RuleWindow


@pytest.fixture
def large(look: Look) -> Look:
    look.choose(zoom=2.0)
    return look


def test_it_grows_with_the_text_as_far_as_there_is_room(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    fit(window, look, 200, 100)
    assert (window.width(), window.height()) == (200, 100)
    look.choose(zoom=2.0)
    fit(window, look, 200, 100)
    assert (window.width(), window.height()) == (400, 200)
    fit(window, look, 9_000, 9_000)
    assert window.screen().availableGeometry().contains(window.rect())


def test_rules_with_large_text_fit_a_small_screen(large: Look, qtbot: QtBot) -> None:
    window = HighlightWindow((), large)
    qtbot.addWidget(window)
    assert window.minimumSizeHint().width() < 1_024


@pytest.mark.parametrize(
    "make",
    [
        lambda look: RuleWindow((), ["A"], look),
        AboutWindow,
    ],
)
def test_windows_keep_within_the_screen(make: Callable[[Look], QWidget], large: Look, qtbot: QtBot) -> None:
    window = make(large)
    qtbot.addWidget(window)
    window.show()
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
