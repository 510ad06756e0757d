"""Real servers on port 0, and a real Redis."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from tests.integration.server.listener import Listener
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.setting import Limit, Pace, Setting

APP = Path(__file__).parents[3] / "app"

# As in life, only sooner.
QUICK = Pace(map_poll_s=0.05, map_spacing_s=0.0, run_s=0.3, strategy_s=0.3, utterance_s=0.03, lease_s=0.6)


def paced(**named: float) -> Pace:
    return msgspec.structs.replace(QUICK, **named)


class Site:
    """A running server, and how tests talk to it."""

    def __init__(self, server: EmbeddedServer, http: httpx.AsyncClient) -> None:
        self.server = server
        self.house = server.house
        self.node = server.house.node
        self.url = server.url
        self.http = http
        self._listeners: list[Listener] = []

    async def listen(self, path: str, **headers: str) -> Listener:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        listener = await Listener.open(self.url + path, named)
        self._listeners.append(listener)
        return listener

    async def joined(self, stream: str, count: int = 1) -> None:
        """Returns when so many clients hear a stream live."""
        await until(lambda: self.node.clients(stream) >= count)

    async def close(self) -> None:
        for listener in self._listeners:
            await listener.close()
        await self.http.aclose()
        await self.server.stop()


Serve = Callable[..., Awaitable[Site]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """`await serve(dev=True, …)`: a server with quick paces; all are stopped when the test ends."""
    sites: list[Site] = []

    async def start(**named: Any) -> Site:
        setting = Setting(**{"pace": QUICK, "limit": Limit(), **named})
        server = EmbeddedServer(setting)
        await server.start()
        site = Site(server, httpx.AsyncClient(base_url=server.url, trust_env=False))
        sites.append(site)
        return site

    yield start
    for site in reversed(sites):
        await site.close()


async def until(holds: Callable[[], bool], timeout_s: float = 60.0) -> None:
    """Waits for a fact; says nothing about how long it may take, short of for ever."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110 -- any fact, of any object
            await asyncio.sleep(0.005)


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis of our own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    folder = tmp_path_factory.mktemp("redis")
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while "Ready to accept connections" not in (line := process.stdout.readline()):
        assert line, "redis-server did not start"
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.stdout.close()
    process.wait()


@pytest.fixture
async def redis_address(redis_server: str) -> str:
    """An empty Redis."""
    import redis.asyncio

    client = redis.asyncio.Redis.from_url(redis_server)
    await client.flushall()
    await client.aclose()
    return redis_server


class Process:
    """`watchfloor serve` as a user starts it."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process = process
        self.url = url

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def end(self) -> int:
        async with asyncio.timeout(20):
            return await self.process.wait()


StartProcess = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start_process() -> AsyncIterator[StartProcess]:
    """`await start_process("--scenario", "demo", …)`. Whatever still runs at the end is killed."""
    running: list[Process] = []

    async def start(*words: str, port: int = 0, **environment: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "watchfloor", "serve", "--port", str(port), "--log-level", "error", *words,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(APP), **environment},
        )  # fmt: skip
        assert process.stdout is not None
        async with asyncio.timeout(30):
            line = (await process.stdout.readline()).decode()
        assert line.startswith("Serving on http://"), line
        started = Process(process, line.removeprefix("Serving on ").strip())
        running.append(started)
        return started

    yield start
    for started in running:
        with contextlib.suppress(ProcessLookupError):
            started.process.kill()
        await started.process.wait()
        # The pipe's transport is closed by the loop once the process is gone; it must be, before the loop is.
        started.process._transport.close()  # type: ignore[attr-defined]
