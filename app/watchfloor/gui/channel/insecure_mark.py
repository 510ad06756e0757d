"""Says in red, over a view, that some of what it shows may come from anyone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from watchfloor.core.session.session import Session
from watchfloor.gui.style.literal import as_tip


class InsecureMark(QLabel):
    """Shown while the certificate of a feed of the `Session` is not checked; its tip names the feeds.

    Gives `shown_changed`.
    """

    shown_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: list[str] = []
        self.setObjectName("insecure")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("TLS not checked"))
        self.hide()

    def refresh(self) -> None:
        names = [row.name for row in self._session.channels.values() if row.insecure]
        if names == self._names:
            return
        self._names = names
        words = self.tr("The certificate is not checked, so anyone on the way can change this: {names}")
        told = words.format(names=", ".join(names))
        self.setToolTip(as_tip(told))
        self.setAccessibleName(told)
        self.setVisible(bool(names))
        self.shown_changed.emit()
