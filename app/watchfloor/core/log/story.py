"""What stands between the events: which of what befell a channel is a row of the log, and what it says."""

from collections.abc import Sequence
from typing import get_args

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.happening import (
    AlertRaised,
    AnyHappening,
    GapFound,
    Happening,
    IdPoisoned,
    IdsRestarted,
    Refused,
    Resumed,
    StateChanged,
    Warned,
)
from watchfloor.core.log.sentence import sentence
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.state import ChannelState

_STATE = str(StateChanged.__struct_config__.tag)
_ALWAYS = (GapFound, Resumed, Refused, IdsRestarted, IdPoisoned, Warned, AlertRaised)
# Under these names the journal keeps what may be a row; a state is one only where `Plot` says so.
KINDS = frozenset((*(str(kind.__struct_config__.tag) for kind in _ALWAYS), _STATE))
_TAGS: dict[type, str] = {kind: str(kind.__struct_config__.tag) for kind in get_args(AnyHappening)}
_TROUBLE = (ChannelState.HELD, ChannelState.RECONNECTING, ChannelState.BLOCKED, ChannelState.FAILED)
_REST = (ChannelState.IDLE, ChannelState.PAUSED)


class Plot:
    """Tells which states make a row: each step down of an outage once, and the return that ends it.

    The tries in between belong to the connection's own story. Asked in the order of what happened, it
    answers alike for what comes now and for what an old journal tells.
    """

    def __init__(self) -> None:
        self._told: dict[str, set[str]] = {}  # by channel that is in trouble
        self._up: set[str] = set()

    def copy(self) -> "Plot":
        """One that goes on from here by itself."""
        other = Plot()
        other._told, other._up = dict(self._told), set(self._up)
        return other

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        if before in self._told:
            self._told[after] = self._told.pop(before)
        self._up = {after if name == before else name for name in self._up}

    def tells(self, happening: Happening) -> bool:
        if isinstance(happening, StateChanged):
            return self.tells_state(happening.channel, happening.state)
        return isinstance(happening, _ALWAYS)

    def tells_state(self, channel: str, state: str) -> bool:
        told = self._told.get(channel, set())
        if state in _REST:
            self._told.pop(channel, None)
            self._up.discard(channel)
            return False
        if state == ChannelState.CONNECTED:
            self._up.add(channel)
            return self._told.pop(channel, None) is not None
        down = state in _TROUBLE or (state == ChannelState.POLLING and (bool(told) or channel in self._up))
        if not down or state in told:
            return False
        self._up.discard(channel)
        self._told[channel] = told | {state}
        return True


class Told(Event):
    """What befell a channel in an event's shape, so that a query can find it: `type:gap`, `missing`."""


def told(happening: Happening) -> Told:
    return Told(
        happening.channel,
        happening.after_seq,
        happening.at_s,
        _TAGS.get(type(happening), ""),
        msgspec.json.encode(sentence(happening)).decode(),
    )


def reading_of(happening: Happening) -> Reading:
    """The same for a query that asks what a profile reads."""
    words = sentence(happening)
    severity = happening.severity if isinstance(happening, AlertRaised) else 0
    kind = _TAGS.get(type(happening), "")
    return Reading(kind=kind, title=words, summary=words, text=words, severity=severity or None)


def interleaved(events: Sequence[Event], rows: Sequence[Happening]) -> list[Event | Happening]:
    """Events and what befell their channel in between, each where it happened."""
    merged: list[Event | Happening] = []
    place = 0
    for row in rows:
        # A number of 0: it does not say after which event, and stands before those it came with.
        while row.after_seq and place < len(events) and events[place].seq <= row.after_seq:
            merged.append(events[place])
            place += 1
        merged.append(row)
    return [*merged, *events[place:]]
