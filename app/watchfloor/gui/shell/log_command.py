"""What can be done in the log: follow it, filter it, copy from it."""

from functools import partial

from PySide6.QtGui import QGuiApplication

from watchfloor.core.text.numeral import grouped
from watchfloor.gui.log import copy
from watchfloor.gui.log.copy import Form
from watchfloor.gui.log.highlight_window import HighlightWindow
from watchfloor.gui.shell.command import Command
from watchfloor.gui.workplace import Workplace


def log_commands(window: Workplace) -> list[Command]:
    menu = window.tr("Log")
    return [
        *_narrowing(window, menu),
        *_finding(window, menu),
        *_showing(window, menu),
        *_copying(window, menu),
    ]


def _narrowing(window: Workplace, menu: str) -> list[Command]:
    tr = window.tr
    return [
        Command(
            "log.follow",
            menu,
            tr("Follow the newest, or pause"),
            window.log.toggle_following,
            "Space",
            bare=True,
            checked=lambda: window.log.following,
        ),
        Command("log.filter", menu, tr("Filter"), lambda: _focus_filter(window), "Ctrl+F"),
        Command("log.unfilter", menu, tr("Clear the filter"), lambda: _unfilter(window), "Ctrl+Shift+F"),
    ]


def _finding(window: Workplace, menu: str) -> list[Command]:
    tr, bar = window.tr, window.log.find_bar
    older, newer = partial(bar.ask, older=True), partial(bar.ask, older=False)
    return [
        Command("log.find", menu, tr("Find in the log…"), bar.open, "Ctrl+Shift+L"),
        Command("log.find-older", menu, tr("Find the next older match"), older, "F3"),
        Command("log.find-newer", menu, tr("Find the next newer match"), newer, "Shift+F3"),
    ]


def _showing(window: Workplace, menu: str) -> list[Command]:
    tr = window.tr
    return [
        Command(
            "log.highlight", menu, tr("Highlight rules…"), lambda: _open_highlights(window), "Ctrl+Shift+H"
        ),
        Command(
            "log.unclear",
            menu,
            tr("Show cleared rows again"),
            window.log.show_cleared,
            enabled=lambda: bool(window.log.window_of_rows.cleared),
        ),
        Command("log.focus", menu, tr("Go to the log"), window.log.table.setFocus, "Ctrl+L"),
    ]


def _copying(window: Workplace, menu: str) -> list[Command]:
    forms = (
        ("text", window.tr("Copy as text"), copy.as_text, "Ctrl+C"),
        ("json", window.tr("Copy as JSON"), copy.as_json, "Ctrl+Shift+C"),
        ("csv", window.tr("Copy as CSV"), copy.as_csv, ""),
    )
    return [
        Command(
            f"log.copy-{key}",
            menu,
            title,
            partial(_copy, window, form),
            keys,
            enabled=lambda: window.log.table.current is not None,
        )
        for key, title, form, keys in forms
    ]


def _focus_filter(window: Workplace) -> None:
    window.filter_box.setFocus()
    window.filter_box.selectAll()


def _open_highlights(window: Workplace) -> None:
    dialog = HighlightWindow(window.log.highlights, window.look, window)
    dialog.rules_changed.connect(window.log.highlight)
    dialog.open()


def _unfilter(window: Workplace) -> None:
    window.filter_box.clear()
    window.filter_box.apply()


def _copy(window: Workplace, form: Form) -> None:
    """All chosen rows, oldest first; what the journal was not asked for yet is told, and not left out."""
    table = window.log.table
    items = table.choice.items
    if not items:
        return
    page = copy.Page(window.session, table.header, window.look, table.note_of)
    QGuiApplication.clipboard().setText(form(items, page))
    missing = len(table.choice.rows) - len(items)
    if missing:
        words = window.tr("{copied} rows copied; {missing} more are in the journal: export takes them all.")
        window.tell(words.format(copied=grouped(len(items)), missing=grouped(missing)))
    elif len(items) > 1:
        window.tell(window.tr("{copied} rows copied.").format(copied=grouped(len(items))))
