"""A query's own words in colour, which must not be in the way of whoever types."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from watchfloor.gui.style.look import Look
from watchfloor.gui.style.query_tint import QueryTint


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(400, 30)
    field.show()
    QueryTint(field, look)
    return field


def compose(field: QLineEdit, committed: str, preedit: str) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(committed)
    QApplication.sendEvent(field, event)


def blue(field: QLineEdit, right_of: float = 0) -> int:
    """How many points of the text are in the accent."""
    place = QRect(round(right_of), 4, field.width() - round(right_of) - 4, field.height() - 8)
    inside = field.grab(place).toImage()
    points = (inside.pixelColor(x, y) for x in range(inside.width()) for y in range(inside.height()))
    return sum(point.blue() - point.red() > 80 for point in points)


def test_what_an_input_method_composes_is_left_alone(field: QLineEdit, qtbot: QtBot, look: Look) -> None:
    field.setText("type:")
    assert blue(field)
    at = field.cursorRect().x()
    compose(field, "가", "나")  # one syllable is done, and the next one begins
    assert field.text() == "type:가"
    both = field.cursorRect().x()
    look.changed.emit()
    assert field.cursorRect().x() == both
    compose(field, "", "")
    assert at < field.cursorRect().x() < both, "only now it is gone"
    qtbot.waitUntil(lambda: blue(field) > 0)


def test_an_emoji_does_not_shift_the_colours(field: QLineEdit) -> None:
    field.setText("severity:1")
    plain = blue(field)
    field.setText("🚀🚀🚀🚀 severity:1")
    assert blue(field) == pytest.approx(plain, rel=0.1)
