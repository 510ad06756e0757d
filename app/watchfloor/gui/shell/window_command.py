"""The main window's commands."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.state import ChannelState
from watchfloor.gui.graph.graph_view import safe_cell
from watchfloor.gui.log.event_row import EventRow
from watchfloor.gui.map.projection import REGIONS
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.key_list import KeyList
from watchfloor.gui.style.look import ZOOM_STEPS
from watchfloor.gui.style.theme import THEMES

if TYPE_CHECKING:
    from watchfloor.gui.window import MainWindow


def window_commands(window: "MainWindow") -> list[Command]:
    """All of them, in the order in which menus show them."""
    return [
        *_general(window),
        *_channel(window),
        *_log(window),
        *_map(window),
        *_view(window),
        *_help(window),
    ]


def _general(window: "MainWindow") -> list[Command]:
    menu = window.tr("Watchfloor")
    return [
        Command("palette", menu, window.tr("Command palette"), lambda: _open_palette(window), "Ctrl+K"),
        Command("analysis.start", menu, window.tr("Start analysis…"), window.ask_for_ward, "Ctrl+Shift+A"),
        Command("quit", menu, window.tr("Quit"), partial(_close, window), "Ctrl+Q"),
    ]


def _channel(window: "MainWindow") -> list[Command]:
    menu = window.tr("Channel")

    def state_in(*states: ChannelState) -> Callable[[], bool]:
        def holds() -> bool:
            row = window.session.channels.get(window.channel)
            return row is not None and row.status.state in states

        return holds

    def chosen() -> bool:
        return bool(window.channel)

    state = ChannelState
    asleep = (state.IDLE, state.FAILED)
    waiting = (state.RECONNECTING, state.BLOCKED, state.FAILED)
    awake = tuple(each for each in state if each not in (*asleep, state.PAUSED))
    return [
        Command(
            "channel.connect",
            menu,
            window.tr("Connect"),
            partial(window.act, "start"),
            enabled=state_in(*asleep),
        ),
        Command(
            "channel.disconnect",
            menu,
            window.tr("Disconnect"),
            partial(window.act, "stop"),
            enabled=state_in(*awake, state.PAUSED),
        ),
        Command(
            "channel.pause", menu, window.tr("Pause"), partial(window.act, "pause"), enabled=state_in(*awake)
        ),
        Command(
            "channel.resume",
            menu,
            window.tr("Resume"),
            partial(window.act, "resume"),
            enabled=state_in(state.PAUSED),
        ),
        Command(
            "channel.retry",
            menu,
            window.tr("Retry now"),
            partial(window.act, "retry_now"),
            "Ctrl+R",
            enabled=state_in(*waiting),
        ),
        Command(
            "channel.reset",
            menu,
            window.tr("Reset the breaker"),
            partial(window.act, "reset_breaker"),
            enabled=state_in(state.BLOCKED),
        ),
        Command(
            "channel.log", menu, window.tr("Show in log only"), lambda: _only_channel(window), enabled=chosen
        ),
    ]


def _log(window: "MainWindow") -> list[Command]:
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
            partial(_focus, window.log.table),
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


def _map(window: "MainWindow") -> list[Command]:
    menu, view = window.tr("Map"), window.map
    regions = [
        Command(
            f"map.{region.name}",
            menu,
            window.tr(region.name),
            partial(view.show_region, region),
            f"Ctrl+{place}",
        )
        for place, region in enumerate(REGIONS, 1)
    ]
    return [
        *regions,
        Command("map.in", menu, window.tr("Zoom the map in"), lambda: view.zoom(1.6)),
        Command("map.out", menu, window.tr("Zoom the map out"), lambda: view.zoom(1 / 1.6)),
        Command(
            "map.arcs", menu, window.tr("Arcs"), view.bar.toggle_arcs, checked=lambda: view.bar.arcs_shown
        ),
        Command(
            "map.heat", menu, window.tr("Heat"), view.bar.toggle_heat, checked=lambda: view.bar.heat_shown
        ),
        Command(
            "map.link",
            menu,
            window.tr("Map follows the filter"),
            lambda: window.link_filter(linked=not window.filter_linked),
            checked=lambda: window.filter_linked,
        ),
        Command("map.clear", menu, window.tr("Clear the map"), lambda: _clear_map(window)),
    ]


def _view(window: "MainWindow") -> list[Command]:
    menu, look = window.tr("View"), window.look
    names = {
        "channels": window.tr("Channels"),
        "log": window.tr("Event log"),
        "inspector": window.tr("Inspector"),
        "graphs": window.tr("Graphs"),
    }
    panels = [
        Command(
            f"panel.{key}",
            menu,
            window.tr("Panel: {name}").format(name=name),
            partial(window.toggle_dock, key),
            f"F{place}",
            checked=partial(_shown, window, key),
        )
        for place, (key, name) in enumerate(names.items(), 5)
    ]
    titles = {
        "dark": window.tr("Dark theme"),
        "light": window.tr("Light theme"),
        "contrast": window.tr("High contrast"),
    }
    themes = [
        Command(
            f"theme.{name}",
            menu,
            titles[name],
            partial(look.choose, theme),
            checked=partial(_is_theme, window, name),
        )
        for name, theme in THEMES.items()
    ]
    return [
        *panels,
        Command("layout.reset", menu, window.tr("Reset the layout"), window.reset_layout),
        Command("theme.next", menu, window.tr("Next theme"), lambda: _next_theme(window), "Ctrl+T"),
        *themes,
        Command("text.larger", menu, window.tr("Larger text"), lambda: _zoom_text(window, 1), "Ctrl++"),
        Command("text.smaller", menu, window.tr("Smaller text"), lambda: _zoom_text(window, -1), "Ctrl+-"),
        Command("text.normal", menu, window.tr("Normal text"), lambda: look.choose(zoom=1.0), "Ctrl+0"),
        Command(
            "time.utc",
            menu,
            window.tr("Times in UTC"),
            lambda: look.choose(utc=not look.utc),
            checked=lambda: look.utc,
        ),
    ]


def _help(window: "MainWindow") -> list[Command]:
    menu = window.tr("Help")
    return [
        Command(
            "help.keys",
            menu,
            window.tr("Shortcuts"),
            lambda: KeyList(window.commands, window).open(),
            "?",
            bare=True,
        ),
    ]


# -- what they do


def _open_palette(window: "MainWindow") -> None:
    window.palette_view.open()


def _focus(view: QWidget) -> None:
    view.setFocus()


def _close(window: "MainWindow") -> None:
    window.close()


def _only_channel(window: "MainWindow") -> None:
    window.filter_box.setText(f'channel:"{window.channel}"')
    window.filter_box.apply()


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


def _clear_map(window: "MainWindow") -> None:
    window.session.clear_places()


def _shown(window: "MainWindow", dock: str) -> bool:
    return window.dock(dock).isVisible()


def _is_theme(window: "MainWindow", name: str) -> bool:
    return window.look.theme.name == name


def _next_theme(window: "MainWindow") -> None:
    names = list(THEMES)
    following = names[(names.index(window.look.theme.name) + 1) % len(names)]
    window.look.choose(THEMES[following])


def _zoom_text(window: "MainWindow", step: int) -> None:
    nearest = min(range(len(ZOOM_STEPS)), key=lambda place: abs(ZOOM_STEPS[place] - window.look.zoom))
    window.look.choose(zoom=ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, nearest + step))])
