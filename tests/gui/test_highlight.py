"""Highlight rules: edited in their window, drawn in the log, legible in every theme, told by shape too."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.contrast import contrast
from tests.gui.scene import AT, MAP, Scene
from watchfloor.core.log.highlight import PALETTE, HighlightRule
from watchfloor.gui.log.gutter import draw_shape, rule_color
from watchfloor.gui.log.highlight_window import HighlightWindow
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import THEMES, Theme, mixed


@pytest.fixture
def view(look: Look, qtbot: QtBot, scene: Scene) -> LogView:
    view = LogView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(960, 380)
    view.show()
    view.refresh(AT)
    return view


def test_a_rule_marks_its_rows_and_no_others(view: LogView, look: Look) -> None:
    violet = look.theme.series[1]
    assert violet not in colors_in(view.table)
    view.highlight([HighlightRule("type:cyber", PALETTE[1])])
    marked = [row for place in range(8) if (row := view.table.row_text(place)) is not None and row.rule]
    assert {row.kind for row in marked} == {"cyber"}
    assert violet in colors_in(view.table)
    view.highlight([])
    assert violet not in colors_in(view.table)


def test_what_is_marked_by_a_click_gets_a_colour_of_its_own(view: LogView) -> None:
    view.add_highlight("type:drone")
    view.add_highlight("type:naval")
    view.add_highlight("type:drone")
    assert [rule.query for rule in view.highlights] == ["type:drone", "type:naval"]
    assert len({rule.colour for rule in view.highlights}) == 2


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_are_legible_on_every_ground_that_a_rule_gives(theme: Theme, look: Look) -> None:
    look.choose(theme)
    for colour in (*PALETTE, "#123456", "#f0f0f0"):
        ground = mixed(rule_color(HighlightRule("x", colour), look).name(), theme.panel, 0.10)
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4
    bars = [contrast(rule_color(HighlightRule("x", each), look).name(), theme.panel) for each in PALETTE]
    assert min(bars) >= 3


def test_each_colour_has_a_shape_of_its_own(look: Look) -> None:
    pictures = []
    for number in range(len(PALETTE)):
        image = QImage(16, 16, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        draw_shape(painter, QPointF(8, 8), 12, number, look.color("text"))
        painter.end()
        pictures.append(bytes(image.constBits()))
    assert len(set(pictures)) == len(PALETTE)


def test_rules_are_added_changed_ordered_and_removed(look: Look, qtbot: QtBot) -> None:
    window = HighlightWindow([HighlightRule("type:drone", PALETTE[0])], look)
    qtbot.addWidget(window)
    told: list[tuple[HighlightRule, ...]] = []
    window.rules_changed.connect(told.append)
    window.show()
    window.add.click()
    QTest.keyClicks(window.query, "type:(")
    assert "character" in window.problem.text()
    assert window.problem.isVisible()
    window.query.clear()
    QTest.keyClicks(window.query, "source:AFP")
    assert window.problem.isHidden()
    assert told[-1] == (HighlightRule("type:drone", PALETTE[0]), HighlightRule("source:AFP", PALETTE[1]))
    window.earlier.click()
    assert [rule.query for rule in told[-1]] == ["source:AFP", "type:drone"]
    window.colour.setCurrentIndex(4)
    window.colour.activated.emit(4)
    assert told[-1][0].colour == PALETTE[4]
    window.remove.click()
    assert [rule.query for rule in told[-1]] == ["type:drone"]
    window.remove.click()
    assert [rule.query for rule in told[-1]] == []
    assert not window.query.isEnabled()
    window.close()


def test_the_heading_offers_columns_and_takes_those_of_fields_away(view: LogView, scene: Scene) -> None:
    header = view.table.header
    header.add_column("to.label")
    menu = header.menu()
    actions = {action.text(): action for action in menu.actions()}
    assert actions["to.label"].isChecked()
    actions["Type"].trigger()
    assert 2 not in header.boxes
    assert not actions["Summary"].isEnabled()
    actions["Remove column to.label"].trigger()
    assert header.fields == []
    row = view.table.row_text(0)
    assert row is not None
    assert row.channel == MAP


def test_a_mark_of_the_ledger_is_framed_before_the_summary(view: LogView, scene: Scene, look: Look) -> None:
    for _ in range(40):
        scene.send(MAP, "ping", {})
    view.refresh(AT)
    assert look.theme.warning not in colors_in(view.table)
    scene.send(MAP, "ping", {}).mark = "doubtful"
    view.refresh(AT)
    row = view.table.row_text(0)
    assert row is not None
    assert row.mark == "doubtful"
    assert "doubtful" in row.spoken
    assert look.theme.warning in colors_in(view.table)


def test_keys_reach_the_menu_of_the_row_that_is_current(view: LogView, qtbot: QtBot) -> None:
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.menu_asked) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_Menu)
    assert asked.args is not None
    assert asked.args[0] == view.table.current
