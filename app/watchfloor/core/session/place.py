"""What the map shows: the newest events that have a place."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Self

import msgspec
import numpy as np
import numpy.typing as npt

from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading, moment_s
from watchfloor.core.text.plain import plain_line

DEFAULT_CAPACITY = 300
MOST = 50_000


class Marker(msgspec.Struct, gc=False, frozen=True):
    """One event on the map: `at_s` is when it happened, `came_at_s` when it was received."""

    channel: str
    seq: int
    at_s: float
    lat: float
    lon: float
    severity: int
    title: str
    place: str = ""
    kind: str = ""
    source: str = ""
    from_lat: float | None = None
    from_lon: float | None = None
    from_place: str = ""
    came_at_s: float = 0.0
    event: Event | None = None

    @classmethod
    def of(cls, event: Event, reading: Reading) -> Self | None:
        """What the map shows of an event; None where it has no place."""
        if reading.place_lat is None or reading.place_lon is None:
            return None
        return cls(
            channel=event.channel,
            seq=event.seq,
            at_s=moment_s(event, reading),
            came_at_s=event.received_at_s,
            lat=reading.place_lat,
            lon=reading.place_lon,
            severity=reading.severity or 1,
            title=plain_line(reading.title or reading.summary),
            place=plain_line(reading.place),
            kind=reading.kind,
            source=reading.source,
            from_lat=reading.from_lat,
            from_lon=reading.from_lon,
            from_place=reading.from_place,
            event=event,
        )

    @property
    def travels(self) -> bool:
        """It came from somewhere else: worth an arc."""
        return (
            self.from_lat is not None
            and self.from_lon is not None
            and abs(self.from_lat - self.lat) + abs(self.from_lon - self.lon) > 0.2
        )


class PlaceRing:
    """The newest `capacity` markers. `added` counts all that ever came, so `added - len` are past."""

    def __init__(self, capacity: int = DEFAULT_CAPACITY) -> None:
        self._markers: deque[Marker] = deque(maxlen=min(max(1, capacity), MOST))
        self._aside: deque[Marker] = deque(maxlen=self.capacity)
        self.added = 0

    def __len__(self) -> int:
        return len(self._markers)

    def __iter__(self) -> Iterator[Marker]:
        """Oldest first."""
        return iter(self._markers)

    @property
    def capacity(self) -> int:
        return self._markers.maxlen or MOST

    def add(self, marker: Marker) -> None:
        self._markers.append(marker)
        self.added += 1

    def resize(self, capacity: int) -> None:
        """Keep so many from now on; what is kept stays."""
        self._markers = deque(self._markers, maxlen=min(max(1, capacity), MOST))
        self._aside = deque(self._aside, maxlen=self.capacity)

    def clear(self) -> None:
        self._markers.clear()
        self._aside.clear()

    @property
    def aside(self) -> int:
        """How many could be brought back."""
        return len(self._aside)

    def set_aside(self, channel: str | None = None) -> None:
        """Take off what came from one channel, or everything, until it is brought back."""
        taken = [marker for marker in self._markers if channel is None or marker.channel == channel]
        kept = [marker for marker in self._markers if channel is not None and marker.channel != channel]
        both = sorted((*self._aside, *taken), key=lambda marker: marker.came_at_s)
        self._aside = deque(both, maxlen=self.capacity)
        self._markers = deque(kept, maxlen=self.capacity)

    def bring_back(self) -> None:
        """What was set aside, among what came since: the newest of all."""
        both = sorted((*self._aside, *self._markers), key=lambda marker: marker.came_at_s)
        self._markers = deque(both, maxlen=self.capacity)
        self.added += bool(self._aside)
        self._aside.clear()

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        self._markers, self._aside = (
            deque((_renamed(marker, before, after) for marker in markers), maxlen=markers.maxlen)
            for markers in (self._markers, self._aside)
        )

    def snapshot(
        self, holds: Callable[[Marker], bool] | None = None
    ) -> tuple[list[Marker], npt.NDArray[np.float64]]:
        """The markers for which `holds` (or all), and a row of (lon, lat, severity, at_s) for each."""
        markers = [m for m in self._markers if holds(m)] if holds else list(self._markers)
        table = np.array([(m.lon, m.lat, m.severity, m.at_s) for m in markers], dtype=np.float64)
        return markers, table.reshape(len(markers), 4)


def _renamed(marker: Marker, before: str, after: str) -> Marker:
    if marker.channel != before:
        return marker
    if marker.event is not None:
        marker.event.channel = after
    return msgspec.structs.replace(marker, channel=after)
