"""What the graphs show of the events that a filter holds for: counted from the rows that are in memory on."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.profiles.path import finder
from watchfloor.core.profiles.reading import moment_s
from watchfloor.core.profiles.value import finite
from watchfloor.core.session.resent import LOOKED_AT, REPLAY_S, is_replay
from watchfloor.core.session.series import Floats, Tally, Track
from watchfloor.core.session.session import BACK_ROWS, Session

# Of so many new events at once the values are read, the newest of them; all are counted.
READ_AT_ONCE = 500


class Lens:
    """Looks at a session through the filter of its log; not `active` without one, or not `linked` to it."""

    def __init__(self, session: Session, rows: LogWindow) -> None:
        self._session = session
        self._rows = rows
        self._generation = -1
        self._turned_at = 0
        self._seen = -1
        self._since_s = 0.0
        self._tallies: dict[str, Tally] = {}
        self._tracks: dict[tuple[str, str], Track] = {}
        self._finders: dict[str, Callable[[str], Any] | None] = {}
        self.linked = True

    @property
    def active(self) -> bool:
        return self.linked and self._rows.filtered

    # -- what is asked of it

    def counts(self, channel: str, now_s: float, span_s: float) -> tuple[Floats, Floats]:
        """How many a second; "": of all channels. Zero where somebody listened and nothing matched."""
        times, counted = self._every(channel).window(now_s, span_s)
        tally = self._tallies.get(channel)
        found = np.full(len(times), np.nan) if tally is None else tally.window(now_s, span_s)[1]
        shown = np.where(np.isnan(found) & ~np.isnan(counted), 0.0, found)
        shown[times < self._since_s - 1] = np.nan  # what matched then has left memory
        return times, shown

    def _every(self, channel: str) -> Tally:
        """All that came, whatever the filter holds for; of a channel that is gone nothing is known."""
        row = self._session.channels.get(channel)
        return self._session.throughput if not channel else row.tally if row else Tally()

    def rate(self, channel: str, now_s: float, span_s: float) -> float:
        tally = self._tallies.get(channel)
        return tally.rate(now_s, span_s) if tally is not None else 0.0

    def track(self, key: tuple[str, str]) -> Track:
        """A metric's or a field's values; they are gathered once they were asked for."""
        if key not in self._tracks:
            self._tracks[key] = Track()
            known = self._rows.matching(max(self._first, self._seen - BACK_ROWS))
            self._read(self._items([serial for serial in known if serial <= self._seen]), {key})
        return self._tracks[key]

    # -- what it gathers

    def update(self) -> None:
        """Take in what has come since the last time, or everything if the filter is another one."""
        if not self.active:
            return
        if self._generation != self._rows.generation or self._turned_at != self._session.turned_at:
            self._begin()
        fresh = self._items(self._rows.matching(self._seen))
        self._seen = self._session.log.end - 1
        counted = Counter((event.channel, int(event.received_at_s)) for event in fresh)
        counted.subtract(self._replayed(fresh))
        for (channel, second), count in counted.items():
            for name in ("", channel):
                self._tally(name).add(second, count)
        self._read(fresh[-READ_AT_ONCE:], set(self._tracks))

    def _begin(self) -> None:
        self._generation, self._turned_at = self._rows.generation, self._session.turned_at
        asked = set(self._tracks)
        self._tallies, self._tracks, self._seen = {}, {}, self._first
        since = self._session.log.since(self._turned_at)
        oldest = next((item for item in since if isinstance(item, Event)), None)
        self._since_s = oldest.received_at_s if oldest is not None else 0.0
        # All that are in memory are counted by `update`, and as many are read as for a new field.
        matching = self._items(self._rows.matching(max(self._first, self._session.log.end - BACK_ROWS)))
        for key in asked:
            self._tracks[key] = Track()
        self._read(matching[:-READ_AT_ONCE], asked)

    @property
    def _first(self) -> int:
        """Rows up to this one are not counted: they have left memory, or a clock that was wrong."""
        return max(self._session.log.first, self._turned_at) - 1

    def _replayed(self, events: list[Event]) -> list[tuple[str, int]]:
        """Channel and second of those that a server sent again: they say nothing of the pace."""
        seconds = {
            (replay.channel, int(replay.at_s) + later)
            for replay in self._session.replays
            for later in range(int(REPLAY_S) + 1)
        }
        if not seconds:
            return []
        near = [event for event in events if (event.channel, int(event.received_at_s)) in seconds]
        return [
            (event.channel, int(event.received_at_s))
            for event in near[:LOOKED_AT]
            if is_replay(event, self._session.read(event))
        ]

    def _items(self, serials: list[int]) -> list[Event]:
        """The events among these rows, of which there may be very many."""
        if not serials:
            return []
        first = max(serials[0], self._session.log.first)
        rows = self._session.log.since(first)
        found = (rows[serial - first] for serial in serials if serial >= first)
        return [item for item in found if isinstance(item, Event)]

    def _tally(self, channel: str) -> Tally:
        if channel not in self._tallies:
            self._tallies[channel] = self._every(channel).anew
        return self._tallies[channel]

    def _read(self, events: list[Event], keys: set[tuple[str, str]]) -> None:
        channels = {channel for channel, _ in keys}
        for event in events:
            if event.channel in channels:
                self._read_one(event, keys)

    def _read_one(self, event: Event, keys: set[tuple[str, str]]) -> None:
        reading = self._session.read(event)
        for channel, name in keys:
            if channel != event.channel:
                continue
            if self._session.watches(channel, name):
                find = self._finder(name)
                number = finite(find(event.data)) if find is not None else None
                at_s = event.received_at_s
            else:
                number = reading.value if reading.metric == name else None
                at_s = moment_s(event, reading)
            if number is not None:
                self._tracks[channel, name].add(at_s, number)

    def _finder(self, path: str) -> Callable[[str], Any] | None:
        if path not in self._finders:
            try:
                self._finders[path] = finder(path)
            except KnownError:
                self._finders[path] = None
        return self._finders[path]
