"""What a Mac hands to a program that runs already: files and links are events there, and no second start."""

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from watchfloor.core.offer import clipped, is_offer


class Application(QApplication):
    """Gives `asked` with the words that a second start would hand over.

    It looks at its own events only: a filter would be asked about every event of every view.
    """

    asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        link = event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self.asked.emit([clipped(link) if is_offer(link) else event.file()])
        return True
