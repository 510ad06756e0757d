"""A window for a wall: the whole screen, no controls, no mouse pointer while nobody moves it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

POINTER_MS = 3_000


class Kiosk(QObject):
    """Takes `chrome` (what is for hands only) out of sight while it is on. Escape leaves it.

    Gives `changed` with whether it is on, for views that have such things among others.
    """

    changed = Signal(bool)

    def __init__(self, window: QMainWindow, chrome: list[QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._chrome = chrome
        self.on = False
        self._before = Qt.WindowState.WindowNoState
        self._hidden: list[QWidget] = []
        self._pointer_gone = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(POINTER_MS)
        self._idle.timeout.connect(self._on_idle)

    def toggle(self) -> None:
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        self.on = True
        self._before = self._window.windowState()
        self._hidden = [widget for widget in self._chrome if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()
        self.changed.emit(True)
        self._window.showFullScreen()
        QGuiApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._idle.start()

    def leave(self) -> None:
        if not self.on:
            return
        self.on = False
        QGuiApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._idle.stop()
        self._show_pointer()
        for widget in self._hidden:
            widget.show()
        self.changed.emit(False)
        self._window.setWindowState(self._before & ~Qt.WindowState.WindowFullScreen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseMove:
            self._show_pointer()
            self._idle.start()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and watched is self._window  # nobody nearer to the focus wanted it
        ) or (event.type() is QEvent.Type.Close and watched is self._window):
            self.leave()
        return super().eventFilter(watched, event)

    def _on_idle(self) -> None:
        if not self._pointer_gone:
            self._pointer_gone = True
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)

    def _show_pointer(self) -> None:
        if self._pointer_gone:
            self._pointer_gone = False
            QGuiApplication.restoreOverrideCursor()
