"""500 channels on loopback against one server in its own process: rate, processor, memory, and the account.

`python -m tests.benchmarks.channels --serve RATE` is that server: it gives every stream its share of so many
events a second (0: as fast as they are taken), and prints its port.
"""

import asyncio
import contextlib
import gc
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.hub import Hub

CHANNELS = 500
RATE_PER_S = 20_000
SPAN_S = 5.0
EVENT_BYTES = 457
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Counter:
    """A sink that only counts."""

    def __init__(self) -> None:
        self.events = 0
        self.changed = asyncio.Event()

    def accept(self, batch: Batch) -> None:
        self.events += len(batch.events)
        self.changed.set()

    async def room(self) -> None:
        pass


def _event(number: int) -> bytes:
    head = f"id: {number}\ndata: "
    return (head + "x" * (EVENT_BYTES - len(head) - 2) + "\n\n").encode()


async def _stream(writer: asyncio.StreamWriter, rate_per_s: float) -> None:
    writer.write(_HEAD)
    number, began_s = 0, time.monotonic()
    while True:
        due = int((time.monotonic() - began_s) * rate_per_s) if rate_per_s else number + 50
        writer.write(b"".join(map(_event, range(number + 1, due + 1))))
        number = max(number, due)
        await writer.drain()
        await asyncio.sleep(0.05 if rate_per_s else 0)


async def _serve(rate_per_s: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await _stream(writer, rate_per_s)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _memory_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES


def _cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def _until(counter: Counter, events: int) -> None:
    while counter.events < events:
        counter.changed.clear()
        await counter.changed.wait()


async def _listen(port: int, channels: int, span_s: float) -> dict[str, object]:
    counter = Counter()
    hub = Hub([counter], gate=Gate(100_000, channels))
    feed = Feed(name="", url=f"http://127.0.0.1:{port}/")
    gc.collect()
    empty_bytes, began_s = _memory_bytes(), time.perf_counter()
    for number in range(channels):
        hub.add(msgspec.structs.replace(feed, name=f"channel {number}")).start()
    while any(each.status.state is not ChannelState.CONNECTED for each in hub.channels.values()):
        await _until(counter, counter.events + 1)
    connected_s = time.perf_counter() - began_s
    events, cpu_s, began_s = counter.events, _cpu_s(), time.perf_counter()
    await asyncio.sleep(span_s)
    took_s, events, cpu_s = time.perf_counter() - began_s, counter.events - events, _cpu_s() - cpu_s
    memory_bytes = _memory_bytes() - empty_bytes
    ledgers = [each.intake.ledger.totals for each in hub.channels.values()]
    began_s = time.perf_counter()
    await hub.close()
    return {
        "channels": channels,
        "connected_s": round(connected_s, 2),
        "events_per_s": round(events / took_s),
        "cpu_percent": round(100 * cpu_s / took_s, 1),
        "memory_mb": round(memory_bytes / 2**20, 1),
        "memory_kb_per_channel": round(memory_bytes / 1024 / channels, 1),
        "lost": sum(totals.missing or 0 for totals in ledgers),
        "balanced": all(totals.balanced for totals in ledgers)
        and sum(totals.stored for totals in ledgers) == counter.events,
        "close_s": round(time.perf_counter() - began_s, 2),
    }


def listen(channels: int, rate_per_s: float, span_s: float) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.benchmarks.channels", "--serve", str(rate_per_s / channels)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        return asyncio.run(_listen(int(server.stdout.readline()), channels, span_s))
    finally:
        server.kill()
        server.communicate()


def run(channels: int = CHANNELS, span_s: float = SPAN_S) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    return {
        "event_bytes": EVENT_BYTES,
        f"paced_at_{RATE_PER_S}_per_s": listen(channels, RATE_PER_S, span_s),
        "as_fast_as_taken": listen(channels, 0, span_s),
    }


if __name__ == "__main__" and sys.argv[1:2] == ["--serve"]:
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(float(sys.argv[2])))
