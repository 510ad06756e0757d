"""An expired token: one new try with a new one, and the stream goes on from its last id."""

import asyncio

from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel import Channel
from watchfloor.services.credential.account import Account


class Renewal:
    """Watches one channel for a 401 that a new token can cure. `close` it with the channel."""

    def __init__(self, channel: Channel, account: Account) -> None:
        self._channel = channel
        self._account = account
        self._closed = False
        channel.standing.listeners.append(self._on_status)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._channel.standing.listeners.remove(self._on_status)

    def _on_status(self, status: Status) -> None:
        if status.state is ChannelState.CONNECTED:
            self._account.accepted()
        elif (
            status.state is ChannelState.FAILED and status.code == "unauthorized" and self._account.refused()
        ):
            # Not from within the channel's own step: others hear of the failure first.
            asyncio.get_running_loop().call_soon(self._try_again)

    def _try_again(self) -> None:
        if not self._closed and self._channel.status.state is ChannelState.FAILED:
            self._channel.start()
