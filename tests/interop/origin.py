"""The servers of the interop tests, alike for the tests: start, offer events, kill, start again."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import httpx
import pytest

from tests.interop.nginx import nchan
from tests.interop.node import node
from tests.interop.program import PATIENCE_S, STEP_S, Program, free_port, need
from tests.interop.script import data_of, type_of

ROOT = Path(__file__).parent.parent.parent


class Origin(Protocol):
    port: int
    provable: bool  # its ids are such that the ledger can say what is missing
    many: int  # events that it sends soon enough, and more than a socket holds where it sends them at once

    async def start(self) -> None: ...
    async def offer(self, upto: int) -> None: ...
    async def kill(self) -> None: ...
    async def close(self) -> None: ...


class Scripted:
    """A server that knows the script by itself and has to be told how far it goes."""

    provable = True
    many = 8_000

    def __init__(self, program: Program) -> None:
        self._program = program
        self._upto = 0
        self.port = program.port

    async def start(self) -> None:
        await self._program.start()
        await self.offer(self._upto)

    async def offer(self, upto: int) -> None:
        self._upto = upto
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}") as http:
            (await http.post("/offer", params={"upto": upto})).raise_for_status()

    async def kill(self) -> None:
        await self._program.kill()

    async def close(self) -> None:
        await self.kill()


class Nchan:
    """Its events are published to it one by one, and kept in Redis across its restarts."""

    provable = False
    many = 800

    def __init__(self, folder: Path) -> None:
        redis_port, self.port = free_port(), free_port()
        command = [need("redis-server", "redis-server"), "--port", str(redis_port), "--dir", str(folder)]
        self._redis = Program([*command, "--save", "", "--appendonly", "no"], redis_port, folder)
        self._nginx = nchan(folder / "nchan", self.port, redis_port)
        self._offered = 0
        self._redis_runs = False

    async def start(self) -> None:
        if not self._redis_runs:
            await self._redis.start()
            self._redis_runs = True
        await self._nginx.start()
        await self._has_redis()

    async def _has_redis(self) -> None:
        """nginx listens before nchan has found its Redis: until then it answers 503, or hangs up."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not await self._answers():  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(STEP_S)
        except TimeoutError:
            pytest.fail("nchan has not found its Redis.")

    async def _answers(self) -> bool:
        try:
            async with self._http() as http:
                return (await http.get("/offer")).status_code != 503
        except httpx.RemoteProtocolError:
            return False

    def _http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}")

    async def offer(self, upto: int) -> None:
        async with self._http() as http:
            for n in range(self._offered + 1, upto + 1):
                headers = {} if type_of(n) == "message" else {"X-EventSource-Event": type_of(n)}
                (await http.post("/offer", content=data_of(n), headers=headers)).raise_for_status()
        self._offered = upto

    async def kill(self) -> None:
        await self._nginx.kill()

    async def close(self) -> None:
        await self._nginx.kill()
        await self._redis.kill()


def sse_starlette(folder: Path) -> Origin:
    port = free_port()
    command = [sys.executable, "-m", "tests.interop.starlette_server", str(port)]
    return Scripted(Program(command, port, folder, {"PYTHONPATH": str(ROOT)}))


def better_sse(folder: Path) -> Origin:
    return Scripted(node(folder, free_port()))


ORIGINS: dict[str, Callable[[Path], Origin]] = {
    "sse-starlette": sse_starlette,
    "better-sse": better_sse,
    "nchan": Nchan,
}
