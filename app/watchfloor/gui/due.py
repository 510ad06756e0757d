"""What the window's loop is to do later: one timer of Qt's for all of it, set for the next.

qasync has a timer of Qt's for each, and they all fire in one turn: with 500 feeds that were a thousand a
second, of which each feed's look for silence made a frame late (`wall` in docs/figures.md).
"""

import asyncio
import heapq
from collections.abc import Callable
from itertools import count
from math import ceil
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimerEvent

LEAST_CANCELLED = 100  # are kept until they would have been due


class Due(QObject):
    """Gives each handle to `ready` once its time has come, never before."""

    def __init__(self, ready: Callable[[asyncio.Handle], None]) -> None:
        super().__init__()
        self._ready = ready
        self._waiting: list[tuple[float, int, asyncio.Handle]] = []
        self._number = count()
        self._timer = 0
        self._set_for_s = 0.0
        self._looked_at = LEAST_CANCELLED

    @property
    def count(self) -> int:
        """How many are kept, and some that were taken back."""
        return len(self._waiting)

    def add(self, handle: asyncio.Handle, delay_s: float) -> None:
        at_s = monotonic() + delay_s
        if len(self._waiting) > self._looked_at:
            self._forget_cancelled()
        heapq.heappush(self._waiting, (at_s, next(self._number), handle))
        if not self._timer or at_s < self._set_for_s:
            self._set()

    def _forget_cancelled(self) -> None:
        """A deadline is mostly taken back, and would be kept for as long as it had been."""
        self._waiting = [each for each in self._waiting if not each[2].cancelled()]
        heapq.heapify(self._waiting)
        self._looked_at = max(LEAST_CANCELLED, 2 * len(self._waiting))

    def _set(self) -> None:
        self._unset()
        if self._waiting:
            self._set_for_s = self._waiting[0][0]
            wait_ms = ceil((self._set_for_s - monotonic()) * 1_000)
            # A coarse one may come a twentieth too early, and would be set again for the rest.
            self._timer = self.startTimer(max(0, wait_ms), Qt.TimerType.PreciseTimer)

    def _unset(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() != self._timer:
            self.killTimer(event.timerId())  # a signal's handler asked for one while another was started
        self._unset()
        now_s = monotonic()
        while self._waiting and self._waiting[0][0] <= now_s:
            self._ready(heapq.heappop(self._waiting)[2])
        self._set()

    def stop(self) -> None:
        self._unset()
        self._waiting.clear()
