"""A small HTTP/2 server over TLS: streams of events, and the ends that HTTP/2 knows."""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from typing import Self

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import ConnectionTerminated, DataReceived, RequestReceived, StreamReset
from h2.exceptions import ProtocolError


class Stream:
    """One request; a handler decides what comes."""

    def __init__(
        self, connection: H2Connection, writer: asyncio.StreamWriter, request: RequestReceived
    ) -> None:
        self._connection = connection
        self._writer = writer
        self._id = request.stream_id
        self.headers = {bytes(name).decode(): bytes(value).decode() for name, value in request.headers}

    async def begin(self, status: str = "200", content_type: str = "text/event-stream") -> None:
        self._connection.send_headers(self._id, [(":status", status), ("content-type", content_type)])
        await self._flush()

    async def send(self, text: str) -> None:
        self._connection.send_data(self._id, text.encode())
        await self._flush()

    async def end(self) -> None:
        self._connection.end_stream(self._id)
        await self._flush()

    async def reset(self) -> None:
        self._connection.reset_stream(self._id, ErrorCodes.INTERNAL_ERROR)
        await self._flush()

    async def go_away(self) -> None:
        self._connection.close_connection(ErrorCodes.INTERNAL_ERROR)
        await self._flush()
        self._writer.close()

    async def _flush(self) -> None:
        self._writer.write(self._connection.data_to_send())
        await self._writer.drain()


Handler = Callable[[Stream], Awaitable[None]]


class Http2Server:
    """`handlers` answer the requests in turn, the last one from then on."""

    def __init__(self, tls: ssl.SSLContext, *handlers: Handler) -> None:
        self._tls = tls
        self._handlers = handlers
        self._tasks: set[asyncio.Task[None]] = set()
        self.streams: list[Stream] = []
        self.connections = 0
        self.left = asyncio.Event()  # a client gave up a stream or the whole connection

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.url = f"https://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            await self._talk(reader, writer)
        except (ConnectionError, ssl.SSLError, asyncio.CancelledError, ProtocolError):
            pass  # a client may leave at any moment, and so may a test
        finally:
            self.left.set()
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
                await writer.wait_closed()
            self._tasks.discard(task)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while octets := await reader.read(65536):
            for event in connection.receive_data(octets):
                if isinstance(event, RequestReceived):
                    handler = self._handlers[min(len(self.streams), len(self._handlers) - 1)]
                    self.streams.append(Stream(connection, writer, event))
                    task = asyncio.create_task(_play(handler, self.streams[-1]))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
                elif isinstance(event, DataReceived):
                    connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                elif isinstance(event, StreamReset | ConnectionTerminated):
                    self.left.set()
            writer.write(connection.data_to_send())


async def _play(handler: Handler, stream: Stream) -> None:
    with contextlib.suppress(ConnectionError, ProtocolError, asyncio.CancelledError):
        await handler(stream)
