"""The tour of the window: what the guide says at the first start, and again when asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from watchfloor.gui.shell.guide import Guide, Step
from watchfloor.gui.window import MainWindow


class Tour(QObject):
    """Shows one guide at a time. Gives `seen` when it was walked through or left."""

    seen = Signal()

    def __init__(self, window: MainWindow, alerts: Callable[[], QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._alerts = alerts
        self.guide: Guide | None = None

    def start(self) -> None:
        if self.guide is not None:
            self.guide.end()
        guide = self.guide = Guide(self._steps(), self._window.look, self._window)
        guide.dismissed.connect(self._on_dismissed)
        guide.start()

    def _on_dismissed(self) -> None:
        guide, self.guide = self.guide, None
        if guide is not None:
            guide.card.deleteLater()
            guide.deleteLater()
        self.seen.emit()

    def _steps(self) -> list[Step]:
        tr, window = self.tr, self._window
        return [
            Step(
                tr("Every event is accounted for"),
                tr(
                    "Watchfloor keeps each event of each feed and says how fresh everything is. What you"
                    " see now are five systems playing on this machine; nothing leaves it."
                ),
                lambda: None,
            ),
            Step(
                tr("Feeds"),
                tr(
                    "Shape, colour and words say how each one is. + (Ctrl+N) adds your own: an address or a"
                    " cURL command is enough. Right-click for more."
                ),
                lambda: window.channels,
            ),
            Step(
                tr("Alerts and saved views"),
                tr(
                    "+ sets what to be told of, or keeps the filter under a name. What came while you were"
                    " away is counted here too."
                ),
                self._alerts,
            ),
            Step(
                tr("One filter"),
                tr("Try severity:>=4, a word, or a phrase in quotes. It suggests what fits as you type."),
                lambda: window.filter_box,
            ),
            Step(
                tr("The log stands still when you do"),
                tr("Space pauses it; nothing is missed meanwhile. A click shows the whole event."),
                lambda: window.log,
            ),
            Step(
                tr("Everything else"),
                tr("Ctrl+K finds every command by a few letters, ? lists all keys, F1 opens the guide."),
                lambda: window.title_bar,
            ),
        ]
