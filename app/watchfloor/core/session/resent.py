"""What servers send again once a connection is made: history, which says nothing of the pace of now."""

from collections import deque
from collections.abc import Iterator

import msgspec

from watchfloor.core.event import Batch, Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session.channel import ChannelRow

REPLAY_S = 2.0  # what comes so soon after a connection was made may be a replay
LIVE_S = 10.0  # an event older than that when it comes is a replay and tells nothing of latency
LOOKED_AT = 2_000  # events of a new connection that are looked at for being one
KEPT = 200


class Replayed(msgspec.Struct):
    """What a server sent again to one channel, and when."""

    channel: str
    at_s: float
    count: int


class Resent:
    """The newest replays of all channels, the oldest first."""

    def __init__(self) -> None:
        self._replays: deque[Replayed] = deque(maxlen=KEPT)

    def __iter__(self) -> Iterator[Replayed]:
        return iter(self._replays)

    def __len__(self) -> int:
        return len(self._replays)

    def count(self, row: ChannelRow, batch: Batch) -> int:
        """How many of these were sent again because a connection was made; they are noted."""
        began_s = row.listening_since_s
        if not batch.events or began_s is None or not 0 <= batch.received_at_s - began_s < REPLAY_S:
            return 0
        looked_at = batch.events[: max(0, LOOKED_AT - row.looked_at)]
        row.looked_at += len(looked_at)
        count = sum(is_replay(event, row.profile.read(event)) for event in looked_at)
        if count:
            self.note(row.name, batch.received_at_s, count)
        return count

    def note(self, channel: str, at_s: float, count: int) -> None:
        """One connection's replay is told once, however many batches brought it."""
        last = self._replays[-1] if self._replays else None
        if last is not None and last.channel == channel and at_s - last.at_s < REPLAY_S:
            last.count += count
        else:
            self._replays.append(Replayed(channel, at_s, count))


def is_replay(event: Event, reading: Reading) -> bool:
    """By its own clock it is older than what comes live."""
    return reading.time_s is not None and event.received_at_s - reading.time_s > LIVE_S


def way_ms(row: ChannelRow, event: Event, reading: Reading) -> float | None:
    """How long the event was on its way, where its clock tells: whole seconds and replays do not."""
    if not row.profile.stamped or reading.time_s is None or reading.time_s % 1 == 0:
        return None
    began_s = row.listening_since_s
    if began_s is not None and event.received_at_s - began_s < REPLAY_S:
        return None
    way_s = event.received_at_s - reading.time_s
    return way_s * 1_000 if 0 <= way_s < LIVE_S else None
