"""Everything the window can do, as one table: it feeds menus, shortcuts, the palette and the list of keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from watchfloor.gui.style.literal import as_item

HELP = "help."  # begins the ids of the commands that people look for at the end


@dataclass(frozen=True)
class Command:
    """One thing to do. `bare` keys (Space, ?) reach the window only where no field or button wants them."""

    id: str
    menu: str
    title: str
    run: Callable[[], None]
    shortcut: str = ""
    bare: bool = False
    enabled: Callable[[], bool] = lambda: True
    checked: Callable[[], bool] | None = None


class CommandTable:
    """Commands by id, in the order in which menus show them."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, key: str) -> Command:
        return self._commands[key]

    def add(self, *commands: Command) -> None:
        for command in commands:
            self._commands[command.id] = command

    def remove(self, key: str) -> None:
        """Forget a command; its action and keys go with it."""
        del self._commands[key]
        action = self._actions.pop(key, None)
        if action is not None:
            action.setShortcut(QKeySequence())  # at once: two that share their keys are none
            action.deleteLater()

    def install(self, window: QWidget) -> None:
        """Give the window an action, with its keys, for each command that has none yet."""
        for command in self:
            if command.id in self._actions:
                continue
            action = QAction(as_item(command.title), window)
            action.setCheckable(command.checked is not None)
            if command.shortcut and not command.bare:
                action.setShortcut(QKeySequence(command.shortcut))
            action.triggered.connect(lambda _=False, key=command.id: self.run(key))
            self._actions[command.id] = action
            window.addAction(action)

    def run(self, key: str) -> bool:
        """Do it, unless it cannot be done now."""
        command = self._commands[key]
        if not command.enabled():
            return False
        command.run()
        return True

    def menus(self, parent: QWidget) -> list[QMenu]:
        """The menus with all commands, Help the last; what can be done is asked when one opens."""
        made: dict[str, QMenu] = {}
        for command in self:
            if command.menu not in made:
                menu = made[command.menu] = QMenu(command.menu, parent)
                menu.aboutToShow.connect(self.update)
            made[command.menu].addAction(self._actions[command.id])
        last = {command.menu for command in self if command.id.startswith(HELP)}
        return [menu for _, menu in sorted(made.items(), key=lambda each: each[0] in last)]

    def menu_of(self, parent: QWidget, *beginnings: str) -> QMenu | None:
        """One menu with the commands whose ids begin so; None where there is none."""
        found = [command for command in self if command.id.startswith(beginnings)]
        if not found:
            return None
        menu = QMenu(parent)
        menu.aboutToShow.connect(self.update)
        for command in found:
            menu.addAction(self._actions[command.id])
        return menu

    def update(self) -> None:
        """Bring every action's standing up to date."""
        for command in self:
            action = self._actions[command.id]
            action.setEnabled(command.enabled())
            if command.checked is not None:
                action.setChecked(command.checked())
