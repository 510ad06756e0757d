"""Events that arrive together after a silence."""

from itertools import islice

import msgspec

from watchfloor.core.diagnosis.listening import Heard, Listening

LEAST_QUIET_S = 0.5
LEAST_EVENTS = 3
AT_ONCE_S = 0.5
AGREES_S = 2.0  # so near two clocks are the same
LEAST_WAIT_S = 5.0  # a shorter wait for an answer is none to speak of


class Burst(msgspec.Struct):
    """Events with no pause between them, and the silence before the first."""

    quiet_s: float
    first_s: float
    last_s: float
    events: list[Heard]
    comments: int
    after_stall: bool  # it was this program that held it back
    cut: bool  # ended in the middle of a line, the rest of which came with the next burst
    is_answer: bool = False  # the silence is that before the answer itself, which came with it

    @property
    def is_clump(self) -> bool:
        """Many at once, after a silence that is long beside it."""
        lasted_s = self.last_s - self.first_s
        if self.after_stall:
            return False
        return len(self.events) >= LEAST_EVENTS and self.quiet_s >= max(LEAST_QUIET_S, 4 * lasted_s)

    @property
    def stamps_s(self) -> list[float]:
        return [event.stamp_s for event in self.events if event.stamp_s is not None]

    @property
    def was_held(self) -> bool:
        """Its events were made during the silence before it: their own times are spread over it.

        Old news that is read from a store and sent at once is spread over much more than the silence.
        """
        stamps_s = self.stamps_s
        if not self.is_clump or len(stamps_s) < max(LEAST_EVENTS, len(self.events) // 2):
            return False
        spread_s = max(stamps_s) - min(stamps_s)
        return 0.5 * self.quiet_s <= spread_s <= 1.5 * self.quiet_s + 1.0


def bursts(listening: Listening) -> list[Burst]:
    """All that a connection brought, in bursts."""
    pulse = listening.pulse
    heard = islice(listening.heard, pulse.forgotten, None)
    found = [
        Burst(
            surge.quiet_s,
            surge.first_s,
            surge.last_s,
            list(islice(heard, surge.events)),
            surge.comments,
            pulse.follows_stall(surge),
            surge.cut,
        )
        for surge in pulse.surges
    ]
    if found and not listening.forgot_surges:
        _with_answer(found[0], listening)
    return found


def _with_answer(burst: Burst, listening: Listening) -> None:
    """What came with the answer, and was made while the answer was waited for, was held back with it."""
    asked_at_s = listening.opened_wall_s - listening.waited_s
    is_new = all(stamp_s >= asked_at_s - AGREES_S for stamp_s in burst.stamps_s)
    if burst.quiet_s < AT_ONCE_S and is_new and listening.waited_s >= LEAST_WAIT_S:
        burst.quiet_s += listening.waited_s
        burst.is_answer = True
