"""A recording as it is played: what came, in its order, and as batches again."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import Happening, StateChanged
from watchfloor.core.state import ChannelState, Status

# A view reads so many at most in one frame: a batch of a replay leaves none of them out.
BATCH_EVENTS = 400


class Balance(NamedTuple):
    """What a channel's ledger said from then on."""

    channel: str
    totals: Totals


class Cue(NamedTuple):
    """One thing of a recording: the position of the event that it is, or after which it came."""

    at_s: float
    position: int
    item: Event | Happening | Balance


def in_order(cues: Iterable[Cue], from_s: float = float("-inf")) -> list[Cue]:
    """The same with times that never go back: where the clock was set back, things come when they came."""
    ordered: list[Cue] = []
    for cue in cues:
        from_s = max(from_s, cue.at_s)
        ordered.append(cue if cue.at_s == from_s else cue._replace(at_s=from_s))
    return ordered


def batches(cues: Iterable[Cue], totals: Mapping[str, Totals]) -> list[Batch]:
    """One batch for each stretch of one channel within a second, with what befell it at its end.

    Channels without totals are none of the recording's, and are left out.
    """
    stretches: list[list[Cue]] = []
    for cue in cues:
        if cue.item.channel not in totals:
            continue
        if not stretches or not _goes_on(stretches[-1], cue):
            stretches.append([])
        stretches[-1].append(cue)
    return [_batch(stretch, totals) for stretch in stretches]


def _goes_on(stretch: list[Cue], cue: Cue) -> bool:
    last = stretch[-1]
    return (
        last.item.channel == cue.item.channel
        and int(last.at_s) == int(cue.at_s)
        and isinstance(last.item, Event)
        and len(stretch) < BATCH_EVENTS
    )


def _batch(stretch: list[Cue], totals: Mapping[str, Totals]) -> Batch:
    at_s, channel = stretch[-1].at_s, stretch[-1].item.channel
    events = [cue.item for cue in stretch if isinstance(cue.item, Event)]
    befell = [cue.item for cue in stretch if isinstance(cue.item, Happening)]
    last_id = events[-1].id if events else ""
    return Batch(channel, at_s, at_s, events, last_id, totals[channel], befell)


def status_of(changed: StateChanged) -> Status | None:
    """How the channel stood from then on, by the recording's clock; None for a state of another version."""
    try:
        state = ChannelState(changed.state)
    except ValueError:
        return None
    return Status(
        state=state,
        since_s=changed.at_s,
        attempt=changed.attempt,
        retry_at_s=changed.retry_at_s,
        reason=changed.reason,
        recorded=True,
    )
