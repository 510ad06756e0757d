"""Asking for a file: with the desktop's own dialog, or else Qt's, whose icons are dark whatever the theme."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QHeaderView, QToolButton, QTreeView, QWidget

from watchfloor.gui.style.icon import icon

# Qt's names for its buttons; a dialog of the desktop has none of them.
ICONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "folder-plus",
    "listModeButton": "layout-grid",
    "detailModeButton": "list",
}
WIDEST = {1: "1,023.99 KiB", 2: "Text document", 3: "88/88/8888 88:88 PM"}  # behind the name
ICON_PX, WIDE_PX, HIGH_PX = 16, 800, 500  # Qt's is too narrow for a file's name, size and date


def file_dialog(parent: QWidget, title: str, folder: str = "") -> QFileDialog:
    """A dialog to be opened with `open()`; it goes when it is closed."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    room = dialog.screen().availableGeometry().size() - QSize(40, 80)
    dialog.resize(dialog.size().expandedTo(QSize(WIDE_PX, HIGH_PX)).boundedTo(room))
    ink = dialog.palette().color(QPalette.ColorRole.ButtonText)
    for button in dialog.findChildren(QToolButton):
        name = ICONS.get(button.objectName())
        if name is not None:
            button.setIcon(icon(name, ink, ICON_PX))
            button.setIconSize(QSize(ICON_PX, ICON_PX))
    for table in dialog.findChildren(QTreeView):
        _part(table)
    return dialog


def _part(table: QTreeView) -> None:
    """The name takes what the others leave: their figures can be read."""
    header = table.header()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, words in WIDEST.items():
        header.resizeSection(column, table.fontMetrics().horizontalAdvance(words) + 2 * ICON_PX)
