"""Shows a recording's cues to a session, as if they came: batches, states, and the silence between them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from watchfloor.core.event import Totals
from watchfloor.core.happening import StateChanged
from watchfloor.core.session.backlog import READ_A_FRAME
from watchfloor.core.session.reel import Balance, Cue, batches, status_of
from watchfloor.core.session.session import Session
from watchfloor.core.state import Status

QUIET_S = 3_600  # silence is told second by second for so long: graphs remember no more


class Projector:
    """`at_s` is how far it got. `channels` are those of the recording, `stateless` those without states.

    `rest` is how a channel stands while nothing is known of its state: once all is over, or throughout.
    """

    def __init__(self, session: Session, channels: Iterable[str], stateless: Collection[str]) -> None:
        self._session = session
        self._totals = dict.fromkeys(channels, Totals())
        self._stateless = stateless
        self._seen_s = 0
        self.at_s = 0.0
        self.rest = Status(recorded=True)

    def begin(
        self, at_s: float, standings: Mapping[str, StateChanged], ledgers: Mapping[str, Totals]
    ) -> None:
        """Begin anew at a moment, with the channels and their ledgers as they stood then."""
        self._session.restart()
        for name, totals in ledgers.items():
            self._balance(name, totals)
        self.at_s, self._seen_s = at_s, int(at_s)
        for name in self._totals:
            known = self.rest if name in self._stateless else Status(recorded=True, since_s=at_s)
            self._session.observe(name, known, at_s)
        for changed in standings.values():
            self._session.plot.tells(changed)
            self._observe(changed)

    def feed(self, due: Sequence[Cue]) -> None:
        """Hand over what is due; nothing of it is left out, however much it is."""
        piece: list[Cue] = []
        for cue in due:
            if isinstance(cue.item, Balance):
                self._feed(piece)
                self._balance(*cue.item)
                piece = []
            else:
                piece.append(cue)
        self._feed(piece)

    def _balance(self, name: str, totals: Totals) -> None:
        if name in self._totals:
            self._totals[name] = totals
            self._session.balance(name, totals)

    def _feed(self, due: Sequence[Cue]) -> None:
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
