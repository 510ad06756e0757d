"""Says that a link brought this address, and asks nothing of it before the user does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from watchfloor.gui.style.look import Look


class OfferStrip(QWidget):
    """Gives `agreed` when the user wants the address heard. It takes no focus by itself."""

    agreed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("A link brought this address. It is asked for nothing until you say so."))
        words.setObjectName("plain")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.listen = QPushButton(self.tr("Listen"))
        self.listen.setAutoDefault(False)  # a key that was meant for another window must not agree
        self.listen.clicked.connect(self.agreed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(10))
        row.addWidget(words, 1)
        row.addWidget(self.listen)
