"""Broadcast over real sockets: ours beside sse-starlette used plainly, each in a process of its own.

One process serves, this one holds all clients in one epoll loop, so at most two cores work. Both
servers send the same events: one company's dashboard, about 300 bytes, with the time of sending. First one
by one, so that each is written to each client by itself; then as fast as they are published. What counts is
the processor's time of the server for each event that a client gets: the clock's depends on what else the
machine does, and on who reads.
"""

import asyncio
import json
import os
import re
import resource
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Self

from watchfloor.core.error import KnownError

FILES = 20_000
AT_ONCE = 100  # clients that come together
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
FILLING = "x" * 180
SEED_EVENTS_PER_S = 10_000
SEED_KB_PER_CLIENT = 2.0
PATH = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
STAMP = re.compile(rb'"t":(\d+)')


CROWDS = ((50, 400, 4_000), (1_000, 60, 400), (5_000, 12, 60))


def run() -> dict[str, Any]:
    """For each crowd, ours and the peer by turns, twice: the better turn of each counts."""
    _allow_files()
    figures: dict[str, Any] = {}
    for clients, single, rushed in CROWDS:
        turns = [
            (_measure("ours", clients, single, rushed), _measure("peer", clients, single, rushed))
            for _ in "ab"
        ]
        ours, peer = (_better([turn[which] for turn in turns]) for which in (0, 1))
        figures[f"clients_{clients}"] = {
            "ours": ours,
            "sse_starlette": peer,
            "ratio_cpu": round(peer["cpu_us_an_event"] / ours["cpu_us_an_event"], 1),
            "ratio_cpu_rushed": round(peer["cpu_us_an_event_rushed"] / ours["cpu_us_an_event_rushed"], 1),
            "ratio_memory": round(peer["kb_per_client"] / ours["kb_per_client"], 2),
        }
    best = max(1e6 / figures[key]["ours"]["cpu_us_an_event"] for key in figures)
    figures["seed_claims"] = {
        "events_per_s": SEED_EVENTS_PER_S,
        "kb_per_client": SEED_KB_PER_CLIENT,
        "ratio_events_of_a_core": round(best / SEED_EVENTS_PER_S, 1),
    }
    return figures


def _better(turns: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(turn[name] for turn in turns) for name in turns[0]}


def _measure(which: str, clients: int, single: int, rushed: int) -> dict[str, float]:
    with _Server(which) as server:
        before_kb = server.memory_kb()
        crowd = _Crowd(server.port, clients)
        memory_kb = (server.memory_kb() - before_kb) / clients
        spans, cpu_s = _send(server, crowd, single, gap_s=0.005 + clients / 10_000)
        _, rushed_cpu_s = _send(server, crowd, rushed, gap_s=0.0)
        crowd.close()
    spans.sort()
    return {
        "cpu_us_an_event": round(1e6 * cpu_s / clients / single, 2),
        "cpu_us_an_event_rushed": round(1e6 * rushed_cpu_s / clients / rushed, 2),
        "receipt_p50_ms": round(spans[len(spans) // 2] / 1e6, 2),
        "receipt_p99_ms": round(spans[len(spans) * 99 // 100] / 1e6, 2),
        "kb_per_client": round(memory_kb, 1),
    }


def _send(server: "_Server", crowd: "_Crowd", count: int, gap_s: float) -> tuple[list[int], float]:
    """How long each event was on its way, and the processor's time that sending all of them took."""
    before_s = server.cpu_s()
    server.send(count, gap_s)
    spans = crowd.hear(count)
    return spans, max(server.cpu_s() - before_s, TICK_S)


class _Server:
    def __init__(self, which: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.server", which],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the peer complains of each client when it ends
            text=True,
        )
        self.port = int(self._line())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def send(self, count: int, gap_s: float) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{count} {gap_s}\n")
        self._process.stdin.flush()

    def cpu_s(self) -> float:
        """Of all its threads, in the kernel too; in steps of `TICK_S`."""
        fields = (
            Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) * TICK_S

    def memory_kb(self) -> int:
        with open(f"/proc/{self._process.pid}/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


class _Crowd:
    """All clients, read without parsing more than must be known."""

    def __init__(self, port: int, count: int) -> None:
        """They come some at a time: what a rush leaves behind in the allocator says nothing of a client."""
        self._selector = selectors.DefaultSelector()
        self._sockets: list[socket.socket] = []
        for come in range(0, count, AT_ONCE):
            self._seat(port, min(AT_ONCE, count - come))

    def _seat(self, port: int, count: int) -> None:
        heads: dict[socket.socket, bytes] = {}
        for _ in range(count):
            client = socket.create_connection(("127.0.0.1", port))
            client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            client.setblocking(False)
            self._selector.register(client, selectors.EVENT_READ)
            heads[client] = b""
        self._sockets += heads
        waiting = set(heads)
        while waiting:
            for client, data in self._read():
                if client in waiting:
                    heads[client] += data
                    if b"event: connected" in heads[client]:
                        waiting.discard(client)

    def hear(self, count: int) -> list[int]:
        """Until everybody has so many events. Nanoseconds from sending to receipt of each."""
        left = dict.fromkeys(self._sockets, count)
        tails = dict.fromkeys(self._sockets, b"")
        spans: list[int] = []
        waiting = len(left)
        while waiting:
            for client, data in self._read():
                now_ns = time.monotonic_ns()
                lines, _, tails[client] = (tails[client] + data).rpartition(b"\n")
                stamps = STAMP.findall(lines)  # a line that is cut is looked at once it is whole
                spans += [now_ns - int(stamp) for stamp in stamps]
                left[client] -= len(stamps)
                if stamps and left[client] == 0:
                    waiting -= 1
        return spans

    def close(self) -> None:
        for client in self._sockets:
            client.close()
        self._selector.close()

    def _read(self) -> list[tuple[socket.socket, bytes]]:
        ready = self._selector.select(timeout=30)
        if not ready:
            raise KnownError("The clients heard nothing for 30 s.")
        found = []
        for key, _ in ready:
            client = key.fileobj
            assert isinstance(client, socket.socket)
            data = client.recv(262_144)
            if not data:
                raise KnownError("The server closed a stream while it was measured.")
            found.append((client, data))
        return found


def _event() -> dict[str, Any]:
    return {
        "t": time.monotonic_ns(),
        "metric": "SROI",
        "value": 2.5,
        "widgets": ["sroi", "vis"],
        "filling": FILLING,
    }


async def _obey(publish: Callable[[dict[str, Any]], Coroutine[Any, Any, None]]) -> None:
    """Publishes as standard input asks, until it ends."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        count, gap_s = line.split()
        for _ in range(int(count)):
            await publish(_event())
            await asyncio.sleep(float(gap_s))


async def _ours() -> None:
    from watchfloor.server.embedded import EmbeddedServer
    from watchfloor.server.setting import Limit, Setting

    limit = Limit(
        company_connections=FILES, address_connections=FILES, requests_per_s=1e6, request_burst=10**6
    )
    async with EmbeddedServer(Setting(limit=limit)) as server:
        print(server.port, flush=True)
        cockpit = server.house.cockpit
        await _obey(lambda data: cockpit.publish("acme-corp", "dashboard-updates", "dashboard-update", data))


async def _peer() -> None:
    """The usual way: a queue for each client, a generator that reads it, sse-starlette around it."""
    import uvicorn
    from sse_starlette import EventSourceResponse
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.routing import Route

    queues: set[asyncio.Queue[dict[str, Any]]] = set()
    number = 0

    async def stream(_: Request) -> EventSourceResponse:
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

        async def events() -> Any:
            queues.add(queue)
            yield {"event": "connected", "data": "{}"}
            try:
                while True:
                    yield await queue.get()
            finally:
                queues.discard(queue)

        return EventSourceResponse(events())

    async def publish(data: dict[str, Any]) -> None:
        nonlocal number
        number += 1
        event = {
            "id": f"event-{number}",
            "event": "dashboard-update",
            "data": json.dumps(data, separators=(",", ":")),
        }
        for queue in queues:
            queue.put_nowait(event)

    app = Starlette(routes=[Route("/sse/stream", stream)])
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off", backlog=4096)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- uvicorn does not say when
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await _obey(publish)
    server.should_exit = server.force_exit = True
    serving.cancel()


def _allow_files() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < FILES:
        raise KnownError(f"This needs {FILES} open files; the hard limit is {hard}.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    _allow_files()
    asyncio.run({"ours": _ours, "peer": _peer}[sys.argv[1]]())
