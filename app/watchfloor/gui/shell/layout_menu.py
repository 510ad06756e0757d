"""The menu of layouts: float a panel, keep where everything is under a name, bring that back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QInputDialog

from watchfloor.gui.shell.choice import choice
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.layout_keeper import LayoutKeeper
from watchfloor.gui.window import MainWindow

ASIDE = QPoint(-24, -24)  # a panel that floats does not hide where it was
OURS = "layout:"  # begins the ids of kept layouts, which come and go


class LayoutMenu(QObject):
    """Gives `commands_changed` when a layout was kept or forgotten.

    `keep` runs what writes to disk, and tells the user where that fails.
    """

    commands_changed = Signal()

    def __init__(
        self, window: MainWindow, layouts: LayoutKeeper, keep: Callable[[Callable[[], object]], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._layouts = layouts
        self._keep = keep

    def commands(self) -> list[Command]:
        menu, names = self.tr("Layout"), self._layouts.names
        return [
            *self._floats(menu),
            Command("layout.save", menu, self.tr("Save the layout…"), self.ask_for_name),
            Command(
                "layout.forget",
                menu,
                self.tr("Remove a layout…"),
                self.ask_which,
                enabled=lambda: bool(self._layouts.names),
            ),
            *(Command(f"{OURS}{name}", menu, name, partial(self._show, name)) for name in names),
        ]

    def _floats(self, menu: str) -> list[Command]:
        return [
            Command(
                f"float.{key}",
                menu,
                self.tr("Float: {name}").format(name=name),
                partial(self._float, key),
                checked=partial(self._is_floating, key),
            )
            for key, name in self._window.panels.items()
        ]

    def _float(self, key: str) -> None:
        dock = self._window.dock(key)
        dock.setFloating(not dock.isFloating())
        if dock.isFloating():
            dock.move(dock.pos() + ASIDE)
        dock.show()

    def _is_floating(self, key: str) -> bool:
        return self._window.dock(key).isFloating()

    def ask_for_name(self) -> None:
        dialog = self._question(self.tr("Save the layout"), self.tr("A name for where everything is now"))
        dialog.setTextValue(self.tr("Layout {number}").format(number=len(self._layouts.names) + 1))
        dialog.textValueSelected.connect(self._on_named)
        dialog.open()

    def _on_named(self, name: str) -> None:
        if name.strip():
            self._keep(partial(self._save, name))

    def _save(self, name: str) -> None:
        """Told only where it was kept; `KnownError` where it was not."""
        kept = self._layouts.save(name)
        self.commands_changed.emit()
        self._window.tell(self.tr("Kept as “{name}”, in the Layout menu.").format(name=kept))

    def ask_which(self) -> None:
        title, words = self.tr("Remove a layout"), self.tr("Which one?")
        dialog = choice(self._window, self._window.look, title, words, self._layouts.names)
        dialog.textValueSelected.connect(self.forget)
        dialog.open()

    def forget(self, name: str) -> None:
        self._keep(partial(self._layouts.forget, name))
        self.commands_changed.emit()

    def _show(self, name: str) -> None:
        if not self._layouts.show(name):
            self._window.tell(self.tr("That layout is of another version and cannot be shown."))

    def _question(self, title: str, words: str) -> QInputDialog:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(words)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
