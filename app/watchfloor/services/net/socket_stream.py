"""A TCP connection that is read from its socket directly, as much at a time as has come.

A turn of the window's loop costs more than the reading of 64 KB. So a stream that floods is read on for a
slice of time before the loop gets its turn; one that brings little at a time waits for its socket: of many
such, the loop says who is next.
"""

import asyncio
import contextlib
import select
import socket
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpcore

SLICE_S = 0.002
FLOOD_BYTES = 16 << 10  # a read that brings less has left nothing behind
# For more the system is asked for memory with every read: 14 us for what takes 2 where little comes.
CALM_BYTES = 64 << 10
HAS_READERS = sys.platform != "win32"  # its loop reads itself, and does not say when one could
NO_TIMEOUT = contextlib.nullcontext()

Address = tuple[int, Any]  # the family of addresses, and one of them with its port


class Turn:
    """Slices of streams that flood at the same time: the more they are, the shorter is each."""

    def __init__(self) -> None:
        self._waiting = 0

    async def end(self) -> float:
        """Give the loop its turn; until when the next slice lasts."""
        self._waiting += 1
        try:
            await asyncio.sleep(0)
        finally:
            self._waiting -= 1
        return time.perf_counter() + SLICE_S / (1 + self._waiting)


class SocketStream(httpcore.AsyncNetworkStream):
    """One connection. One task reads it; whoever closes it meanwhile ends that reading."""

    def __init__(self, connected: socket.socket, turn: Turn) -> None:
        self._socket = connected
        self._turn = turn
        self._until_s = 0.0
        self._floods = False
        self._waiter: asyncio.Future[bytes] | None = None
        self._most_bytes = 0
        self._is_watched = False
        self._closed = False
        self._addresses = {"client_addr": connected.getsockname(), "server_addr": connected.getpeername()}

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with mapped(httpcore.ReadTimeout, httpcore.ReadError):
            block = await self._read_on(max_bytes) if self._floods else None
            if block is None:
                self._check_open()
                block = await self._awaited(max_bytes, timeout)
            self._floods = len(block) >= FLOOD_BYTES
            return block

    async def _read_on(self, max_bytes: int) -> bytes | None:
        """What is there already, once it is this stream's turn; None if that is nothing."""
        if time.perf_counter() >= self._until_s:
            self._until_s = await self._turn.end()
        self._check_open()
        with contextlib.suppress(BlockingIOError, InterruptedError):
            return self._socket.recv(max_bytes)
        return None

    async def _awaited(self, max_bytes: int, timeout_s: float | None) -> bytes:
        loop = asyncio.get_running_loop()
        self._waiter, self._most_bytes = loop.create_future(), min(max_bytes, CALM_BYTES)
        try:
            # A stream may be silent for as long as it likes, and a timeout costs as much as the read.
            async with asyncio.timeout(timeout_s) if timeout_s is not None else NO_TIMEOUT:
                if HAS_READERS:
                    self._watch(loop)
                    block = await self._waiter
                else:
                    block = await loop.sock_recv(self._socket, self._most_bytes)
        finally:
            self._waiter = None
            if self._closed:
                self._release()
        self._until_s = time.perf_counter() + SLICE_S  # the loop had its turn meanwhile
        return block

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear of what comes from now on: to begin and end that with each read costs more than the read."""
        if not self._is_watched:
            loop.add_reader(self._socket.fileno(), self._on_readable)
            self._is_watched = True

    def _on_readable(self) -> None:
        waiter = self._waiter
        if waiter is None or waiter.done():
            # Nobody waits for it now: it stays in the socket, and the server has to wait.
            self._unwatch()
            return
        try:
            waiter.set_result(self._socket.recv(self._most_bytes))
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            waiter.set_exception(error)

    def _unwatch(self) -> None:
        if self._is_watched:
            self._is_watched = False
            asyncio.get_running_loop().remove_reader(self._socket.fileno())

    def _release(self) -> None:
        self._unwatch()
        self._socket.close()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        with mapped(httpcore.WriteTimeout, httpcore.WriteError):
            self._check_open()
            async with asyncio.timeout(timeout):
                await asyncio.get_running_loop().sock_sendall(self._socket, buffer)

    def _check_open(self) -> None:
        if self._closed:
            raise ConnectionAbortedError("The connection is closed.")

    async def aclose(self) -> None:
        self._closed = True
        if self._waiter is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)  # whoever reads hears the end, and closes
        else:
            self._release()

    def get_extra_info(self, info: str) -> Any:
        if info == "socket":
            return self._socket
        if info == "is_readable":
            return self._closed or _is_readable(self._socket)
        return self._addresses.get(info)


async def connect(
    address: Address, options: list[Any], local_address: str | None, timeout_s: float | None, turn: Turn
) -> SocketStream:
    """A connection to one address; raises httpcore's ConnectTimeout or ConnectError."""
    family, place = address
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        with mapped(httpcore.ConnectTimeout, httpcore.ConnectError):
            opened.setblocking(False)
            for option in ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), *options):
                opened.setsockopt(*option)
            if local_address is not None:
                opened.bind((local_address, 0))
            async with asyncio.timeout(timeout_s):
                await asyncio.get_running_loop().sock_connect(opened, place)
            return SocketStream(opened, turn)
    except BaseException:
        opened.close()
        raise


@contextlib.contextmanager
def mapped(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """What sockets and TLS raise, as httpcore names it for this step."""
    try:
        yield
    except TimeoutError as error:
        # A peer that is gone makes one with a number; a step that took too long makes one without.
        raise (late if error.errno is None else broken)(str(error)) from error
    except (OSError, httpcore.NetworkError) as error:
        raise broken(str(error)) from error


def _is_readable(connected: socket.socket) -> bool:
    if sys.platform == "win32":
        return bool(select.select([connected], [], [], 0)[0])
    poll = select.poll()  # `select` knows no descriptor beyond 1,023
    poll.register(connected, select.POLLIN)
    return bool(poll.poll(0))
