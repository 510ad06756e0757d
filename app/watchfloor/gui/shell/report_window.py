"""A report to read, and to copy into an issue."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look


class ReportWindow(QDialog):
    """Opened with `open()`, so that nothing waits for it. A `page` is opened only when the user asks."""

    def __init__(
        self, title: str, where: str, text: str, look: Look, parent: QWidget | None = None, *, page: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = QLabel(where)
        place.setObjectName("muted")
        place.setWordWrap(True)
        place.setTextFormat(Qt.TextFormat.PlainText)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(look.font(12, mono=True))
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        if page.startswith("https://"):
            visit = buttons.addButton(self.tr("Open its page"), QDialogButtonBox.ButtonRole.ActionRole)
            visit.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(page)))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(place)
        column.addWidget(self.text)
        column.addWidget(buttons)
        fit(self, look, 760, 480)
