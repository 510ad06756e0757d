"""Opens sockets for httpx, with the time each step takes and keep-alive against dead peers."""

import asyncio
import socket
import sys
import time
import typing
from collections.abc import Iterable
from contextvars import ContextVar

import httpcore

from watchfloor.core.stream.chunked import ChunkMerger
from watchfloor.services.net.attempt import Timing
from watchfloor.services.net.socket_stream import Address, Turn, connect
from watchfloor.services.net.tls_stream import TlsStream

# The attempt that is under way in this task; the pool calls us without a word about whose it is.
stopwatch_of_task: ContextVar["Stopwatch | None"] = ContextVar("stopwatch_of_task", default=None)

# A peer that vanished without a word is found after 30 + 3 × 10 s, even on a stream without heartbeat.
_KEEPALIVE: list[tuple[int, int, int]] = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
if sys.platform == "linux":
    _KEEPALIVE += [
        (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 30),
        (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10),
        (socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3),
    ]

# What comes at once goes through decoder, ledger and journal at once: in small pieces that costs more.
# A flood of half a megabyte at a time takes a fifth less of the processor than of a quarter.
READ_BYTES = 512 << 10


class Stopwatch:
    """Runs from when an attempt first turns to the network: each step is noted when it was done."""

    def __init__(self, timing: Timing) -> None:
        self.timing = timing
        self._started_s = time.perf_counter()
        self._is_running = False

    def start(self) -> None:
        """Now is the beginning, unless there was one: redirects lead to more connections."""
        if not self._is_running:
            self._is_running = True
            self._started_s = time.perf_counter()

    def read_ms(self) -> float:
        return (time.perf_counter() - self._started_s) * 1000


class Dial(httpcore.AsyncNetworkBackend):
    """Resolves, then tries each address in turn; httpx alone cannot tell the name from the connection.

    `merge`: connections carry one streamed answer each, whose small chunks are merged.
    """

    def __init__(self, *, merge: bool) -> None:
        self._turn = Turn()
        self._merge = merge

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        watch = stopwatch_of_task.get() or Stopwatch(Timing())
        watch.start()
        addresses = await _resolve(host, port, timeout)
        watch.timing.dns_ms = watch.read_ms()
        stream = await self._first_of(addresses, timeout, local_address, socket_options)
        watch.timing.tcp_ms = watch.read_ms()
        return Stream(stream, watch, merge=self._merge)

    async def _first_of(
        self,
        addresses: list[Address],
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[typing.Any] | None,
    ) -> httpcore.AsyncNetworkStream:
        options = [*_KEEPALIVE, *(socket_options or ())]
        share_s = None if timeout is None else timeout / len(addresses)
        for address in addresses[:-1]:
            try:
                return await connect(address, options, local_address, share_s, self._turn)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await connect(addresses[-1], options, local_address, share_s, self._turn)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _resolve(host: str, port: int, timeout_s: float | None) -> list[Address]:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(timeout_s):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # a TimeoutError is an OSError
        raise httpcore.ConnectError(str(error)) from error
    # Each address once, in the order the system prefers, and no more than four.
    addresses: list[Address] = [(entry[0], entry[4]) for entry in found]
    return list(dict.fromkeys(addresses))[:4]


class Stream(httpcore.AsyncNetworkStream):
    """A stream that says how long TLS took, and merges the chunks of what it reads."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, watch: "Stopwatch", *, merge: bool) -> None:
        self._stream = stream
        self._watch = watch
        self._merger = ChunkMerger() if merge else None
        self._rest = b""  # what came behind the head, or behind what `body` gave

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        merger = self._merger
        if merger is None:
            return await self._stream.read(max_bytes, timeout)
        while True:
            block, self._rest = self._rest, b""
            block = block or await self._stream.read(max(max_bytes, READ_BYTES), timeout)
            if merger.in_head:
                merged, self._rest = merger.split(block)
            else:
                merged = merger.feed(block)
            if merged or not block:
                return merged

    async def body(self) -> bytes:
        """What comes next of a plain body. Nothing: the rest of it is for the library to read, and to judge.

        The library hands every piece through a dozen of its own layers, which costs more than the reading
        where a feed brings little at a time.
        """
        merger = self._merger
        while merger is not None and merger.plain:
            block, self._rest = self._rest, b""
            block = block or await self._stream.read(READ_BYTES)
            data, self._rest = merger.strip(block)
            if data or not block:
                return data
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: typing.Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        stream = await TlsStream.begin(self._stream, ssl_context, server_hostname, timeout)
        self._watch.timing.tls_ms = self._watch.read_ms()
        return Stream(stream, self._watch, merge=self._merger is not None)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)
