"""The line of the inspector that tells of an event's pin: whether it is kept, and the note to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


class PinLine(QWidget):
    """Gives `pin_asked` (pin, or take the pin off) and `note_asked`.

    Without `changes` it only shows notes.
    """

    pin_asked = Signal()
    note_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, changes: bool = True) -> None:
        super().__init__(parent)
        self._changes = changes
        self.pin = QPushButton()
        self.pin.clicked.connect(self.pin_asked)
        self.note = QPushButton()
        self.note.clicked.connect(self.note_asked)
        self.words = QLabel()
        self.words.setWordWrap(True)
        # What a person wrote is text, whatever it looks like.
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        keys = QHBoxLayout()
        keys.setSpacing(2)
        for button in (self.pin, self.note):
            button.setObjectName("quiet")
            keys.addWidget(button)
            if not changes:
                button.hide()
        keys.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(keys)
        column.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_pin(self, note: str | None) -> None:
        """The event's note; None for one that is not pinned."""
        pinned = note is not None
        self.pin.setText(self.tr("Unpin") if pinned else self.tr("Pin"))
        words = self.tr("Keep this event, whatever the journal drops (Ctrl+D)")
        self.pin.setToolTip(self.tr("Keep this event no longer (Ctrl+D)") if pinned else words)
        self.note.setText(self.tr("Edit note…") if note else self.tr("Note…"))
        self.words.setText(note or "")
        self.words.setVisible(bool(note))
        self.setVisible(self._changes or bool(note))
