"""Waits until a moment, unless somebody wakes it before."""

import asyncio
import contextlib
from collections.abc import Callable


class Alarm:
    """One task waits; whoever has news for it calls `wake`."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    def clear(self) -> None:
        """Whatever there was to wake for is done."""
        self._woken.clear()

    async def until(self, moment_s: float) -> bool:
        """Wait, unless woken (True). The clock is asked again: some loops' timers fire early."""
        while not self._woken.is_set() and (left_s := moment_s - self._monotonic_s()) > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self._woken.wait()
        woken = self._woken.is_set()
        self._woken.clear()
        return woken
