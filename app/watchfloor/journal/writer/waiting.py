"""Who waits for the writer's thread, each on a loop of its own."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Waiting:
    """Those who wait for room. `wake` is called on the writer's thread."""

    def __init__(self) -> None:
        self._waiters: set[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = set()
        self._lock = threading.Lock()

    async def stand_in_line(self, must_wait: Callable[[], bool]) -> None:
        """Wait to be woken once."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        waiter = (loop, future)
        with self._lock:
            self._waiters.add(waiter)
        try:
            # There may have been room, or an end, between the look and our standing in line.
            if must_wait():
                await future
        finally:
            with self._lock:
                self._waiters.discard(waiter)

    def wake(self) -> None:
        with self._lock:
            waiters = list(self._waiters)
        for loop, future in waiters:
            with contextlib.suppress(RuntimeError):  # that loop has ended
                loop.call_soon_threadsafe(settle, future)


def settle(
    future: "asyncio.Future[Any] | Future[Any]", result: object = None, error: Exception | None = None
) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
