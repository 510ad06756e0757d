"""What can be done to the chosen channel."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from watchfloor.core.state import ChannelState
from watchfloor.gui.shell.command import Command

if TYPE_CHECKING:
    from watchfloor.gui.window import MainWindow


def channel_commands(window: "MainWindow") -> list[Command]:
    menu = window.tr("Channel")

    def state_in(*states: ChannelState) -> Callable[[], bool]:
        def holds() -> bool:
            row = window.session.channels.get(window.channel)
            return row is not None and row.status.state in states and not row.status.recorded

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


def _only_channel(window: "MainWindow") -> None:
    window.filter_box.setText(f'channel:"{window.channel}"')
    window.filter_box.apply()
