"""What can be done in the log: follow it, filter it, copy from it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from watchfloor.gui.log import copy
from watchfloor.gui.log.copy import Form
from watchfloor.gui.log.highlight_window import HighlightWindow
from watchfloor.gui.shell.command import Command

if TYPE_CHECKING:
    from watchfloor.gui.window import MainWindow


def log_commands(window: "MainWindow") -> list[Command]:
    menu = window.tr("Log")

    def chosen() -> bool:
        return window.log.table.current is not None

    return [
        Command(
            "log.follow",
            menu,
            window.tr("Follow the newest, or pause"),
            window.log.toggle_following,
            "Space",
            bare=True,
            checked=lambda: window.log.following,
        ),
        Command("log.filter", menu, window.tr("Filter"), lambda: _focus_filter(window), "Ctrl+F"),
        Command(
            "log.unfilter", menu, window.tr("Clear the filter"), lambda: _unfilter(window), "Ctrl+Shift+F"
        ),
        Command("log.find", menu, window.tr("Find in the log…"), window.log.find_bar.open, "Ctrl+Shift+L"),
        Command(
            "log.find-older",
            menu,
            window.tr("Find the next older match"),
            lambda: window.log.find_bar.ask(older=True),
            "F3",
        ),
        Command(
            "log.find-newer",
            menu,
            window.tr("Find the next newer match"),
            lambda: window.log.find_bar.ask(older=False),
            "Shift+F3",
        ),
        Command(
            "log.highlight",
            menu,
            window.tr("Highlight rules…"),
            lambda: _open_highlights(window),
            "Ctrl+Shift+H",
        ),
        Command(
            "log.unclear",
            menu,
            window.tr("Show cleared rows again"),
            window.log.show_cleared,
            enabled=lambda: bool(window.log.window_of_rows.cleared),
        ),
        Command(
            "log.focus",
            menu,
            window.tr("Go to the log"),
            window.log.table.setFocus,
            "Ctrl+L",
        ),
        Command(
            "log.copy-text",
            menu,
            window.tr("Copy as text"),
            lambda: _copy(window, copy.as_text),
            "Ctrl+C",
            enabled=chosen,
        ),
        Command(
            "log.copy-json",
            menu,
            window.tr("Copy as JSON"),
            lambda: _copy(window, copy.as_json),
            "Ctrl+Shift+C",
            enabled=chosen,
        ),
        Command(
            "log.copy-csv", menu, window.tr("Copy as CSV"), lambda: _copy(window, copy.as_csv), enabled=chosen
        ),
    ]


def _focus_filter(window: "MainWindow") -> None:
    window.filter_box.setFocus()
    window.filter_box.selectAll()


def _open_highlights(window: "MainWindow") -> None:
    dialog = HighlightWindow(window.log.highlights, window.look, window)
    dialog.rules_changed.connect(window.log.highlight)
    dialog.open()


def _unfilter(window: "MainWindow") -> None:
    window.filter_box.clear()
    window.filter_box.apply()


def _copy(window: "MainWindow", form: Form) -> None:
    """All chosen rows, oldest first; what the journal was not asked for yet is told, and not left out."""
    table = window.log.table
    items = table.chosen
    if not items:
        return
    page = copy.Page(window.session, table.header, window.look, table.note_of)
    QGuiApplication.clipboard().setText(form(items, page))
    missing = table.chosen_count - len(items)
    if missing:
        words = window.tr("{copied} rows copied; {missing} more are in the journal: export takes them all.")
        window.tell(words.format(copied=f"{len(items):,}", missing=f"{missing:,}"))
    elif len(items) > 1:
        window.tell(window.tr("{copied} rows copied.").format(copied=f"{len(items):,}"))
