"""Asking for a file where the desktop has no dialog for it: Qt's, in icons that can be seen."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from watchfloor import gui
from watchfloor.gui.style.file_dialog import ICONS, file_dialog
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import CONTRAST, DARK, LIGHT, Theme


def inks(button: QToolButton) -> list[QColor]:
    """The colours of what is drawn on it."""
    picture = button.icon().pixmap(16, 16).toImage()
    pixels = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return [pixel for pixel in pixels if pixel.alpha() > 200]


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
def test_its_buttons_stand_out_from_their_ground(
    look: Look, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    look.choose(theme)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = file_dialog(parent, "Open", str(tmp_path))
    buttons = {button.objectName(): button for button in dialog.findChildren(QToolButton)}
    assert buttons.keys() >= ICONS.keys()
    ground = look.color("raised").lightness()
    for name in ICONS:
        drawn = inks(buttons[name])
        assert drawn
        assert all(abs(ink.lightness() - ground) > 100 for ink in drawn), name
    look.choose(DARK)


def test_it_is_wide_enough_for_name_size_and_date_and_goes_when_it_is_closed(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "notes.txt").write_text("x" * 2_000)
    dialog = file_dialog(parent, "Open", str(tmp_path))
    (table,) = dialog.findChildren(QTreeView)
    dialog.open()
    date = table.fontMetrics().horizontalAdvance("88/88/8888 88:88 PM")
    assert table.columnWidth(3) > date
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_no_file_is_asked_for_in_another_way() -> None:
    """One that is made by hand has Qt's own icons."""
    folder = Path(str(gui.__file__)).parent
    made = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*.py"))
        if re.search(rf"\b{QFileDialog.__name__}(\.get\w+)?\(", path.read_text(encoding="utf-8"))
    ]
    assert made == ["style/file_dialog.py"]
