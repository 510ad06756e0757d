"""What can be done with a row of the log: keep it, copy it, narrow the log by it, mark its like."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from watchfloor.core.event import Event
from watchfloor.core.profiles.figure import figures
from watchfloor.core.session import Session
from watchfloor.gui.shell.command import Command

if TYPE_CHECKING:
    from watchfloor.gui.window import MainWindow

COMMANDS = (("log.pin", "log.note"), ("replay.here",), ("log.copy-text", "log.copy-json", "log.copy-csv"))


def row_menu(window: "MainWindow", serial: int) -> QMenu:
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    known = {command.id: command for command in window.commands}
    for group in COMMANDS:
        for key in group:
            if key in known and known[key].enabled():
                action = menu.addAction(_title(window, known[key]))
                action.triggered.connect(partial(window.commands.run, key))
        menu.addSeparator()
    item = window.log.window_of_rows.item(serial)
    if isinstance(item, Event):
        add = window.filter_box.add_term
        _terms(menu, window.tr("Only {what}"), item, window.session, add)
        _terms(menu, window.tr("Without {what}"), item, window.session, lambda term: add(f"-{term}"))
        menu.addSeparator()
        _terms(menu, window.tr("Highlight {what}"), item, window.session, window.log.add_highlight)
        plots = menu.addMenu(window.tr("Plot"))
        for path in figures(item.data):
            plots.addAction(path).triggered.connect(partial(window.plot_field, item.channel, path))
        plots.menuAction().setVisible(not plots.isEmpty())
    return menu


def _title(window: "MainWindow", command: Command) -> str:
    """In a row's own menu, what choosing it does to this row."""
    if command.id == "log.pin" and command.checked is not None:
        return window.tr("Unpin") if command.checked() else window.tr("Pin")
    return command.title


def _terms(menu: QMenu, words: str, event: Event, session: Session, run: Callable[[str], object]) -> None:
    """One line for each of what the row says of the event."""
    reading = session.read(event)
    for field, value in (("channel", event.channel), ("type", reading.kind), ("source", reading.source)):
        if value:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            action = menu.addAction(words.format(what=f"{field} {value}"))
            action.triggered.connect(partial(run, f'{field}:"{escaped}"'))
