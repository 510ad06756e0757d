"""What a screen reader says of the window: no label keeps from those who hear it what others read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor.gui.style.look import Look


def said_of(widget: QWidget) -> str:
    spoken_by = QAccessible.queryAccessibleInterface(widget)
    assert spoken_by is not None
    return " ".join(spoken_by.text(part) for part in (QAccessible.Text.Name, QAccessible.Text.Value))


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_of_every_label_its_words_are_said(
    look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path, tab: int
) -> None:
    window = surround_of(scene, look, qtbot, tmp_path).window
    window.inspector.setCurrentIndex(tab)
    window.channels.select(next(iter(scene.session.channels)))
    window.log.table.select(window.log.window_of_rows.serial_at(0))
    window.refresh_all()
    QApplication.processEvents()
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    assert len(labels) > 15
    assert [(label.text(), said_of(label)) for label in labels if label.text() not in said_of(label)] == []
