"""Find in the log without filtering it: from one match to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import SMALL, Look


class FindBar(QWidget):
    """Gives `find_asked` with a query and whether to look among older rows; `closed` when it is put away."""

    find_asked = Signal(str, bool)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find: a word or a query"))
        self.field.setAccessibleName(self.tr("Find in the log"))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(lambda _text: self.tell(""))
        self.newer = self._button("▲", self.tr("Next newer match (Shift+F3)"), older=False)
        self.older = self._button("▼", self.tr("Next older match (F3)"), older=True)
        self._answer = QLabel()
        self._answer.setObjectName("muted")
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._close = QToolButton()
        self._close.setObjectName("plus")
        self._close.setText("✕")
        self._close.setAccessibleName(self.tr("Close the search"))
        self._close.setToolTip(self._close.accessibleName())
        self._close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 10, 4)
        row.addWidget(self.field, 2)
        row.addWidget(self.newer)
        row.addWidget(self.older)
        row.addWidget(self._answer, 3)
        row.addWidget(self._close)
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _button(self, sign: str, words: str, *, older: bool) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setText(sign)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.ask(older=older))
        return button

    def _restyle(self) -> None:
        self.field.setFont(self._look.font(SMALL, mono=True))

    def open(self) -> None:
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def ask(self, *, older: bool) -> None:
        """Find what is typed; where nothing is, open so that it can be."""
        if not self.field.text().strip():
            self.open()
            return
        self.show()
        self.find_asked.emit(self.field.text(), older)

    def tell(self, words: str) -> None:
        """The answer, beside the field."""
        self._answer.setText(words)
        self._answer.setToolTip(as_tip(words))
        self.field.setAccessibleDescription(words)

    @property
    def answer(self) -> str:
        return self._answer.text()

    def put_away(self) -> None:
        self.hide()
        self.tell("")
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask(older=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
