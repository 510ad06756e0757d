"""What can be done in the log: follow it, filter it, copy from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QGuiApplication

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.gui.graph.graph_view import safe_cell
from watchfloor.gui.log.event_row import EventRow
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
            lambda: _copy(window, as_text),
            "Ctrl+C",
            enabled=chosen,
        ),
        Command(
            "log.copy-json",
            menu,
            window.tr("Copy as JSON"),
            lambda: _copy(window, as_json),
            "Ctrl+Shift+C",
            enabled=chosen,
        ),
        Command(
            "log.copy-csv", menu, window.tr("Copy as CSV"), lambda: _copy(window, as_csv), enabled=chosen
        ),
    ]


def _focus_filter(window: "MainWindow") -> None:
    window.filter_box.setFocus()
    window.filter_box.selectAll()


def _unfilter(window: "MainWindow") -> None:
    window.filter_box.clear()
    window.filter_box.apply()


def _copy(window: "MainWindow", form: "Callable[[Item, MainWindow], str]") -> None:
    serial = window.log.table.current
    item = None if serial is None else window.log.window_of_rows.item(serial)
    if item is not None:
        QGuiApplication.clipboard().setText(form(item, window))


def as_text(item: Item, window: "MainWindow") -> str:
    row = EventRow(item, window.session, utc=window.look.utc)
    parts = (
        row.time,
        row.channel,
        row.kind,
        str(row.severity or ""),
        row.summary,
        row.source,
        row.confidence,
    )
    return "\t".join(parts)


def as_json(item: Item, _window: "MainWindow") -> str:
    """An event as `tail --json` writes it; anything else as the journal keeps it."""
    if not isinstance(item, Event):
        return msgspec.json.encode(item).decode()
    body = {
        "channel": item.channel,
        "id": item.id,
        "type": item.type,
        "data": item.data,
        "received_at": item.received_at_s,
        "seq": item.seq,
    }
    return msgspec.json.encode(body).decode()


def as_csv(item: Item, window: "MainWindow") -> str:
    row = EventRow(item, window.session, utc=True)
    parts = (
        row.time,
        row.channel,
        row.kind,
        str(row.severity or ""),
        row.summary,
        row.source,
        row.confidence,
    )
    return ",".join(safe_cell(part) for part in parts)
