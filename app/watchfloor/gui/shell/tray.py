"""Beside the clock: how all feeds are, and notices where the desktop shows them."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

BETWEEN_S = 5.0  # one notice in so long: a storm of alerts is one in the corner and many in the list
SHOWN_MS = 10_000


class Tray(QObject):
    """Gives `window_asked` on a click on the icon or on a notice, and `quit_asked`.

    Where the desktop has no tray there is none; `tell` then only marks the window as wanting attention.
    """

    window_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._last_s = -BETWEEN_S
        self.held_back = 0
        # supportsMessages() says True on a bare desktop, so the tray is asked for first.
        self.icon = self._make() if available() else None

    def _make(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self._window.windowIcon(), self)
        menu = QMenu(self._window)
        menu.addAction(self.tr("Show Watchfloor")).triggered.connect(self.window_asked)
        menu.addAction(self.tr("Quit")).triggered.connect(self.quit_asked)
        icon.setContextMenu(menu)
        icon.activated.connect(self._on_activated)
        icon.messageClicked.connect(self.window_asked)
        return icon

    def show_state(self, icon: QIcon, words: str) -> None:
        if self.icon is not None:
            self.icon.setIcon(icon)
            self.icon.setToolTip(f"Watchfloor — {words}")
            self.icon.setVisible(not icon.isNull())

    def tell(self, title: str, words: str) -> bool:
        """Show a notice; False where none was shown."""
        if self._window.isActiveWindow():
            return False  # it is under the user's eyes
        QApplication.alert(self._window)
        if self.icon is None or not self.icon.supportsMessages():
            return False
        now_s = self._clock()
        if now_s - self._last_s < BETWEEN_S:
            self.held_back += 1
            return False
        if self.held_back:
            words = self.tr("{words} (and {count} more before)").format(words=words, count=self.held_back)
        self._last_s, self.held_back = now_s, 0
        self.icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.Warning, SHOWN_MS)
        return True

    def close(self) -> None:
        if self.icon is not None:
            self.icon.hide()
            self.icon = None

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_asked.emit()
