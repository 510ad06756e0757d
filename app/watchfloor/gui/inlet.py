"""Sockets that are read as something comes: Qt watches all of them as one, and a crowd of them is paced.

A notifier of Qt's for each is sought among all the others whenever it is switched, and asked after with every
turn of the loop. What a read costs hardly depends on how much it brings: of 500 feeds that bring two events
at a time it filled the processor, so what such a crowd brings is left to gather a little (`wall` in
docs/figures.md).
"""

import asyncio
import contextlib
import select
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

AT_ONCE = 32  # who was asked comes last: so everyone has a turn, however much comes
REST_MS = 4  # after so many at once

HAS_INLET = sys.platform == "linux"


class Inlet(QObject):
    """Runs the handle of each descriptor that has something to read; then calls `go_on`, for they asked for
    more."""

    def __init__(self, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._go_on = go_on
        self._handles: dict[int, asyncio.Handle] = {}
        self._poll = select.epoll()
        self._notifier = QSocketNotifier(self._poll.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setTimerType(Qt.TimerType.PreciseTimer)
        self._rest.timeout.connect(self._on_rested)

    def add(self, descriptor: int, handle: asyncio.Handle) -> None:
        """In place of the one that it had."""
        before = self._handles.get(descriptor)
        if before is not None:
            before.cancel()
        self._handles[descriptor] = handle
        with contextlib.suppress(FileExistsError):
            self._poll.register(descriptor, select.EPOLLIN)

    def remove(self, descriptor: int) -> bool:
        """Whether there was one."""
        handle = self._handles.pop(descriptor, None)
        if handle is None:
            return False
        handle.cancel()
        with contextlib.suppress(OSError):  # closed before it was taken off: the system has forgotten it
            self._poll.unregister(descriptor)
        return True

    def _on_activated(self) -> None:
        found = self._poll.poll(0, AT_ONCE)
        if len(found) == AT_ONCE:
            self._notifier.setEnabled(False)
            self._rest.start(REST_MS)
        for descriptor, _ in found:
            handle = self._handles.get(descriptor)  # one that ran before may have taken it off
            if handle is not None:
                handle._run()  # noqa: SLF001 - as asyncio's own loops call it
        self._go_on()

    def _on_rested(self) -> None:
        self._notifier.setEnabled(True)

    def close(self) -> None:
        self._rest.stop()
        self._notifier.setEnabled(False)
        self._handles.clear()
        self._poll.close()
