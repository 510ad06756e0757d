"""What map and graphs are drawn from: the places and figures that events bring, read once a frame."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from watchfloor.core.event import Event
from watchfloor.core.happening import Happening, StateChanged
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.core.session.backlog import Backlog
from watchfloor.core.session.change import Change
from watchfloor.core.session.channel import LISTENING, ChannelRow
from watchfloor.core.session.figures import Figures
from watchfloor.core.session.place import Marker, PlaceRing
from watchfloor.core.session.resent import way_ms
from watchfloor.core.session.series import Track

Rows = Mapping[str, ChannelRow]


class Survey:
    """Places, figures and how long events were on their way. What comes waits for the next frame."""

    def __init__(self) -> None:
        self.places = PlaceRing()
        self.figures = Figures()
        self.latency = Track()
        self._backlog = Backlog()
        # What was read last, for the log shows it a moment later.
        self._read: dict[tuple[str, int], tuple[Event, Profile, Reading]] = {}

    @property
    def waiting(self) -> int:
        """How many events have not been read yet."""
        return len(self._backlog)

    @property
    def passed_over(self) -> int:
        """How many events and figures a burst brought beyond what is read or held."""
        return self._backlog.passed_over + self.figures.passed_over

    def add(self, events: Sequence[Event], *, first: bool = False) -> None:
        """Read these at the next `settle`; those of feeds that come first before others."""
        self._backlog.add(events, first=first)

    def settle(self, channels: Rows) -> Change:
        """Read what came since the last frame; what there is to draw anew of it."""
        self._read.clear()
        before = self._drawn
        for event in self._backlog.take():
            row = channels.get(event.channel)
            if row is not None:
                reading = row.profile.read(event)
                self._read[event.channel, event.seq] = event, row.profile, reading
                self._time(row, event, reading)
                self._draw(event, reading)
        return self._changes_since(before)

    def recall(self, channels: Rows, events: Sequence[Event], happenings: Iterable[Happening] = ()) -> Change:
        """Put what earlier starts have kept, the oldest first, before anything comes. What befell the
        channels in between ends their lines where nobody listened."""
        before = self._drawn
        ends = deque(sorted(filter(_is_end, happenings), key=lambda each: each.at_s))
        for event in events:
            while ends and ends[0].at_s <= event.received_at_s:
                end = ends.popleft()
                self.figures.cut(end.channel, end.at_s)
            row = channels.get(event.channel)
            if row is not None:
                self._draw(event, row.profile.read(event))
        for channel in {name for name, _ in self.figures.tracks}:
            last = next((each for each in reversed(events) if each.channel == channel), None)
            if last is not None:
                self.figures.cut(channel, last.received_at_s)  # nobody listened between two starts
        return self._changes_since(before)

    def read(self, event: Event, profile: Profile) -> Reading:
        """An event as this profile reads it: not once more where it was just read."""
        known = self._read.get((event.channel, event.seq))
        if known is not None and known[0] is event and known[1] is profile:
            return known[2]
        return profile.read(event)

    def turn_back(self, now_s: float) -> None:
        """The clock was set back."""
        self.figures.turn_back(now_s)
        self.latency.turn_back(now_s)

    def clear(self) -> None:
        """As before the first event; the fields that are watched are watched still."""
        for part in (self.places, self.figures, self._backlog):
            part.clear()
        self.latency = Track()

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        for part in (self.places, self.figures, self._backlog):
            part.rename(before, after)

    def _draw(self, event: Event, reading: Reading) -> None:
        marker = Marker.of(event, reading)
        if marker is not None:
            self.places.add(marker)
        self.figures.take(event, reading)

    def _time(self, row: ChannelRow, event: Event, reading: Reading) -> None:
        latency_ms = way_ms(row, event, reading)
        if latency_ms is not None:
            self.latency.add(event.received_at_s, latency_ms)

    @property
    def _drawn(self) -> tuple[int, int]:
        return self.places.added, self.figures.added

    def _changes_since(self, before: tuple[int, int]) -> Change:
        placed, figured = before
        changes = Change.NOTHING
        if self.places.added != placed:
            changes |= Change.PLACES
        if self.figures.added != figured:
            changes |= Change.SERIES
        return changes


def _is_end(happening: Happening) -> bool:
    """From then on nobody listened to the channel."""
    return isinstance(happening, StateChanged) and happening.state not in LISTENING
