"""How a resume went: what was replayed and what is missing becomes a row, once the replay is over."""

import asyncio

from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.standing import Standing
from watchfloor.services.clock import Clock

SETTLE_S = 1.0  # what comes this soon after the first event of a resume counts as its replay
SETTLE_EMPTY_S = 5.0  # a resume that brings nothing for so long brought nothing


class Resumption:
    """Begins with a connection that goes on where another one ended."""

    def __init__(self, intake: Intake, standing: Standing, clock: Clock) -> None:
        self._intake = intake
        self._standing = standing
        self._clock = clock
        self._under_way = False
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, away_s: float) -> None:
        """From here on the ledger looks for what was already there."""
        self._under_way = True
        self._intake.resume(away_s)
        self._settle_in(SETTLE_EMPTY_S)

    def proved(self) -> None:
        """The first event or comment has come."""
        if self._under_way:
            self._settle_in(SETTLE_S)

    def settle(self) -> None:
        """The replay is over."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._under_way:
            self._under_way = False
            resumed = self._intake.ledger.settle(self._clock.wall_s())
            if resumed is not None:
                self._standing.tell(resumed)

    def _settle_in(self, delay_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(delay_s, self.settle)
