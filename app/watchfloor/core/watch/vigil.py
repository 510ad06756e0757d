"""Since when a channel is down, or silent: by a clock that nobody sets."""

from collections.abc import Collection, Sequence

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import ChannelState

_TROUBLED = (ChannelState.HELD, ChannelState.RECONNECTING, ChannelState.BLOCKED, ChannelState.FAILED)


class Vigil:
    """Asked to `note` all channels once a second. Times are monotonic."""

    def __init__(self) -> None:
        self._down_since_s: dict[str, float] = {}
        self._silent_since: dict[str, tuple[float | None, float]] = {}  # by its last event

    def note(self, rows: Sequence[ChannelRow], now_s: float) -> None:
        """How each stands now. One that is gone, and comes again under its name, begins anew."""
        self._forget_others({row.name for row in rows})
        for row in rows:
            self._note_down(row, now_s)
            self._note_silent(row, now_s)

    def down_s(self, name: str, now_s: float) -> float | None:
        """How long it has been down; None while it is not."""
        since_s = self._down_since_s.get(name)
        return None if since_s is None else now_s - since_s

    def silent_s(self, name: str, now_s: float) -> float | None:
        """How long it has listened without an event; None while it does not listen."""
        since = self._silent_since.get(name)
        return None if since is None else now_s - since[1]

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        if before in self._down_since_s:
            self._down_since_s[after] = self._down_since_s.pop(before)
        if before in self._silent_since:
            self._silent_since[after] = self._silent_since.pop(before)

    def _forget_others(self, names: Collection[str]) -> None:
        self._down_since_s = {name: at_s for name, at_s in self._down_since_s.items() if name in names}
        self._silent_since = {name: since for name, since in self._silent_since.items() if name in names}

    def _note_down(self, row: ChannelRow, now_s: float) -> None:
        state = row.status.state
        if state in _TROUBLED or row.status.unanswered or row.status.unreadable:
            self._down_since_s.setdefault(row.name, now_s)
        elif state is not ChannelState.CONNECTING:
            # On its way to connect a channel is as down as it was before.
            self._down_since_s.pop(row.name, None)

    def _note_silent(self, row: ChannelRow, now_s: float) -> None:
        known = self._silent_since.get(row.name)
        if not row.listening:
            self._silent_since.pop(row.name, None)
        elif known is None or known[0] != row.last_event_at_s:
            self._silent_since[row.name] = row.last_event_at_s, now_s
