"""A transport without a network: each attempt plays what the test wants, and is written down."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import msgspec

from watchfloor.services.net.answer import Opened
from watchfloor.services.net.attempt import Ask, Timing, ended

Play = Callable[[Ask], AsyncGenerator[bytes, None]]


class Tried(msgspec.Struct):
    at_s: float
    ask: Ask


class ScriptTransport:
    """`play` gives the bytes of an attempt; it raises AttemptError (see `ended`) to fail it."""

    def __init__(self, play: Play, poll: Callable[[Ask], Awaitable[bytes]] | None = None) -> None:
        self.play = play
        self.poll = poll
        self.tries: list[Tried] = []
        self.polls: list[Tried] = []
        self.open_now = 0
        self.most_open = 0

    @asynccontextmanager
    async def open(self, ask: Ask, timing: Timing) -> AsyncIterator[Opened]:
        self.tries.append(Tried(time.monotonic(), ask))
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        blocks = self.play(ask)
        try:
            await asyncio.sleep(0)
            first = await anext(blocks)
            assert first == b"", "the first block stands for the headers"
            yield Opened(blocks, False, 200, [], [], "HTTP/1.1", ask.feed.url, "", "", [])
        finally:
            await blocks.aclose()
            self.open_now -= 1

    async def fetch(self, ask: Ask, url: str) -> bytes:
        self.polls.append(Tried(time.monotonic(), ask))
        if self.poll is None:
            raise ended("not-found", "404 Not Found")
        return await self.poll(ask)

    async def aclose(self) -> None:
        pass


def fail(code: str, detail: str, status: int | None = None, retry_after_s: float | None = None) -> None:
    raise ended(code, detail, status, retry_after_s)


async def refused(ask: Ask) -> AsyncGenerator[bytes, None]:
    fail("refused", f"{ask.feed.url} refused the connection.")
    yield b""


async def open_and_silent(ask: Ask) -> AsyncGenerator[bytes, None]:
    yield b""
    await asyncio.Event().wait()


async def well(ask: Ask) -> AsyncGenerator[bytes, None]:
    yield b""
    yield b"id: 1\ndata: 1\n\n"
    await asyncio.Event().wait()
