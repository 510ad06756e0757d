"""The main window's commands, in the order in which menus show them."""

from watchfloor.gui.shell.channel_command import channel_commands
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.graph_command import graph_commands
from watchfloor.gui.shell.key_list import KeyList
from watchfloor.gui.shell.log_command import log_commands
from watchfloor.gui.shell.map_command import map_commands
from watchfloor.gui.shell.view_command import view_commands
from watchfloor.gui.tie import Tie
from watchfloor.gui.workplace import Workplace


def window_commands(window: Workplace, tie: Tie) -> list[Command]:
    """All of them; what stands around the window adds its own."""
    return [
        *_general(window),
        *channel_commands(window),
        *log_commands(window),
        *map_commands(window, tie),
        *graph_commands(window),
        *view_commands(window),
        *_help(window),
    ]


def _general(window: Workplace) -> list[Command]:
    menu = window.tr("Watchfloor")
    return [
        Command("palette", menu, window.tr("Command palette"), lambda: _open_palette(window), "Ctrl+K"),
        Command(
            "analysis.start",
            menu,
            window.tr("Start analysis…"),
            window.ask_for_ward,
            "Ctrl+Shift+A",
            enabled=lambda: window.runs.can_start,
        ),
        Command("quit", menu, window.tr("Quit"), lambda: _close(window), "Ctrl+Q"),
    ]


def _help(window: Workplace) -> list[Command]:
    menu = window.tr("Help")
    return [
        Command(
            "help.keys",
            menu,
            window.tr("Shortcuts"),
            lambda: KeyList(window.commands, window.look, window).open(),
            "?",
            bare=True,
        ),
    ]


def _open_palette(window: Workplace) -> None:
    window.palette_view.open()


def _close(window: Workplace) -> None:
    window.close()
