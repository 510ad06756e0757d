"""What the timeline draws: a channel's states, rates, losses and heartbeats within one span of time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from watchfloor.core.happening import GapFound, Happening, IdsRestarted, Refused, Resumed
from watchfloor.core.link.timeline import Stretch, stretches
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.series import Floats


@dataclass(frozen=True)
class Past:
    """What is drawn: everything lies between `from_s` and `to_s`, on the wall clock."""

    from_s: float = 0.0
    to_s: float = 1.0
    states: Sequence[Stretch] = ()
    times: Floats = field(default_factory=lambda: np.empty(0))
    rates: Floats = field(default_factory=lambda: np.empty(0))
    marks: Sequence[Happening] = ()
    beats_at_s: Sequence[float] = ()
    channel: str = ""


def past_of(row: ChannelRow, now_s: float, span_s: float, beats_at_s: Sequence[float] = ()) -> Past:
    """The last `span_s` of a channel."""
    from_s = now_s - span_s
    times, rates = row.tally.window(now_s, span_s)
    return Past(
        from_s,
        now_s,
        stretches(row.states, from_s, now_s),
        times,
        rates,
        [mark for mark in row.marks if mark.at_s >= from_s and is_shown(mark)],
        [at_s for at_s in beats_at_s if at_s >= from_s],
        row.name,
    )


def is_shown(mark: Happening) -> bool:
    return isinstance(mark, GapFound | Refused | IdsRestarted | Resumed)


def is_loss(mark: Happening) -> bool:
    """It tells of something that is not there, and not only of a resume that went well."""
    return not isinstance(mark, Resumed) or bool(mark.missing) or mark.ignored


def columns(past: Past, width: int) -> Floats:
    """The greatest rate of each pixel; NaN where nobody was listening."""
    found: Floats = np.full(max(1, width), np.nan)
    if len(past.times) == 0:
        return found
    bucket_s = float(past.times[1] - past.times[0]) if len(past.times) > 1 else 1.0
    edges = past.from_s + np.arange(width + 1) / width * (past.to_s - past.from_s)
    places = np.clip(np.floor((edges - past.times[0]) / bucket_s).astype(int), 0, len(past.times))
    for column, (low, high) in enumerate(pairwise(places.tolist())):
        if edges[column + 1] <= past.times[0]:
            continue  # rates do not reach so far back
        part = past.rates[low : max(low + 1, high)]
        known = part[~np.isnan(part)]
        if len(known):
            found[column] = known.max()
    return found
