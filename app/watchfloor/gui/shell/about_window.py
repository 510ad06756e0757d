"""About: versions, and the licence of everything that is inside."""

import platform
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from watchfloor import __version__, resource
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.icon import pixmap
from watchfloor.gui.style.look import Look

PARTS = ("PySide6-Essentials", "qasync", "httpx", "httpx-sse", "msgspec", "numpy", "pyqtgraph", "apsw")
MOST_CHARACTERS = 200_000


def versions() -> list[tuple[str, str]]:
    """What a report should name."""
    from importlib import metadata  # a tenth of a second that no start should wait for

    found = [("Watchfloor", __version__), ("Python", platform.python_version()), ("Qt", QtCore.qVersion())]
    for part in PARTS:
        try:
            found.append((part, metadata.version(part)))
        except metadata.PackageNotFoundError:
            continue  # a bundle may leave the metadata out
    return [*found, ("System", platform.platform())]


def licences() -> dict[str, Path]:
    """The licence texts that are shipped, by what they are for."""
    found: dict[str, Path] = {}
    for folder in ("licences", "fonts", "icons", "map"):
        place = resource.path(folder)
        if place.is_dir():
            for path in sorted(place.rglob("*.txt")):
                name = path.stem.removesuffix("-LICENSE")
                found[folder.capitalize() if name == "LICENSE" else name] = path
    return found


class AboutWindow(QDialog):
    """Opened with `open()`, so that nothing waits for it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._licences = licences()
        self.setWindowTitle(self.tr("About Watchfloor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.versions = QPlainTextEdit("\n".join(f"{part} {version}" for part, version in versions()))
        self.versions.setReadOnly(True)
        self.versions.setAccessibleName(self.tr("Versions"))
        self.versions.setMaximumHeight(look.px(120))
        self.list = QListWidget()
        self.list.setObjectName("entries")
        self.list.setAccessibleName(self.tr("Licences"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(look.font(11, mono=True))
        self.text.setAccessibleName(self.tr("Licence text"))
        self._lay_out()
        self.list.currentTextChanged.connect(self._show_licence)
        self.list.addItems(list(self._licences))
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        texts = QHBoxLayout()
        texts.addWidget(self.list, 1)
        texts.addWidget(self.text, 3)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(_heading(self.tr("Versions")))
        column.addWidget(self.versions)
        column.addWidget(_heading(self.tr("Licences")))
        column.addLayout(texts, 1)
        column.addWidget(self._buttons())
        fit(self, self._look, 720, 600)

    def _head(self) -> QHBoxLayout:
        """What the program is called, is for, and may be used for."""
        mark = QLabel()
        mark.setPixmap(pixmap("watchfloor", self._look.color("accent"), self._look.px(48)))
        name = QLabel(f"Watchfloor {__version__}")
        name.setFont(self._look.font(20, 700))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        for line in (
            self.tr("A desktop monitor for live feeds: every event accounted for."),
            self.tr("Free software under the MIT licence. Nothing you watch leaves this machine."),
        ):
            label = QLabel(line)
            label.setObjectName("muted")
            label.setWordWrap(True)
            words.addWidget(label)
        words.addStretch()
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.versions.toPlainText()))
        buttons.rejected.connect(self.close)
        return buttons

    def _show_licence(self, name: str) -> None:
        path = self._licences.get(name)
        if path is None:
            return
        try:
            self.text.setPlainText(path.read_text(encoding="utf-8", errors="replace")[:MOST_CHARACTERS])
        except OSError as error:
            self.text.setPlainText(
                self.tr("{path} cannot be read: {why}").format(path=path, why=error.strerror)
            )


def _heading(title: str) -> QLabel:
    heading = QLabel(title.upper())
    heading.setObjectName("heading")
    return heading
