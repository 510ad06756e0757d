"""What diagnostics would hold, to be read before they are saved."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.text.numeral import grouped
from watchfloor.core.text.speech import said
from watchfloor.gui.style.file_dialog import file_dialog
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look
from watchfloor.services.diagnosis.parcel import Piece

NAME = "watchfloor-diagnostics.zip"
SHOWN = 200_000


class ParcelWindow(QDialog):
    """Opened with `open()`. Gives `save_asked` with a path."""

    save_asked = Signal(str)

    def __init__(self, parts: list[Piece], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.setWindowTitle(self.tr("Save diagnostics"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = QLabel(
            self.tr("This is all that the file will hold. Secrets are taken out. Nothing is sent anywhere.")
        )
        about.setWordWrap(True)
        self.list = self._listed(look)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(look.font(11, mono=True))
        self.text.setAccessibleName(self.tr("Text"))
        self.list.currentRowChanged.connect(self._on_row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._ask)
        buttons.rejected.connect(self.reject)
        body = QHBoxLayout()
        body.addWidget(self.list, 2)
        body.addWidget(self.text, 3)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(body, 1)
        column.addWidget(buttons)
        fit(self, look, 860, 520)
        self.list.setCurrentRow(0)

    def _listed(self, look: Look) -> QListWidget:
        entries = QListWidget()
        entries.setObjectName("entries")
        entries.setAccessibleName(self.tr("What is in it"))
        entries.setWordWrap(True)
        entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in self._parts:
            size = f"{grouped(max(1, len(part.text.encode()) // 1024))} kB"
            item = QListWidgetItem(f"{part.name} · {size}\n{said(part.about)}")
            item.setSizeHint(QSize(0, look.px(54)))
            entries.addItem(item)
        return entries

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            self.text.setPlainText(self._parts[row].text[-SHOWN:])

    def _ask(self) -> None:
        dialog = file_dialog(self, self.tr("Save diagnostics"))
        dialog.setNameFilter(self.tr("Archives (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(NAME)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.save_asked.emit(path)
        self.accept()
