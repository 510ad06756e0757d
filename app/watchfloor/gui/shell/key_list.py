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

from watchfloor.core.text.speech import said
from watchfloor.gui.shell.command import CommandTable
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look

# Keys that belong to a view rather than to a command.
OTHER_KEYS = (
    ("Channels: do what the row's button does", "Return"),
    ("Log: row by row, by the page, to either end", "↑ ↓  PgUp PgDn  Home End"),
    ("Log: choose several rows, all", "Shift + ↑ ↓  Ctrl+A"),
    ("Log: show the row in the inspector", "Return"),
    ("Log: what can be done with the row", "Menu  Shift+F10"),
    ("Log: leave the pinned rows, the search", "Esc"),
    ("Map: move, zoom, whole world", "← ↑ ↓ →  + −  0"),
    ("Map: filter by a box", "Shift + drag"),
    ("Map: filter by a circle", "Ctrl + drag"),
    ("Map: give up the box", "Esc"),
    ("Replay, its line of time: on, back, to either end", "← →  PgUp PgDn  Home End"),
    ("Filter", "/"),
    ("Filter: earlier queries, clear", "↓  Esc"),
)


class KeyList(QDialog):
    """Opened with `open()`, so that nothing waits for it."""

    def __init__(self, commands: CommandTable, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for heading, rows in self._groups(commands):
            _add_row(grid, heading.upper(), "", "heading")
            for title, keys in rows:
                _add_row(grid, title, keys, "plain")
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
        fit(self, look, 560, 560)

    def _groups(self, commands: CommandTable) -> list[tuple[str, list[tuple[str, str]]]]:
        """By menu, as the menus have them, and what the views take themselves."""
        found: dict[str, list[tuple[str, str]]] = {}
        for command in commands:
            if command.shortcut:
                found.setdefault(command.menu, []).append((command.title, command.shortcut))
        others = [(said(title), keys) for title, keys in OTHER_KEYS]
        return [*found.items(), (self.tr("In the views"), others)]


def _add_row(grid: QGridLayout, title: str, keys: str, name: str) -> None:
    row = grid.rowCount()
    for column, (words, style) in enumerate(((title, name), (keys, "muted"))):
        label = QLabel(words)
        label.setObjectName(style)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(0, 10 if name == "heading" else 0, 0, 0)
        grid.addWidget(label, row, column)
