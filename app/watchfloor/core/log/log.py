"""The newest rows of the event log, in memory: events, and what befell the channels between them."""

from collections.abc import Iterable

from watchfloor.core.event import Event
from watchfloor.core.happening import (
    AlertRaised,
    GapFound,
    Happening,
    IdPoisoned,
    IdsRestarted,
    Refused,
    Resumed,
    Warned,
)
from watchfloor.core.speech import said

Item = Event | Happening
CAPACITY = 50_000
# A change of state or an attempt belongs to the connection's story, not among the events.
SHOWN = (GapFound, Resumed, Refused, IdsRestarted, IdPoisoned, Warned)


class LogTail:
    """The newest `capacity` rows at least, at most a tenth more. Every row has a serial that never
    changes, so a view can stand still while rows come; `first` is the oldest still here, `end` one
    past the newest."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._items: list[Item] = []
        self.first = 0
        self.events = 0  # that ever came
        self.events_gone = 0  # of these, no longer in memory

    @property
    def end(self) -> int:
        return self.first + len(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def extend(self, items: Iterable[Item], events: int | None = None) -> None:
        """Add rows; `events` is how many of them are events, where the caller knows."""
        before = len(self._items)
        self._items.extend(items)
        if events is None:
            events = sum(isinstance(item, Event) for item in self._items[before:])
        self.events += events
        spare = len(self._items) - self._capacity
        # Seldom enough to cost little, and not so many at once that a frame would come late.
        if spare >= max(1, self._capacity // 10):
            self.events_gone += sum(isinstance(item, Event) for item in self._items[:spare])
            del self._items[:spare]
            self.first += spare

    def get(self, serial: int) -> Item | None:
        """The row with this serial; None when it has left memory or has not come yet."""
        place = serial - self.first
        return self._items[place] if 0 <= place < len(self._items) else None

    def since(self, serial: int) -> list[Item]:
        """The rows from this serial on, as far as they are still here."""
        return self._items[max(0, serial - self.first) :]

    def find(self, channel: str, seq: int) -> int | None:
        """The serial of an event, looked for from the newest."""
        for place in range(len(self._items) - 1, -1, -1):
            item = self._items[place]
            if isinstance(item, Event) and item.seq == seq and item.channel == channel:
                return self.first + place
        return None


def sentence(happening: Happening) -> str:
    """What a row between the events says, in plain words."""
    match happening:
        case Resumed():
            return _resumed(happening)
        case GapFound():
            words = said("{events} missing between id {after} and id {before}")
            return words.format(
                events=_events(happening.missing), after=happening.after, before=happening.before
            )
        case Refused():
            words = said("An event of {size} bytes was refused: {reason}")
            return words.format(size=happening.size_bytes, reason=happening.reason)
        case IdsRestarted():
            words = said("The server began its ids anew: {before} came after {after}")
            return words.format(before=happening.before, after=happening.after)
        case IdPoisoned():
            return said("An id cannot be sent back to the server: {why}").format(why=happening.why)
        case Warned():
            return happening.message
        case AlertRaised():
            words = said("Alert “{rule}”: {message}")
            return words.format(rule=happening.rule, message=happening.message)
    return type(happening).__name__


def _resumed(resumed: Resumed) -> str:
    away = said("Connection lost {span:.1f} s").format(span=resumed.away_s)
    if resumed.ignored:
        words = said("{away} · the server did not resume from id {id}")
        return words.format(away=away, id=resumed.from_id)
    if resumed.missing is None:
        words = said("{away} · resumed from id {id} · {events} replayed, missing: not provable")
    else:
        words = said("{away} · resumed from id {id} · {events} replayed, {missing} missing")
    return words.format(
        away=away, id=resumed.from_id, events=_events(resumed.replayed), missing=resumed.missing
    )


def _events(count: int) -> str:
    return said("{count} event" if count == 1 else "{count} events").format(count=count)
