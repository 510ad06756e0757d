"""Where the window and its panels are: at the last end, and by name."""

import base64
import binascii

import msgspec
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow

from watchfloor.core.watch.keepsake import Arrangement
from watchfloor.services.home.shelf import Kept, Shelf

VERSION = 1  # of our docks; a state of another version is not restored
LONGEST_NAME = 60
MOST_LAYOUTS = 50


class LayoutKeeper:
    """Speaks Qt's own words for a layout, in base64. What cannot be restored leaves all as it is.

    Where the window is on its screen is this machine's; the `layouts` by name are the workspace's.
    """

    def __init__(self, window: QMainWindow, shelf: Shelf[Arrangement], layouts: Kept[dict[str, str]]) -> None:
        self._window = window
        self._shelf = shelf
        self._layouts = layouts

    @property
    def names(self) -> list[str]:
        return list(self._layouts.value)

    @property
    def panels(self) -> str:
        """Where they are now."""
        return _words(self._window.saveState(VERSION))

    def restore(self, panels: str) -> bool:
        """The window where it was at the last end, and the panels; False if all is as at the first start."""
        geometry = self._shelf.value.geometry
        placed = bool(geometry) and self._window.restoreGeometry(_bytes(geometry))
        arranged = bool(panels) and self._window.restoreState(_bytes(panels), VERSION)
        self._bring_home()
        return placed and arranged

    def remember(self) -> None:
        """Keep where the window is now, for the next start."""
        geometry = _words(self._window.saveGeometry())
        self._shelf.put(msgspec.structs.replace(self._shelf.value, geometry=geometry))

    def save(self, name: str) -> str:
        """Keep the panels as they are under a name; the name as it was kept."""
        name = " ".join(name.split())[:LONGEST_NAME]
        layouts = {**self._layouts.value, name: self.panels}
        while len(layouts) > MOST_LAYOUTS:
            layouts.pop(next(iter(layouts)))
        self._layouts.put(layouts)
        return name

    def show(self, name: str) -> bool:
        """Bring a kept layout back; False if it is of another version."""
        shown = self._window.restoreState(_bytes(self._layouts.value.get(name, "")), VERSION)
        self._bring_home()
        return shown

    def forget(self, name: str) -> None:
        self._layouts.put({key: state for key, state in self._layouts.value.items() if key != name})

    def _bring_home(self) -> None:
        """A dock that floated on a screen that is gone comes back to where it can be seen."""
        for dock in self._window.findChildren(QDockWidget):
            if dock.isFloating() and QGuiApplication.screenAt(dock.frameGeometry().center()) is None:
                dock.setFloating(False)


def _words(state: QByteArray) -> str:
    return base64.b64encode(bytes(state.data())).decode()


def _bytes(words: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(words, validate=True))
    except (binascii.Error, ValueError):
        return QByteArray()
