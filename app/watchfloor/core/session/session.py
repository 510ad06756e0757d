"""All that the window shows, fed batch by batch; notes what changed so that views draw only that."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import Happening
from watchfloor.core.log.log import CAPACITY, LogTail
from watchfloor.core.log.story import Plot, interleaved
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session.change import Change
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.document import Library
from watchfloor.core.session.narration import Narration
from watchfloor.core.session.resent import Resent
from watchfloor.core.session.run import RunBook
from watchfloor.core.session.series import Tally, Track
from watchfloor.core.session.survey import Survey
from watchfloor.core.state import Status

__all__ = ["BACK_ROWS", "Change", "Session"]

SET_BACK_S = 5.0  # less is how clocks are kept right, and costs nothing
BACK_ROWS = 5_000  # rows looked back at when a field is plotted


class Session:
    """The models behind the views. `on_change` is called when something changed that was not noted yet."""

    def __init__(self, on_change: Callable[[], None] = lambda: None, *, log_rows: int = CAPACITY) -> None:
        self.channels: dict[str, ChannelRow] = {}
        self.log = LogTail(log_rows)
        self._survey = Survey()
        self.places, self.figures = self._survey.places, self._survey.figures
        self._begin()
        self.on_change = on_change
        self._changes = Change.NOTHING

    def _begin(self) -> None:
        """What is as it was before the first event."""
        self.plot = Plot()  # which of what befalls the channels is a row of the log
        self.runs = RunBook()
        self.library = Library()
        self._narration = Narration(self.runs, self.library)
        self.throughput = _tally_of_all()
        self.replays = Resent()
        self.began_at_s: float | None = None  # when the first event came
        self.turned_at = 0  # serial of the log's first row since the clock was set back
        self._ticked_s: float | None = None

    # -- what comes in

    def add_channel(self, name: str, profile_name: str, url: str = "", method: str = "GET") -> ChannelRow:
        row = ChannelRow(name, profile(profile_name), url, method)
        self.channels[name] = row
        self._note(Change.CHANNELS)
        return row

    def remove_channel(self, name: str) -> None:
        """What it has written stays to be read; what it was about is over."""
        if self.channels.pop(name, None):
            self.runs.forget(name)
            self._note(Change.CHANNELS | Change.RUNS)

    def rename_channel(self, before: str, after: str) -> None:
        """The channel has another name from now on, with all that it has brought."""
        if before not in self.channels or before == after:
            return
        self.channels = {after if name == before else name: row for name, row in self.channels.items()}
        self.channels[after].rename(after)
        for part in (self._survey, self.log, self.plot, self.runs, self.library):
            part.rename(before, after)
        self._note(Change.ALL)

    def prefer(self, name: str, *, first: bool) -> None:
        """Whether this channel's events are read before those of others where there is no time for all."""
        row = self.channels.get(name)
        if row is not None:
            row.comes_first = first

    def restart(self) -> None:
        """As before the first event: the channels stay, and nothing of what they brought."""
        self.channels.update({name: row.anew for name, row in self.channels.items()})
        self.log.clear()
        self._survey.clear()
        self._begin()
        self._note(Change.ALL)

    def observe(self, name: str, status: Status, now_s: float) -> None:
        """Take a channel's new status. Where it stops listening, its lines end."""
        row = self.channels.get(name)
        if row is None or row.status == status:
            return
        listened = row.listening
        row.status = status
        self.runs.hear(name, now_s, is_up=row.up)
        if not listened:
            row.listening_since_s = now_s if row.listening else None
            row.looked_at = 0
        if listened and not row.listening:
            self.figures.cut(name, now_s)
        if row.listening and status.latency_ms is not None:
            self.latency.add(now_s, status.latency_ms)
        self._note(Change.CHANNELS)

    def apply(self, batch: Batch) -> None:
        """Take one batch: everything that must be known is known afterwards, the rest is read at `settle`."""
        row = self.channels.get(batch.channel)
        if row is None:
            self.log.pass_over(len(batch.events))  # of a feed that was just removed: the journal has them
            return
        replayed = self.replays.count(row, batch)
        row.take(batch, replayed)
        shown = [happening for happening in batch.happenings if self.plot.tells(happening)]
        rows = interleaved(batch.events, shown) if shown else batch.events
        self.log.extend(rows, len(batch.events))
        changes = Change.COUNTS | Change.CHANNELS if batch.happenings else Change.COUNTS
        if shown or batch.events:
            changes |= Change.LOG
        if batch.events:
            self.began_at_s = self.began_at_s or batch.received_at_s
            self.throughput.add(batch.received_at_s, len(batch.events) - replayed)
            changes |= self._narration.tell(row, batch.events)
            self._survey.add(batch.events, first=row.comes_first)
            changes |= Change.SERIES
        self._note(changes)

    def balance(self, name: str, totals: Totals) -> None:
        """The channel's ledger says this now, whether or not anything came."""
        row = self.channels.get(name)
        if row is not None and row.totals != totals:
            row.totals = totals
            self._note(Change.COUNTS)

    def hold_back(self, name: str, events: int) -> None:
        """So many of the channel's events its pace has kept from the views; the journal has them."""
        row = self.channels.get(name)
        if row is not None and row.held_back != events:
            more = events - row.held_back
            self.log.pass_over(more if more > 0 else events)  # fewer: at another pace it is counted anew
            row.held_back = events
            self._note(Change.COUNTS)

    def settle(self) -> None:
        """Read what came since the last frame for map and graphs."""
        self._note(self._survey.settle(self.channels))

    def recall(self, events: Sequence[Event], happenings: Iterable[Happening] = ()) -> None:
        """Put what earlier starts have kept, the oldest first, on map and graphs, into runs and documents,
        before anything comes.

        What befell the channels in between ends their lines where nobody listened. The log, the ledgers and
        the counts have it from the journal, and how long it was on its way is past.
        """
        changes = self._survey.recall(self.channels, events, happenings)
        for event in events:
            row = self.channels.get(event.channel)
            if row is not None:
                changes |= self._narration.tell(row, (event,))
        self._note(changes)

    def watch_field(
        self, channel: str, path: str, *, is_spare: Callable[[str], bool] = lambda _path: False
    ) -> None:
        """Keep this JSON field's figures from now on, and of the rows that are still in memory.

        `is_spare` says of another field of the channel whether nobody looks at it any more.
        """
        rows = self.log.since(self.log.end - BACK_ROWS)
        known = (row for row in rows if isinstance(row, Event) and row.channel == channel)
        self.figures.watch(channel, path, known, is_spare=is_spare)
        self._note(Change.SERIES)

    def watches(self, channel: str, path: str) -> bool:
        """Whether this field of the JSON is plotted; else the name is that of a metric."""
        return self.figures.watches(channel, path)

    def tick(self, now_s: float) -> None:
        """Once a second: silence while somebody listens is zero, and not a gap."""
        if self._ticked_s is not None and now_s < self._ticked_s - SET_BACK_S:
            self._turn_back(now_s)
        self._ticked_s = now_s
        listening = [row for row in self.channels.values() if row.listening]
        for row in listening:
            row.tally.seen(now_s)
        if listening:
            self.throughput.seen(now_s)

    def _turn_back(self, now_s: float) -> None:
        """The clock was set back: rates, lines and ages begin anew where it is now."""
        for row in self.channels.values():
            row.turn_back(now_s)
        for part in (self.throughput, self._survey, self.runs):
            part.turn_back(now_s)
        if self.began_at_s is not None:
            self.began_at_s = min(self.began_at_s, now_s)
        self.turned_at = self.log.end
        self._note(Change.CHANNELS | Change.SERIES)

    def resize_places(self, capacity: int) -> None:
        """Keep so many places from now on."""
        self.places.resize(capacity)
        self._note(Change.PLACES)

    def clear_places(self) -> None:
        """Take everything off the map; what comes from now on is shown. The journal keeps all."""
        self.places.set_aside()
        self._note(Change.PLACES)

    def show_places(self) -> None:
        """Put on the map again what was taken off it."""
        self.places.bring_back()
        self._note(Change.PLACES)

    def clear_channel(self, name: str) -> None:
        """Take off what one channel has brought to map, graphs and its story; the journal keeps all."""
        self.places.set_aside(name)
        self.figures.set_aside(name)
        row = self.channels.get(name)
        if row is not None:
            row.clear()
        self._note(Change.PLACES | Change.SERIES | Change.CHANNELS)

    def show_cleared(self) -> None:
        """Put on again what was taken off, of every channel."""
        self.places.bring_back()
        self.figures.bring_back()
        for row in self.channels.values():
            row.bring_back()
        self._note(Change.PLACES | Change.SERIES | Change.CHANNELS)

    # -- what the views ask

    def read(self, event: Event) -> Reading:
        """An event as its channel's profile reads it."""
        row = self.channels.get(event.channel)
        return self._survey.read(event, row.profile if row else profile("generic"))

    def seen(self, name: str) -> None:
        """A person has looked at the channel: nothing of it is unread."""
        row = self.channels.get(name)
        if row and row.unread:
            row.unread = 0
            self._note(Change.COUNTS)

    @property
    def metrics(self) -> Mapping[tuple[str, str], Track]:
        """The tracks of figures, by channel and name."""
        return self.figures.tracks

    @property
    def latency(self) -> Track:
        """How long events were on their way, and servers took to answer."""
        return self._survey.latency

    @property
    def unread_for_views(self) -> int:
        """How many events and figures a burst brought beyond what map and graphs read or hold."""
        return self._survey.passed_over

    @property
    def up(self) -> int:
        """How many channels are known to work."""
        return sum(row.up for row in self.channels.values())

    @property
    def stored(self) -> int:
        return sum(row.totals.stored for row in self.channels.values())

    @property
    def missing(self) -> int | None:
        """How many events are known to be missing; None when that cannot be proven for every channel.
        Those of which it is too early to say are left out: `early` counts them."""
        heard = (row.totals for row in self.channels.values() if row.totals.received)
        known = [totals.missing for totals in heard if not totals.is_early]
        if any(missing is None for missing in known):
            return None
        return sum(missing for missing in known if missing is not None)

    @property
    def early(self) -> int:
        """Of how many channels it is too early to say whether any event is missing."""
        return sum(row.totals.is_early for row in self.channels.values() if row.totals.received)

    @property
    def heard(self) -> int:
        """How many channels have brought anything."""
        return sum(row.totals.received > 0 for row in self.channels.values())

    # -- changes

    @property
    def pending(self) -> int:
        """How many events map and graphs have not read yet."""
        return self._survey.waiting

    def take_changes(self, *, settle: bool = True) -> Change:
        """What changed since the last time this was asked. Without `settle` map and graphs wait a little."""
        if self.pending and settle:
            self.settle()
        changes, self._changes = self._changes, Change.NOTHING
        return changes

    def _note(self, change: Change) -> None:
        if not change:
            return
        fresh = not self._changes
        self._changes |= change
        if fresh:
            self.on_change()


def _tally_of_all() -> Tally:
    """An hour second by second, and a week minute by minute."""
    return Tally(1.0, 3_600, coarse=Tally(60.0, 7 * 24 * 60))
