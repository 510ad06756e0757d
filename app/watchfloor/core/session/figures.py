"""The figures that events bring: metrics that their profile names, and fields that the user had plotted."""

from collections.abc import Callable, Iterable
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.profiles.path import finder
from watchfloor.core.profiles.reading import Reading, moment_s
from watchfloor.core.profiles.value import finite
from watchfloor.core.session.series import Track

MOST_TRACKS = 200
MOST_FIELDS = 12  # JSON fields of one channel that are plotted


class Figures:
    """`tracks` by channel and name. `added` counts all points, `passed_over` those of one track too many."""

    def __init__(self) -> None:
        self.tracks: dict[tuple[str, str], Track] = {}
        self.added = 0
        self.passed_over = 0
        self._fields: dict[str, dict[str, Callable[[str], Any]]] = {}
        self._aside: dict[tuple[str, str], Track] = {}

    def take(self, event: Event, reading: Reading) -> None:
        """An event's own metric, and its value in each field that is watched."""
        for path, find in self._fields.get(event.channel, {}).items():
            self._take_field(event, path, find)
        if reading.metric and reading.value is not None:
            self._add((event.channel, reading.metric), moment_s(event, reading), reading.value)

    def watch(
        self,
        channel: str,
        path: str,
        known: Iterable[Event],
        *,
        is_spare: Callable[[str], bool] = lambda _path: False,
    ) -> None:
        """Keep this JSON field's figures from now on, and of the events that are `known` of the channel.

        Where there are too many, the first that `is_spare` is given up; `KnownError` where none is.
        """
        find = finder(path)
        fields = self._fields.setdefault(channel, {})
        if path in fields:
            return
        if len(fields) >= MOST_FIELDS:
            self._give_up(channel, next(filter(is_spare, fields), None))
        fields[path] = find
        for event in known:
            self._take_field(event, path, find)

    def watches(self, channel: str, path: str) -> bool:
        """Whether this field of the JSON is plotted; else the name is that of a metric."""
        return path in self._fields.get(channel, {})

    def cut(self, channel: str, at_s: float) -> None:
        """From here on nothing is known of the channel: its lines end."""
        for (name, _), track in self.tracks.items():
            if name == channel:
                track.cut(at_s)

    def turn_back(self, now_s: float) -> None:
        """The clock was set back."""
        for track in (*self.tracks.values(), *self._aside.values()):
            track.turn_back(now_s)

    def set_aside(self, channel: str) -> None:
        """Take off what the channel has brought, until it is brought back; its fields are watched still."""
        for key in [key for key in self.tracks if key[0] == channel]:
            self._aside[key] = _joined(self._aside.get(key), self.tracks.pop(key))

    def bring_back(self) -> None:
        """What was set aside, before what came since."""
        for key, track in self._aside.items():
            self.tracks[key] = _joined(track, self.tracks.get(key))
        self._aside = {}

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        self.tracks, self._aside = (
            {(after if name == before else name, metric): track for (name, metric), track in tracks.items()}
            for tracks in (self.tracks, self._aside)
        )
        if before in self._fields:
            self._fields[after] = self._fields.pop(before)

    def clear(self) -> None:
        """As before the first event; the fields are watched still."""
        self.tracks, self._aside = {}, {}

    def _give_up(self, channel: str, path: str | None) -> None:
        """Watch a field no more; its line ends here, and is not shown as if it went on."""
        if path is None:
            raise KnownError(
                f"{MOST_FIELDS} fields of one feed are plotted, which is all that can be. Remove one first."
            )
        del self._fields[channel][path]
        for tracks in (self.tracks, self._aside):
            tracks.pop((channel, path), None)

    def _take_field(self, event: Event, path: str, find: Callable[[str], Any]) -> None:
        number = finite(find(event.data))
        if number is not None:
            self._add((event.channel, path), event.received_at_s, number)

    def _add(self, key: tuple[str, str], at_s: float, value: float) -> None:
        track = self.tracks.get(key)
        if track is None:
            if len(self.tracks) >= MOST_TRACKS:
                self.passed_over += 1
                return
            track = self.tracks[key] = Track()
        track.add(at_s, value)
        self.added += 1


def _joined(first: Track | None, then: Track | None) -> Track:
    """One line of two that lie one after the other."""
    if first is None or then is None:
        return first or then or Track()
    first.extend(then)
    return first
