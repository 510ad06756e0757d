"""A server that plays a script: raw sockets, so that a test decides about every byte and every end.

A script is a list of steps for each connection; the last list is played from then on. Where the steps
end, the connection ends with a FIN.
"""

import asyncio
import contextlib
import socket
import ssl
import struct
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Self

PATIENCE_S = 60.0
NO_LINGER = struct.pack("ii", 1, 0)  # the end is an RST

Step = Callable[["Wire"], Awaitable[None]]
Script = Iterable[Step]


class Request:
    """What a client asked. Names of headers are in lower case, and values as octets read as UTF-8."""

    def __init__(self, head: bytes, body: bytes = b"") -> None:
        first, *lines = head.decode("utf-8").removesuffix("\r\n\r\n").split("\r\n")
        self.method, self.target, _ = first.split(" ")
        self.pairs = [
            (name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)
        ]
        self.headers = dict(self.pairs)
        self.body = body

    @property
    def last_event_id(self) -> str | None:
        return self.headers.get("last-event-id")


class Wire:
    """One connection, and the request that came through it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: Request) -> None:
        self.reader = reader
        self.writer = writer
        self.request = request

    async def send(self, octets: bytes) -> None:
        self.writer.write(octets)
        await self.writer.drain()

    async def head(self, status: str, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
        await self.send("".join(f"{line}\r\n" for line in [*lines, ""]).encode())

    async def gone(self) -> None:
        """Until the client has let go."""
        with contextlib.suppress(ConnectionError):
            while await self.reader.read(4096):
                pass

    def reset(self) -> None:
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self.writer.transport.abort()


class FaultServer:
    """`async with FaultServer([sse(), send("data: 1\\n\\n"), rst()], …) as server`."""

    def __init__(self, *scripts: Script, tls: ssl.SSLContext | None = None) -> None:
        self.scripts = [list(script) for script in scripts]
        self.requests: list[Request] = []
        self.asked_s: list[float] = []  # when each came, on the monotonic clock
        self.faults: list[BaseException] = []
        self.open = 0
        self._tls = tls
        self._handlers: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for handler in self._handlers:
            handler.cancel()
        if self._handlers:
            await asyncio.wait(self._handlers)
        await self._server.wait_closed()
        assert not self.faults, self.faults

    @property
    def url(self) -> str:
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}/"

    async def asked(self, count: int) -> Request:
        """The request with this number, once it has come."""
        await self._until(lambda: len(self.requests) >= count)
        return self.requests[count - 1]

    async def deserted(self) -> None:
        """Until nobody is connected."""
        await self._until(lambda: not self.open)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(true)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handlers.add(task)
        self.open += 1
        try:
            await self._play(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass  # a client may leave at any moment, and so may a test
        except (AssertionError, ValueError, LookupError, TypeError) as fault:
            self.faults.append(fault)
        finally:
            self.open -= 1
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
                await writer.wait_closed()
            self._handlers.discard(task)
            with contextlib.suppress(asyncio.CancelledError):
                await self._tell()

    async def _play(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_request(reader)
        script = self.scripts[min(len(self.requests), len(self.scripts) - 1)]
        self.requests.append(request)
        self.asked_s.append(time.monotonic())
        await self._tell()
        wire = Wire(reader, writer, request)
        for step in script:
            await step(wire)


async def read_request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    request = Request(head)
    size = int(request.headers.get("content-length", "0"))
    request.body = await reader.readexactly(size)
    return request


# Steps


def octets(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def head(status: str = "200 OK", **headers: str) -> Step:
    """A status and headers; `content_type` is written Content-Type."""
    written = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return lambda wire: wire.head(status, written)


def sse(**headers: str) -> Step:
    """The beginning of a stream that the end of the connection ends."""
    return head(**({"content_type": "text/event-stream", "connection": "close"} | headers))


def chunked(**headers: str) -> Step:
    return head(**({"content_type": "text/event-stream", "transfer_encoding": "chunked"} | headers))


def send(*pieces: str | bytes) -> Step:
    """Each piece by itself."""

    async def step(wire: Wire) -> None:
        for piece in pieces:
            await wire.send(octets(piece))

    return step


def chunks(*pieces: str | bytes) -> Step:
    """Each piece as a chunk; an empty one is the end of the body."""

    async def step(wire: Wire) -> None:
        for piece in map(octets, pieces):
            await wire.send(b"%x\r\n%b\r\n" % (len(piece), piece))

    return step


def crumbs(text: str | bytes) -> Step:
    """One byte at a time, each when the loop has had a turn to read the last."""

    async def step(wire: Wire) -> None:
        for octet in octets(text):
            await wire.send(bytes([octet]))
            await asyncio.sleep(0)

    return step


def answer(status: str, body: str | bytes = b"", **headers: str) -> Step:
    """A whole answer that is no stream."""

    async def step(wire: Wire) -> None:
        await head(status, content_length=str(len(octets(body))), connection="close", **headers)(wire)
        await wire.send(octets(body))

    return step


def by_request(reply: Callable[[Request], str | bytes]) -> Step:
    """What is sent depends on what was asked."""

    async def step(wire: Wire) -> None:
        await wire.send(octets(reply(wire.request)))

    return step


def when(event: asyncio.Event) -> Step:
    async def step(_: Wire) -> None:
        await event.wait()

    return step


async def silence(wire: Wire) -> None:
    """Not a byte more, until the client lets go."""
    await wire.gone()


async def rst(wire: Wire) -> None:
    wire.reset()


def event(data: str, id_: str | int | None = None, type_: str = "") -> str:
    """An event as a server writes it."""
    lines = [] if id_ is None else [f"id: {id_}"]
    lines += [f"event: {type_}"] if type_ else []
    return "".join(f"{line}\n" for line in [*lines, f"data: {data}", ""])


def events(first: int, last: int) -> str:
    """Events whose data is their id."""
    return "".join(event(str(number), number) for number in range(first, last + 1))


def tls_context(**files: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(**files)
    return context
