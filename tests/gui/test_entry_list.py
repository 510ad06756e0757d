"""A list that says what to do while it is empty."""

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from watchfloor.gui.log.highlight_window import HighlightWindow
from watchfloor.gui.style.entry_list import EntryList
from watchfloor.gui.style.look import Look
from watchfloor.gui.watch.rule_window import RuleWindow


def test_while_it_is_empty_it_says_what_to_do_and_then_no_more(look: Look, qtbot: QtBot) -> None:
    entries = EntryList("Rules", "None yet.", "Add one.", look)
    qtbot.addWidget(entries)
    text = QColor(look.theme.text).name()
    assert entries.accessibleDescription() == "None yet. Add one."
    assert text in colors_in(entries)
    entries.addItem("")
    assert entries.accessibleDescription() == ""
    assert text not in colors_in(entries)
    entries.clear()
    assert entries.accessibleDescription() == "None yet. Add one."


def test_the_lists_of_rules_say_the_next_step(look: Look, qtbot: QtBot) -> None:
    highlights, alerts = HighlightWindow([], look), RuleWindow((), [], look)
    for window in (highlights, alerts):
        qtbot.addWidget(window)
    alerts.remove.click()
    assert "Add a rule" in highlights.list.accessibleDescription()
    assert "Add a rule" in alerts.list.accessibleDescription()
    highlights.add.click()
    assert highlights.list.accessibleDescription() == ""
