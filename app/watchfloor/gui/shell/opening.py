"""What a Mac hands to a program that runs already: files and links are events there, and no second start."""

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent

from watchfloor.core.offer import clipped, is_offer


class Opening(QObject):
    """Watches an application's events. Gives `asked` with the words that a second start would hand over."""

    asked = Signal(object)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return False
        link = event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self.asked.emit([clipped(link) if is_offer(link) else event.file()])
        return True
