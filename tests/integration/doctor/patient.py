"""A scripted server: each visit to it plays the script from its beginning."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

HEADERS = "Content-Type: text/event-stream\r\nCache-Control: no-cache\r\nX-Accel-Buffering: no\r\n"


class Visit:
    """One connection, as the script sees it. `number` counts from 1."""

    def __init__(self, number: int, path: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        self.number = number
        self.path = path
        self.headers = headers
        self._writer = writer
        self._opened_s = asyncio.get_running_loop().time()

    @property
    def last_event_id(self) -> str:
        return self.headers.get("last-event-id", "")

    async def answer(self, status: str, headers: str = "", body: bytes = b"") -> None:
        """A plain answer with its length."""
        await self.send(
            f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body
        )

    async def stream(self, headers: str = HEADERS) -> None:
        """The beginning of an event stream that ends with its connection."""
        await self.send(f"HTTP/1.1 200 OK\r\n{headers}Connection: close\r\n\r\n".encode())

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def until(self, age_s: float) -> None:
        """Wait for an age of this visit: the script's pace does not add up delays."""
        await asyncio.sleep(max(0.0, self._opened_s + age_s - asyncio.get_running_loop().time()))

    async def for_good(self) -> None:
        """Keep it open until the test ends."""
        await asyncio.Event().wait()


Script = Callable[[Visit], Awaitable[None]]


@asynccontextmanager
async def patient(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server that plays `script`; yields its address."""
    visits: set[asyncio.Task[None]] = set()
    numbers = iter(range(1, 1000))

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        visits.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            pairs = (line.partition(":") for line in lines)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            await script(Visit(next(numbers), first.split()[1], headers, writer))
        visits.discard(task)
        writer.close()

    server = await asyncio.start_server(visit, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if tls else 'http'}://{'localhost' if tls else '127.0.0.1'}:{port}/stream"
    finally:
        server.close()
        for task in list(visits):
            task.cancel()
        if visits:
            await asyncio.wait(visits)
        await server.wait_closed()
