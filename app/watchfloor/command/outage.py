"""Why no stream comes, said once for each outage: whoever waits must not be left to guess."""

import re

from watchfloor.core.state import ChannelState, Status

_OUT = (ChannelState.RECONNECTING, ChannelState.BLOCKED)
_QUOTING = re.compile(r"(\d{3} [^:]*|.+? came instead of text/event-stream): (.+)", re.DOTALL)
NOTHING_MORE = "no-content"
_QUOTED = 120  # characters of what a server wrote, which may be a page


def why(reason: str, advice: str) -> str:
    """Why no stream comes and what to do; only behind that how a server's own words begin."""
    if not advice:
        return reason
    quoting = _QUOTING.fullmatch(reason)
    if quoting is None:
        return f"{reason} ({advice})"
    start = quoting[2] if len(quoting[2]) <= _QUOTED else f"{quoting[2][:_QUOTED].rstrip()}…"
    return f"{quoting[1]} ({advice}): {start}"


def why_ended(status: Status) -> str:
    """Why nothing more comes; nothing to say where somebody had it ended."""
    if status.state is ChannelState.FAILED:
        return why(status.reason, status.advice)
    if status.code == NOTHING_MORE:
        return f"The server has nothing more to send ({status.reason})."
    return ""


class Outage:
    """Speaks at the first failure if there was no connection yet, else at the second in a row; and once for
    each connection of which nothing can be read."""

    def __init__(self) -> None:
        self._was_connected = False
        self._was_told = False

    def words(self, status: Status) -> str:
        """What is to be said of this change; nothing of most."""
        if status.state is ChannelState.CONNECTED:
            self._was_connected = True
        if status.unreadable:
            return f"{status.reason} `watchfloor doctor` says how it begins and what to do."
        if status.state not in _OUT or not status.reason:
            return ""
        is_first = status.state is ChannelState.RECONNECTING and status.attempt <= 1
        if is_first:
            self._was_told = False
        if self._was_told or (is_first and self._was_connected):
            return ""
        self._was_told = True
        return why(status.reason, "trying again")
