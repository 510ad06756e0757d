"""How a channel stood over a span of time, from its changes of state."""

from collections.abc import Iterable

import msgspec

from watchfloor.core.happening import StateChanged
from watchfloor.core.state import ChannelState

_KNOWN = frozenset(ChannelState)


class Stretch(msgspec.Struct, frozen=True):
    """From one change to the next. Wall clock."""

    from_s: float
    to_s: float
    state: ChannelState
    reason: str = ""

    @property
    def counts_as(self) -> ChannelState:
        """Polling that has a reason to tell got no answer: that is no connection."""
        is_unanswered = self.state is ChannelState.POLLING and bool(self.reason)
        return ChannelState.RECONNECTING if is_unanswered else self.state

    @property
    def is_unreadable(self) -> bool:
        """Silence has no reason to tell."""
        return self.state is ChannelState.STALE and bool(self.reason)


def stretches(changes: Iterable[StateChanged], from_s: float, to_s: float) -> list[Stretch]:
    """What of it lies in the span, in order. Before the first change nothing is known, nor while a channel
    stood in a way that another version has a name for."""
    found: list[Stretch] = []
    until_s = to_s
    for change in reversed(list(changes)):
        begin_s = min(change.at_s, until_s)
        if until_s > from_s and begin_s < to_s and change.state in _KNOWN:
            found.append(Stretch(max(from_s, begin_s), until_s, ChannelState(change.state), change.reason))
        until_s = begin_s
        if until_s <= from_s:
            break
    return found[::-1]


def stretch_at(found: Iterable[Stretch], at_s: float) -> Stretch | None:
    return next((each for each in found if each.from_s <= at_s <= each.to_s), None)
