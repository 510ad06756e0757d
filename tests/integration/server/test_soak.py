"""Minutes of clients that come, go, stall and break off, while a storm blows: nothing may grow."""

import asyncio
import contextlib
import os
import random
import socket
from pathlib import Path

import httpx
import pytest

from tests.integration.server.conftest import StartProcess, until
from tests.integration.server.listener import Listener

SOAK_S = float(os.environ.get("WATCHFLOOR_SOAK_S", "240"))
PATHS = (
    "/sse/stream?companyId=acme-corp&channel=dashboard-updates",
    "/api/map-stream?since=0",
    "/api/v1/strategist/feed",
    "/api/debates/{debate}/stream",
    "/nowhere",
)
FREE_KB = 12_000  # what the allocator may keep beyond its warm-up


def _files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def _memory_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


async def _visitor(url: str, debate: str, chance: random.Random, until_s: float) -> int:
    """Comes, hears something or nothing, and leaves politely or not."""
    loop, visits = asyncio.get_running_loop(), 0
    while loop.time() < until_s:
        listener = await Listener.open(url + chance.choice(PATHS).replace("{debate}", debate))
        visits += 1
        if listener.status == 200 and chance.random() < 0.7:
            with contextlib.suppress(AssertionError, TimeoutError):  # the stream may have less to say
                await listener.events(chance.randrange(1, 60))
        if chance.random() < 0.3:
            listener._writer.transport.abort()
        await listener.close()
    return visits


async def _deaf(port: int, until_s: float) -> None:
    loop = asyncio.get_running_loop()
    while loop.time() < until_s:
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.setblocking(False)
            await loop.sock_connect(deaf, ("127.0.0.1", port))
            await loop.sock_sendall(deaf, f"GET {PATHS[0]} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            await asyncio.sleep(2)


@pytest.mark.soak
@pytest.mark.parametrize("database", ["", "file", "redis"])
async def test_files_and_memory_stay_flat(
    start_process: StartProcess, tmp_path: Path, redis_address: str, database: str
) -> None:
    address = {"": "", "file": str(tmp_path / "feed.sqlite"), "redis": redis_address}[database]
    node = await start_process("--scenario", "storm", "--rate", "500", "--database", address)
    pid, port = node.process.pid, int(node.url.rpartition(":")[2])
    async with httpx.AsyncClient(base_url=node.url, trust_env=False) as http:
        motion = {"rounds": 500, "utterance_s": 0.05}
        debate = (await http.post("/api/debates", json=motion)).json()["id"]
    loop = asyncio.get_running_loop()
    figures = []
    for part_s in (SOAK_S / 4, SOAK_S * 3 / 4):
        end_s = loop.time() + part_s
        visitors = [_visitor(node.url, debate, random.Random(seed), end_s) for seed in range(12)]
        visits = sum(v or 0 for v in await asyncio.gather(*visitors, _deaf(port, end_s), _deaf(port, end_s)))
        await until(lambda: _files(pid) < 40)
        figures.append((_files(pid), _memory_kb(pid), visits))
    (files, memory_kb, _), (files_after, memory_after_kb, visits) = figures
    print(
        database or "memory", "visits", visits, "files", files, files_after, "KB", memory_kb, memory_after_kb
    )
    assert visits > 50
    assert files_after <= files + 2
    assert memory_after_kb <= memory_kb + FREE_KB
