"""An expired token: one new try with a new one, and the stream goes on from its last id."""

from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.channel import Channel
from watchfloor.services.credential.account import Account


class Renewal:
    """Watches one channel for a 401 that a new token can cure. `close` it with the channel.

    Make it before those who take a failure for the end: it goes on before they hear.
    """

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
            # At once: whoever hears of it next learns that it goes on, not that it has ended.
            self._channel.start()
