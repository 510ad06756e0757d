"""Shows a recording's cues to a session, as if they came: batches, states, and the silence between them."""

from collections.abc import Collection, Mapping, Sequence

from watchfloor.core.event import Totals
from watchfloor.core.happening import StateChanged
from watchfloor.core.reel import Cue, batches, status_of
from watchfloor.core.session import READ_A_FRAME, Session
from watchfloor.core.state import Status

QUIET_S = 3_600  # silence is told second by second for so long: graphs remember no more


class Projector:
    """`at_s` is how far it got. `totals` are the channels of the recording, `stateless` those without states.

    `rest` is how a channel stands while nothing is known of its state: once all is over, or throughout.
    """

    def __init__(self, session: Session, totals: Mapping[str, Totals], stateless: Collection[str]) -> None:
        self._session = session
        self._totals = totals
        self._stateless = stateless
        self._seen_s = 0
        self.at_s = 0.0
        self.rest = Status(recorded=True)

    def begin(self, at_s: float, standings: Mapping[str, StateChanged]) -> None:
        """Begin anew at a moment, with the channels as they stood then."""
        self._session.restart()
        self.at_s, self._seen_s = at_s, int(at_s)
        for name in self._totals:
            known = self.rest if name in self._stateless else Status(recorded=True, since_s=at_s)
            self._session.observe(name, known, at_s)
        for changed in standings.values():
            self._session.plot.tells(changed)
            self._observe(changed)

    def feed(self, due: Sequence[Cue]) -> None:
        """Hand over what is due; nothing of it is left out, however much it is."""
        session = self._session
        for batch in batches(due, self._totals):
            self.pass_to(batch.received_at_s)
            for happening in batch.happenings:
                if isinstance(happening, StateChanged):
                    self._observe(happening)
            if session.pending + len(batch.events) > READ_A_FRAME:
                session.settle()
            session.apply(batch)

    def _observe(self, changed: StateChanged) -> None:
        status = status_of(changed)
        if status is not None:
            self._session.observe(changed.channel, status, changed.at_s)

    def pass_to(self, at_s: float) -> None:
        """Time passes, second by second: where somebody listened, silence is zero and not a gap."""
        self.at_s = max(self.at_s, at_s)
        first = max(self._seen_s, int(at_s) - QUIET_S)
        for second in range(first, int(at_s)):
            self._session.tick(second)
            for name in self._stateless:
                self._session.channels[name].tally.seen(second)
            if self._stateless:
                self._session.throughput.seen(second)
        self._seen_s = max(first, int(at_s))

    def settle(self) -> None:
        """Bring map and graphs up to what has come."""
        self._session.settle()

    def end(self) -> None:
        """All has come: from here on nothing is known of any channel."""
        self._session.settle()
        for name in self._totals:
            self._session.observe(name, self.rest, self.at_s)
