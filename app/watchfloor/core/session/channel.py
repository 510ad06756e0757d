"""What is known of one channel, for the list, the inspector and the graphs."""

from collections import deque

import numpy as np

from watchfloor.core.event import Batch, Totals
from watchfloor.core.happening import AttemptEnded, Happening, StateChanged
from watchfloor.core.profiles.reading import Profile
from watchfloor.core.session.series import Tally
from watchfloor.core.state import COMPLETE, ChannelState, Status, words

LISTENING = (ChannelState.CONNECTED, ChannelState.STALE, ChannelState.POLLING)
UP = (ChannelState.CONNECTED, ChannelState.POLLING)
# While one of these lasts, nothing needs a person's eye.
WELL = (*LISTENING, ChannelState.CONNECTING, ChannelState.PAUSED, ChannelState.IDLE)
RATE_SPAN_S = 10.0
SPARK_SPAN_S, LEAST_SPARK_S = 60.0, 5.0


class ChannelRow:
    """One channel as the views see it; bounded, and without a clock of its own."""

    def __init__(self, name: str, profile: Profile, url: str = "", method: str = "GET") -> None:
        self.name = name
        self.profile = profile
        self.url = url
        self.method = method
        self.colour = ""  # #rrggbb, where the user has given it one
        self.insecure = False  # its server's certificate is not checked: marked in red everywhere
        self.status = Status()
        self.totals = Totals()
        self.unread = 0
        self.comes_first = False  # read before others where there is no time for all
        self.held_back = 0  # events that its pace has kept from the views
        self.events = 0
        self.last_event_id = ""
        self.last_event_at_s: float | None = None
        self.listening_since_s: float | None = None  # wall clock
        self.looked_at = 0  # events of this connection that were looked at for being a replay
        self.tally = Tally(1.0, 3_600)
        self.attempts: deque[AttemptEnded] = deque(maxlen=200)
        self.story: deque[Happening] = deque(maxlen=200)
        self._aside: deque[Happening] = deque(maxlen=200)  # of the story: cleared from view
        self.states: deque[StateChanged] = deque(maxlen=500)
        self.marks: deque[Happening] = deque(maxlen=200)  # what befell its events: gaps, refusals, resumes

    @property
    def listening(self) -> bool:
        status = self.status
        return status.state in LISTENING and not status.unanswered and not status.unreadable

    @property
    def up(self) -> bool:
        """It is known to work: an open connection that has gone silent is not."""
        return self.status.counts_as in UP

    @property
    def complete(self) -> bool:
        """Its stream said that it has come to its end: nobody waits for it to be up."""
        return self.status.state is ChannelState.IDLE and self.status.code == COMPLETE

    @property
    def troubled(self) -> bool:
        status = self.status
        return status.state not in WELL or status.state is ChannelState.STALE or status.unanswered

    def take(self, batch: Batch, replayed: int = 0) -> None:
        """`replayed` of its events were sent again, and say nothing of the pace."""
        self.totals = batch.totals
        if batch.events:
            self.events += len(batch.events)
            self.unread += len(batch.events)
            self.last_event_id = batch.last_event_id
            self.last_event_at_s = batch.received_at_s
            self.tally.add(batch.received_at_s, len(batch.events) - replayed)
        for happening in batch.happenings:
            self._take_happening(happening)

    def _take_happening(self, happening: Happening) -> None:
        if isinstance(happening, StateChanged):
            self.states.append(happening)
            return
        self.story.append(happening)
        if isinstance(happening, AttemptEnded):
            self.attempts.append(happening)
        else:
            self.marks.append(happening)

    def turn_back(self, now_s: float) -> None:
        """The clock was set back: nothing was heard later than now."""
        self.tally.turn_back(now_s)
        if self.last_event_at_s is not None:
            self.last_event_at_s = min(self.last_event_at_s, now_s)
        if self.listening_since_s is not None:
            self.listening_since_s = min(self.listening_since_s, now_s)

    def clear(self) -> None:
        """Take its story off, until it is brought back; nothing of it is unread."""
        self.unread = 0
        self._aside.extend(self.story)
        self.story.clear()

    def bring_back(self) -> None:
        """The story that was taken off, before what happened since."""
        self.story = deque((*self._aside, *self.story), maxlen=self.story.maxlen)
        self._aside.clear()

    def rename(self, name: str) -> None:
        """It has another name now, and so has what befell it."""
        self.name = name
        for happening in (*self.attempts, *self.story, *self._aside, *self.states, *self.marks):
            happening.channel = name

    @property
    def anew(self) -> "ChannelRow":
        """The same channel before anything came."""
        row = ChannelRow(self.name, self.profile, self.url, self.method)
        row.colour, row.insecure, row.comes_first = self.colour, self.insecure, self.comes_first
        return row

    def words(self, monotonic_s: float) -> str:
        return words(self.status, monotonic_s)

    def rate(self, now_s: float) -> float:
        return self.tally.rate(now_s, RATE_SPAN_S)

    def spark(self, now_s: float) -> list[float]:
        """The last minute's rates, smoothed over five seconds; NaN where nobody was listening.

        In its first minute a channel has less behind it, and so has the line.
        """
        since_s = self.tally.since_s
        known_s = SPARK_SPAN_S if since_s is None else max(LEAST_SPARK_S, now_s - since_s)
        _, counts = self.tally.window(now_s, min(SPARK_SPAN_S, known_s) + 4)
        windows = np.lib.stride_tricks.sliding_window_view(counts, 5)
        known = ~np.isnan(windows)
        sums, amounts = np.where(known, windows, 0.0).sum(axis=1), known.sum(axis=1)
        with np.errstate(invalid="ignore"):
            return [float(mean) for mean in np.where(amounts, sums / np.maximum(amounts, 1), np.nan)]

    def uptime(self) -> float | None:
        """The share of attempts that did not fail, 0 to 1; None before the first."""
        if not self.attempts:
            return None
        return sum(attempt.outcome in WELL_ENDED for attempt in self.attempts) / len(self.attempts)


# Endings that nobody needs to look into: the server or the user closed it in good order.
WELL_ENDED = ("closed", "stopped", "ended", "paused", "complete", "no-content")
