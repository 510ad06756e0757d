"""Where the window and its panels are: at the last end, and by name."""

import base64
import binascii

import msgspec
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

from watchfloor.core.error import KnownError
from watchfloor.core.watch.keepsake import Arrangement
from watchfloor.core.workspace.workspace import Layout
from watchfloor.gui.shell.panel_move import arrange
from watchfloor.gui.shell.panel_place import layout_of
from watchfloor.gui.workplace import Workplace
from watchfloor.services.home.shelf import Kept, Shelf

VERSION = 1  # of our docks, in Qt's words that earlier versions kept
PANELS = ("channels", "log", "inspector", "graphs")
LONGEST_NAME = 60
MOST_LAYOUTS = 50


class LayoutKeeper:
    """What cannot be restored leaves all as it is.

    Where the window is on its screen is this machine's, in Qt's own words; the `layouts` by name are the
    workspace's.
    """

    def __init__(
        self, window: Workplace, shelf: Shelf[Arrangement], layouts: Kept[dict[str, Layout]]
    ) -> None:
        self._window = window
        self._docks = [window.dock(name) for name in PANELS]
        self._shelf = shelf
        self._layouts = layouts

    @property
    def names(self) -> list[str]:
        return list(self._layouts.value)

    @property
    def panels(self) -> Layout:
        """Where they are now, also where the window has just been told and has not moved them yet."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()
        return layout_of(self._window, self._docks)

    def place(self) -> bool:
        """Put the window where it was at the last end; False where that is not known."""
        geometry = self._shelf.value.geometry
        return bool(geometry) and self._window.restoreGeometry(_bytes(geometry))

    def arrange(self, layout: Layout) -> bool:
        """Put the panels so; False, and all stays, where that cannot be done."""
        if layout.state:
            self._window.winId()  # else what floats would have no window to stay above
            arranged = self._window.restoreState(_bytes(layout.state), VERSION)
        else:
            arranged = arrange(self._window, self._docks, layout)
        self._bring_home()
        return arranged

    def remember(self) -> None:
        """Keep where the window is now, for the next start."""
        geometry = _words(self._window.saveGeometry())
        self._shelf.put(msgspec.structs.replace(self._shelf.value, geometry=geometry))

    def save(self, name: str) -> str:
        """Keep the panels as they are under a name; the name as it was kept. `KnownError`: it cannot be."""
        name = " ".join(name.split())[:LONGEST_NAME]
        layouts = {**self._layouts.value, name: self.panels}
        if len(layouts) > MOST_LAYOUTS:
            raise KnownError(
                f"There are {MOST_LAYOUTS} layouts, which is all that can be. Remove some first."
            )
        self._layouts.put(layouts)
        return name

    def show(self, name: str) -> bool:
        """Bring a kept layout back; False if it cannot be shown."""
        return self.arrange(self._layouts.value.get(name, Layout()))

    def forget(self, name: str) -> None:
        self._layouts.put({key: layout for key, layout in self._layouts.value.items() if key != name})

    def _bring_home(self) -> None:
        """A dock that floated on a screen that is gone comes back to where it can be seen."""
        for dock in self._docks:
            if dock.isFloating() and QGuiApplication.screenAt(dock.frameGeometry().center()) is None:
                dock.setFloating(False)


def _words(state: QByteArray) -> str:
    return base64.b64encode(bytes(state.data())).decode()


def _bytes(words: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(words, validate=True))
    except (binascii.Error, ValueError):
        return QByteArray()
