"""The list of shortcuts: everything in the command table that has keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.speech import said
from watchfloor.gui.shell.command import CommandTable

# Keys that belong to a view rather than to a command.
OTHER_KEYS = (
    ("Log: row by row, by the page, to either end", "↑ ↓  PgUp PgDn  Home End"),
    ("Log: show the row in the inspector", "Return"),
    ("Map: move, zoom, whole world", "← ↑ ↓ →  + −  0"),
    ("Map: filter by a circle", "Shift + drag"),
    ("Filter", "/"),
    ("Filter: earlier queries, clear", "↓  Esc"),
)


class KeyList(QDialog):
    """Opened with `open()`, so that nothing waits for it."""

    def __init__(self, commands: CommandTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        rows = [(command.title, command.shortcut) for command in commands if command.shortcut]
        for row, (title, keys) in enumerate([*rows, *((said(title), keys) for title, keys in OTHER_KEYS)]):
            name, key = QLabel(title), QLabel(keys)
            key.setObjectName("muted")
            grid.addWidget(name, row, 0)
            grid.addWidget(key, row, 1)
        body = QWidget()
        body.setObjectName("panel")
        body.setLayout(grid)
        area = QScrollArea()
        area.setAccessibleName(self.windowTitle())
        area.setWidget(body)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(560, 520)
