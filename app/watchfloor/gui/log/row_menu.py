"""What can be done with a row of the log: keep it, copy it, narrow the log by it, mark its like."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from watchfloor.core.event import Event
from watchfloor.core.profiles.figure import figures
from watchfloor.core.profiles.path import query_term
from watchfloor.core.session.session import Session
from watchfloor.gui.shell.command import Command
from watchfloor.gui.style.literal import as_item
from watchfloor.gui.workplace import Workplace

LONGEST = 60  # letters of a line
Term = tuple[str, str]
COMMANDS = (("log.pin", "log.note"), ("replay.here",), ("log.copy-text", "log.copy-json", "log.copy-csv"))


def row_menu(window: Workplace, serial: int) -> QMenu:
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
        add, terms = window.filter_box.add_term, [*_terms(item, window.session), *_field_terms(item, window)]
        _offer(menu, window.tr("Only {what}"), terms, add)
        _offer(menu, window.tr("Without {what}"), terms, lambda term: add(f"-{term}"))
        menu.addSeparator()
        _offer(menu, window.tr("Highlight {what}"), terms, window.log.add_highlight)
        plots = menu.addMenu(window.tr("Plot"))
        for path in figures(item.data):
            plots.addAction(as_item(path)).triggered.connect(partial(window.plot_field, item.channel, path))
        plots.menuAction().setVisible(not plots.isEmpty())
    return menu


def _title(window: Workplace, command: Command) -> str:
    """In a row's own menu, what choosing it does to this row."""
    if command.id == "log.pin" and command.checked is not None:
        return window.tr("Unpin") if command.checked() else window.tr("Pin")
    return command.title


def _terms(event: Event, session: Session) -> Iterator[Term]:
    """What the row says of the event, each as words and as a term of a query."""
    reading = session.read(event)
    for field, value in (("channel", event.channel), ("type", reading.kind), ("source", reading.source)):
        if value:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            yield f"{field} {value}", f'{field}:"{escaped}"'


def _field_terms(event: Event, window: Workplace) -> Iterator[Term]:
    """The same for the JSON fields that have a column, as far as the query language can name them."""
    header = window.log.table.header
    for path, find in zip(header.fields, header.finders.values(), strict=True):
        value = find(event.data)
        term = query_term(tuple(path.split(".")), value)
        if term:
            yield f"{path} {value}"[:LONGEST], term


def _offer(menu: QMenu, words: str, terms: Sequence[Term], run: Callable[[str], object]) -> None:
    for what, term in terms:
        menu.addAction(as_item(words.format(what=what))).triggered.connect(partial(run, term))
