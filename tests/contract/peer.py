"""The other side of the contract service: streams that a test scripts, and callbacks that it reads.

One raw HTTP server plays both, so that a test decides about every byte and every end of a connection.
"""

import asyncio
import json
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

PATIENCE_S = 20.0
RESET = struct.pack("ii", 1, 0)  # linger for no time: the end is an RST
STREAM = ("200 OK", {"Content-Type": "text/event-stream; charset=utf-8"})

Answer = tuple[str, dict[str, str]]
Message = dict[str, Any]


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass
class Connection:
    """One request for a stream, answered, its body in the test's hands."""

    request: Request
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def last_event_id(self) -> str | None:
        return self.request.headers.get("last-event-id")

    async def send(self, *pieces: bytes | str) -> None:
        """Each piece in a chunk and a segment of its own, as far as the kernel lets it."""
        for piece in pieces:
            octets = piece.encode() if isinstance(piece, str) else piece
            if octets:
                self.writer.write(b"%x\r\n%b\r\n" % (len(octets), octets))
                await self.writer.drain()

    async def say(self, *pieces: bytes) -> None:
        """These bytes and no others: the chunks are the test's."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()

    async def end(self) -> None:
        """The server has no more to say."""
        self.writer.write(b"0\r\n\r\n")
        await self.close()

    async def reset(self) -> None:
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.writer.transport.abort()
        await self.gone()

    async def close(self) -> None:
        self.writer.close()
        await self.gone()

    async def gone(self) -> None:
        """Until the client has let go of the connection."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    if not await self.reader.read(4096):
                        return
                except ConnectionError:
                    return


@dataclass
class Feed:
    """One address of streams. `answers` are given in turn, the last one from then on."""

    url: str
    answers: list[Answer] = field(default_factory=lambda: [STREAM])
    head: bytes = b""  # instead of an answer: the head of a stream, exactly as it goes out
    requests: int = 0
    _arrived: asyncio.Queue[Connection] = field(default_factory=asyncio.Queue)

    async def connection(self, patience_s: float = PATIENCE_S) -> Connection:
        async with asyncio.timeout(patience_s):
            return await self._arrived.get()

    def answer(self) -> Answer:
        self.requests += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def arrive(self, connection: Connection) -> None:
        self._arrived.put_nowait(connection)


class Client:
    """A stream client inside the service, and what it tells."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._http = http
        self.url = url
        self.gone = False
        self._messages: asyncio.Queue[Message] = asyncio.Queue()
        self._counted = 0

    def accept(self, counter: int, message: Message) -> str:
        """What is wrong with this callback, if anything is."""
        fault = "" if counter == self._counted + 1 else f"callback {counter} after {self._counted}"
        self._counted = counter
        self._messages.put_nowait(message)
        return fault

    async def message(self, patience_s: float = PATIENCE_S) -> Message:
        async with asyncio.timeout(patience_s):
            return await self._messages.get()

    async def messages(self, count: int) -> list[Message]:
        return [await self.message() for _ in range(count)]

    async def until(self, data: str) -> list[Message]:
        """All messages before the event that carries `data`."""
        before: list[Message] = []
        while (message := await self.message()).get("event", {}).get("data") != data:
            before.append(message)
        return before

    async def command(self, **command: Any) -> httpx.Response:
        return await self._http.post(self.url, json=command)

    async def delete(self) -> httpx.Response:
        self.gone = True
        return await self._http.delete(self.url)


class Peer:
    """`async with Peer(service_url) as peer`: everything it started ends with it."""

    def __init__(self, service_url: str) -> None:
        self._http = httpx.AsyncClient(base_url=service_url, timeout=PATIENCE_S)
        self._feeds: dict[str, Feed] = {}
        self._clients: dict[str, Client] = {}
        self._handlers: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._url = ""
        self.faults: list[str] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=32 * 2**20)
        host, port = self._server.sockets[0].getsockname()
        self._url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        # One without an address was cut short in the making: its DELETE would go to the service itself.
        left = (client for client in self._clients.values() if client.url and not client.gone)
        await asyncio.gather(*(client.delete() for client in left))
        await self._http.aclose()
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.gather(
            *self._handlers, *(writer.wait_closed() for writer in self._writers), return_exceptions=True
        )

    def forget(self) -> None:
        """The service has ended, and its clients with it."""
        self._clients.clear()

    def feed(self, *answers: Answer, head: bytes = b"") -> Feed:
        path = f"/feed/{len(self._feeds) + 1}"
        feed = Feed(self._url + path, head=head)
        feed.answers = list(answers) or feed.answers
        self._feeds[path] = feed
        return feed

    async def client(self, feed: Feed, **wishes: Any) -> Client:
        """Ask the service for a client of this feed."""
        path = f"/callback/{len(self._clients) + 1}"
        client = self._clients[path] = Client(self._http, "")
        order = {"streamUrl": feed.url, "callbackUrl": self._url + path, "tag": path, **wishes}
        response = await self._http.post("/", json=order)
        assert response.status_code == 201, response.text
        client.url = response.headers["Location"]
        return client

    async def connected(self, **wishes: Any) -> tuple[Feed, Client, Connection]:
        feed = self.feed()
        client = await self.client(feed, **wishes)
        return feed, client, await feed.connection()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handlers.add(task)
        task.add_done_callback(self._handlers.discard)
        self._writers.add(writer)
        try:
            while request := await _request(reader):
                feed = self._feeds.get(request.path)
                if feed is None:
                    self._callback(request)
                    writer.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
                    await writer.drain()
                elif await _answer(feed, request, reader, writer):
                    return  # the connection is the test's now
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    def _callback(self, request: Request) -> None:
        path, _, counter = request.path.rpartition("/")
        fault = self._clients[path].accept(int(counter), json.loads(request.body))
        if fault:
            self.faults.append(fault)


async def _request(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("utf-8").removesuffix("\r\n\r\n").split("\r\n")
    method, path, _ = first.split(" ")
    headers = _headers(lines)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, path, headers, body)


def _headers(lines: Iterable[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines)
    return {name.lower(): value.strip(" \t") for name, _, value in pairs}


async def _answer(
    feed: Feed, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bool:
    """Whether this was the beginning of a stream."""
    if feed.head:
        feed.requests += 1
        writer.write(feed.head)
        await writer.drain()
        feed.arrive(Connection(request, reader, writer))
        return True
    status, headers = feed.answer()
    streams = status.startswith("200")
    headers = headers | ({"Transfer-Encoding": "chunked"} if streams else {"Content-Length": "0"})
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    writer.write("\r\n".join(lines).encode())
    await writer.drain()
    if streams:
        feed.arrive(Connection(request, reader, writer))
    return streams
