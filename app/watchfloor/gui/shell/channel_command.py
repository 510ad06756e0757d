"""What can be done to the chosen channel."""

from collections.abc import Collection
from functools import partial

from watchfloor.core.state import ChannelState
from watchfloor.core.watch.saved_view import channel_term
from watchfloor.gui.shell.command import Command
from watchfloor.gui.workplace import Workplace

_ASLEEP = (ChannelState.IDLE, ChannelState.FAILED)
_WAITING = (ChannelState.RECONNECTING, ChannelState.BLOCKED, ChannelState.FAILED)
_AWAKE = tuple(state for state in ChannelState if state not in (*_ASLEEP, ChannelState.PAUSED))


def channel_commands(window: Workplace) -> list[Command]:
    tr, menu = window.tr, window.tr("Channel")
    # Each with what it asks of the channel, the states in which it makes sense, and its keys.
    table = (
        ("connect", tr("Connect"), "start", _ASLEEP, ""),
        ("disconnect", tr("Disconnect"), "stop", (*_AWAKE, ChannelState.PAUSED), ""),
        ("pause", tr("Pause"), "pause", _AWAKE, ""),
        ("resume", tr("Resume"), "resume", (ChannelState.PAUSED,), ""),
        ("retry", tr("Retry now"), "retry_now", _WAITING, "Ctrl+R"),
        ("reset", tr("Reset the breaker"), "reset_breaker", (ChannelState.BLOCKED,), ""),
    )
    return [
        *(
            Command(
                f"channel.{key}",
                menu,
                title,
                partial(window.act, action),
                keys,
                enabled=partial(_stands, window, states),
            )
            for key, title, action, states, keys in table
        ),
        Command(
            "channel.log",
            menu,
            tr("Show in log only"),
            lambda: _only_channel(window),
            enabled=lambda: bool(window.channel),
        ),
    ]


def _stands(window: Workplace, states: Collection[ChannelState]) -> bool:
    """Whether the chosen channel is in one of these states, and no recording."""
    row = window.session.channels.get(window.channel)
    return row is not None and row.status.state in states and not row.status.recorded


def _only_channel(window: Workplace) -> None:
    window.filter_box.setText(channel_term(window.channel))
    window.filter_box.apply()
