"""A transport that lets go of an attempt only when a test says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from watchfloor.services.net.answer import Opened
from watchfloor.services.net.attempt import Ask, Timing


class Gated:
    """A transport that has not answered yet, and lets go of an attempt only when the test says so."""

    def __init__(self) -> None:
        self.open_now = 0
        self.most_open = 0
        self.opened = asyncio.Event()
        self.let_go = asyncio.Event()

    @asynccontextmanager
    async def open(self, ask: Ask, timing: Timing) -> AsyncIterator[Opened]:
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        self.opened.set()
        try:
            await asyncio.Event().wait()
            yield NotImplemented
        finally:
            await self.let_go.wait()
            self.open_now -= 1

    async def fetch(self, ask: Ask, url: str) -> bytes:
        return b""

    async def aclose(self) -> None:
        pass
