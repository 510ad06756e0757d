"""A connection that goes on: what its channel has measured of it so far, as the rules ask for it."""

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from watchfloor.core.diagnosis.impression import Impressions
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.pulse import Pulse, Surge
from watchfloor.core.event import Event


class Live(msgspec.Struct, kw_only=True):
    """Nothing of it takes a second connection, and no event is kept for it."""

    headers: list[tuple[str, str]]
    opened_wall_s: float
    age_s: float  # since it was opened
    waited_s: float = 0.0
    http_version: str = ""
    asked_id: str = ""
    pulse: Pulse
    beats_s: Sequence[float] = ()  # since it was opened, as the events' times
    stalls_s: Sequence[float] = ()
    strange: int = 0  # lines that are no field of the format
    strange_head: bytes = b""
    strange_by_then: int = 0  # by the last event or comment,
    proved_at_s: float = 0.0  # which came then


def listening_of(
    live: Live, recent: Sequence[Event], impressions: Impressions, *, ndjson: bool = False
) -> Listening:
    """What was heard on it: of the surges those whose events are all among the `recent` ones."""
    surges, events = _known(live.pulse, recent)
    listening = Listening(
        headers=live.headers,
        opened_wall_s=live.opened_wall_s,
        waited_s=live.waited_s,
        ndjson=ndjson,
        http_version=live.http_version,
        last_event_id=live.asked_id,
    )
    for event in events:
        at_s = max(0.0, event.received_at_s - live.opened_wall_s)
        listening.hear(event, at_s, impressions.of(event))
    listening.pulse = live.pulse.since(surges)
    for at_s in live.stalls_s:
        listening.stalled(at_s)
    listening.beats_s = list(live.beats_s)
    listening.strange, listening.strange_head = live.strange, live.strange_head
    listening.strange_by_then, listening.proved_at_s = live.strange_by_then, live.proved_at_s
    listening.lasted_s, listening.outcome = live.age_s, "stopped"
    return listening


def _known(pulse: Pulse, recent: Sequence[Event]) -> tuple[list[Surge], Sequence[Event]]:
    """The newest surges back to the first of which an event is not known any more, and their events."""
    begin = len(recent)

    def is_known(surge: Surge) -> bool:
        nonlocal begin
        if not surge.events:
            return True
        begin -= surge.events
        if begin < 0:
            return False
        first, last = recent[begin], recent[begin + surge.events - 1]
        return surge.first_wall_s <= first.received_at_s <= last.received_at_s <= surge.last_wall_s

    surges = list(takewhile(is_known, reversed(pulse.surges)))[::-1]
    count = sum(surge.events for surge in surges)
    return surges, recent[len(recent) - count :]
