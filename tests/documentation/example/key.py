"""A command of the window: a line of the table that feeds menus, keys and the palette."""

from watchfloor.gui.shell.command import Command
from watchfloor.gui.workplace import Workplace


def tally_command(window: Workplace) -> Command:
    return Command(
        "channel.tally",
        window.tr("Channel"),
        window.tr("Tell how much has come"),
        lambda: window.tell(f"{window.session.stored:,}"),
        "Ctrl+Shift+T",
        enabled=lambda: bool(window.session.channels),
    )
