"""What the window's loop is to do next, in order and by slices: between two of them Qt has its turn.

qasync starts a timer of Qt's for each, and a frame waits for all that came before it. With 500 feeds those
were a thousand timers, each sought among all the others: see `wall` in docs/figures.md.
"""

import asyncio
from collections import deque
from time import perf_counter

from PySide6.QtCore import QObject, QTimerEvent

SLICE_S = 0.002  # a tenth of a frame; sockets that have something to read come besides


class Ready(QObject):
    """Callbacks that wait for nothing but their turn. A timer runs for as long as there are any.

    A signal's handler may add one between any two steps: it is not forgotten, nor does a second timer go on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._handles: deque[asyncio.Handle] = deque()
        self._timer = 0

    def add(self, handle: asyncio.Handle) -> None:
        self._handles.append(handle)
        self._arm()

    def _arm(self) -> None:
        if not self._timer:
            self._timer = self.startTimer(0)

    def _disarm(self) -> None:
        timer, self._timer = self._timer, 0
        if timer:
            self.killTimer(timer)

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() != self._timer:
            self.killTimer(event.timerId())
        self._disarm()
        self.run()

    def run(self) -> None:
        """Those that wait now, while the slice lasts: what they ask for in turn comes after Qt."""
        until_s = perf_counter() + SLICE_S
        for _ in range(len(self._handles)):
            if not self._handles or perf_counter() >= until_s:
                break
            self._run(self._handles.popleft())
        if not self._handles:
            self._disarm()

    def _run(self, handle: asyncio.Handle) -> None:
        if self._handles:
            self._arm()  # before it runs: it may open a menu, and the others go on beneath it
        if not handle.cancelled():
            handle._run()  # noqa: SLF001 - as asyncio's own loops call it

    def stop(self) -> None:
        self._disarm()
        self._handles.clear()
