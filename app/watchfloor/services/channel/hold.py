"""Notices that a socket waits for whoever keeps the events: one timer a channel, whatever its rate."""

import asyncio
from collections.abc import Callable

HELD_S = 1.0  # a shorter wait is back-pressure as it should be, and nothing to be told


class Hold:
    """Calls `held` once in each wait that lasts for `HELD_S`."""

    def __init__(self, monotonic_s: Callable[[], float], held: Callable[[], None]) -> None:
        self._monotonic_s = monotonic_s
        self._held = held
        self._since_s: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """From now on it waits."""
        self._since_s = self._monotonic_s()
        if self._timer is None:
            self._arm(HELD_S)

    def end(self) -> None:
        """There is room. The timer runs on: the next wait is sure to come, and needs no other."""
        self._since_s = None

    def stop(self) -> None:
        """Nothing is waited for any more."""
        self._since_s = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, delay_s: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(delay_s, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._since_s is None:
            return
        left_s = self._since_s + HELD_S - self._monotonic_s()
        if left_s > 0:  # the wait began after the timer did, or the loop was early
            self._arm(left_s)
        else:
            self._held()
