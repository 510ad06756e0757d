"""Where the window and its docks are: kept between starts, and by name."""

import base64
import binascii

import msgspec
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow

from watchfloor.core.keepsake import MOST_LAYOUTS, Arrangement
from watchfloor.services.shelf import Shelf

VERSION = 1  # of our docks; a state of another version is not restored
LONGEST_NAME = 60


class LayoutKeeper:
    """Speaks Qt's own words for a layout, in base64. What cannot be restored leaves all as it is."""

    def __init__(self, window: QMainWindow, shelf: Shelf[Arrangement]) -> None:
        self._window = window
        self._shelf = shelf

    @property
    def names(self) -> list[str]:
        return list(self._shelf.value.layouts)

    def restore(self) -> bool:
        """As it was at the last end; False when there is nothing to restore."""
        kept = self._shelf.value
        if not kept.geometry or not self._window.restoreGeometry(_bytes(kept.geometry)):
            return False
        restored = self._window.restoreState(_bytes(kept.state), VERSION)
        self._bring_home()
        return restored

    def remember(self) -> None:
        """Keep where everything is now, for the next start."""
        geometry, state = self._window.saveGeometry(), self._window.saveState(VERSION)
        self._put(geometry=_words(geometry), state=_words(state))

    def save(self, name: str) -> str:
        """Keep the docks as they are under a name; the name as it was kept."""
        name = " ".join(name.split())[:LONGEST_NAME]
        layouts = {**self._shelf.value.layouts, name: _words(self._window.saveState(VERSION))}
        while len(layouts) > MOST_LAYOUTS:
            layouts.pop(next(iter(layouts)))
        self._put(layouts=layouts)
        return name

    def show(self, name: str) -> bool:
        """Bring a kept layout back; False if it is of another version."""
        shown = self._window.restoreState(_bytes(self._shelf.value.layouts.get(name, "")), VERSION)
        self._bring_home()
        return shown

    def forget(self, name: str) -> None:
        layouts = {key: state for key, state in self._shelf.value.layouts.items() if key != name}
        self._put(layouts=layouts)

    def _put(self, **changes: object) -> None:
        self._shelf.put(msgspec.structs.replace(self._shelf.value, **changes))

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
