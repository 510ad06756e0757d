"""Says where a feed would send a credential that is kept for elsewhere, and has a person decide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from watchfloor.gui.style.look import Look
from watchfloor.services.credential.place import Place


class ConsentStrip(QWidget):
    """Gives `agreed` with the places that were shown. It takes no focus by itself."""

    agreed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._places: tuple[Place, ...] = ()
        self.words = QLabel()
        self.words.setObjectName("plain")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.send = QPushButton(self.tr("Send it there too"))
        self.send.setAutoDefault(False)  # a key that was meant for another button must not agree
        self.send.clicked.connect(lambda: self.agreed.emit(self._places))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.words)
        column.addWidget(self.send, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_places(self, name: str, known: Sequence[Place], places: tuple[Place, ...]) -> None:
        """Credential `name` is kept for the `known` places; the feed would send it to `places` besides."""
        self._places = places
        self.setVisible(bool(places))
        if not places:
            return
        words = self.tr("The credential “{name}” is kept for {known}.")
        if not known:
            words = self.tr("An earlier version kept the credential “{name}”, and not where it may go.")
        parts = [words.format(name=name, known=self._listed(known))]
        words = self.tr("This feed would send it to {places}. Nothing was sent so far.")
        parts.append(words.format(places=self._listed(places)))
        if any(place.proxy or place.authority or not place.is_checked for place in places):
            parts.append(self.tr("Whoever runs what is on that way may be able to read it."))
        parts.append(self.tr("Agree only if you trust all of that; or sign in with another one below."))
        self.words.setText("\n".join(parts))

    def _listed(self, places: Sequence[Place]) -> str:
        return "; ".join(map(self._named, places))

    def _named(self, place: Place) -> str:
        parts = [place.origin]
        if place.proxy:
            parts.append(self.tr("through the proxy {proxy}").format(proxy=place.proxy))
        if place.authority:
            parts.append(self.tr("vouched for by {name}").format(name=place.authority))
        if not place.is_checked:
            parts.append(self.tr("without a check of its certificate"))
        return ", ".join(parts)
