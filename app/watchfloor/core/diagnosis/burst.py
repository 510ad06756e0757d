"""Events that arrive together after a silence."""

from collections.abc import Iterator

import msgspec

from watchfloor.core.diagnosis.listening import Heard, Listening

APART_S = 0.25  # a longer pause than this separates two bursts
LEAST_QUIET_S = 0.5
LEAST_EVENTS = 3


class Burst(msgspec.Struct):
    """Events with no pause between them, and the silence before the first."""

    quiet_s: float
    first_s: float
    last_s: float
    events: list[Heard]
    comments: int = 0
    after_stall: bool = False  # it was this program that held it back
    cut: bool = False  # ended in the middle of a line, the rest of which came with the next burst

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
    """All reads of a connection, in bursts."""
    found: list[Burst] = []
    heard = iter(listening.heard)
    before_s = 0.0
    for read in listening.reads:
        if not found or read.at_s - before_s > APART_S:
            found.append(Burst(read.at_s - before_s, read.at_s, read.at_s, []))
            found[-1].after_stall = any(before_s < at_s <= read.at_s + APART_S for at_s in listening.stalls_s)
        burst = found[-1]
        burst.last_s = before_s = read.at_s
        burst.events += _next(heard, read.events)
        burst.comments += read.comments
        burst.cut = read.cut
    return found


def _next(heard: Iterator[Heard], count: int) -> list[Heard]:
    return [event for _, event in zip(range(count), heard, strict=False)]
