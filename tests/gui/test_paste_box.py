"""What is pasted or typed is told once, when it has settled."""

from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from watchfloor.gui.feed.paste_box import PasteBox
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK


def test_a_paste_is_told_at_once_and_once(qtbot: QtBot) -> None:
    box, told = PasteBox(Look(DARK)), list[str]()
    qtbot.addWidget(box)
    box.settled.connect(told.append)
    pasted = QMimeData()
    pasted.setText("https://feeds.example/a")
    box.insertFromMimeData(pasted)
    assert told == ["https://feeds.example/a"]
    qtbot.waitUntil(lambda: not box._timer.isActive())
    assert told == ["https://feeds.example/a"]


def test_what_is_typed_and_taken_back_is_not_told_again(qtbot: QtBot) -> None:
    box, told = PasteBox(Look(DARK)), list[str]()
    qtbot.addWidget(box)
    box.settled.connect(told.append)
    box.setPlainText("a")
    qtbot.waitUntil(lambda: told == ["a"])
    box.setPlainText("ab")
    box.setPlainText("a")
    assert box._timer.isActive()
    qtbot.waitUntil(lambda: not box._timer.isActive())
    assert told == ["a"]
    box.setPlainText("b")
    qtbot.waitUntil(lambda: told == ["a", "b"])
