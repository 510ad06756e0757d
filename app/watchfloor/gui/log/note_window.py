"""A note to an event, as it is written."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look

LONGEST_NOTE = 2_000
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteWindow(QDialog):
    """Gives `kept` with what was written. Return keeps it, for most notes are a line; Shift+Return begins
    another line."""

    kept = Signal(str)

    def __init__(self, note: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Pin with a note"))
        asked = QLabel(self.tr("What is to be remembered of this event?"))
        self.field = QPlainTextEdit(note)
        self.field.setAccessibleName(asked.text())
        self.field.setTabChangesFocus(True)  # or nobody comes out of it by keys
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.installEventFilter(self)
        hint = QLabel(self.tr("Shift+Return begins another line."))
        hint.setObjectName("muted")
        self.field.setAccessibleDescription(hint.text())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = buttons.addButton(self.tr("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setObjectName("primary")
        keep.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (asked, self.field, hint, buttons):
            column.addWidget(part)
        fit(self, look, 420, 230)
        self.field.setFocus()

    def accept(self) -> None:
        self.kept.emit(self.field.toPlainText().strip()[:LONGEST_NOTE])
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in RETURN
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.accept()
            return True
        return super().eventFilter(watched, event)
