"""Which feeds go into the file that is passed on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from watchfloor.gui.feed.hearing_view import plain_label
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look


class ChoiceWindow(QDialog):
    """Opened with `open()`. Gives `chosen` with the names, in the workspace's order."""

    chosen = Signal(object)

    def __init__(self, names: list[str], selected: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the feeds"))
        self.feeds = QListWidget()
        self.feeds.setAccessibleName(self.tr("Feeds"))
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.feeds.addItem(item)
        self.feeds.setCurrentRow(max(0, names.index(selected) if selected in names else 0))
        self.feeds.itemChanged.connect(lambda _item: self._update())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("primary")
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        about = self.tr(
            "The views, rules and plots that need no other feed go with them; no layouts and no secrets."
        )
        column.addWidget(plain_label("muted", about))
        column.addWidget(self.feeds, 1)
        column.addWidget(buttons)
        fit(self, look, 420, 360)
        self._update()

    @property
    def names(self) -> list[str]:
        items = [self.feeds.item(row) for row in range(self.feeds.count())]
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

    def _update(self) -> None:
        self.go.setEnabled(bool(self.names))

    def _on_accepted(self) -> None:
        self.chosen.emit(self.names)
        self.accept()
