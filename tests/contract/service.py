"""The service that an SSE conformance harness drives: `python -m tests.contract.service --port P`.

It makes stream clients to order, on the same `Channel` that the window uses, and reports what they see.
"""

import argparse
import asyncio
import contextlib
import itertools
import socket
from collections.abc import AsyncIterator, Callable
from typing import Annotated

import httpx
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.contract.courier import Courier
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.gate import Gate
from watchfloor.services.net.transport import HttpTransport

CAPABILITIES = [
    "bom",
    "comments",
    "headers",
    "last-event-id",
    "post",
    "report",
    "read-timeout",
    "restart",
    "event-type-listeners",
    "server-directed-shutdown-request",
]


Milliseconds = Annotated[int, msgspec.Meta(ge=0)]


class Order(msgspec.Struct, rename="camel"):
    """A stream client as the harness wants it."""

    stream_url: str
    callback_url: str
    tag: str | None = None
    initial_delay_ms: Milliseconds | None = None
    read_timeout_ms: Milliseconds | None = None
    last_event_id: str | None = None
    headers: dict[str, str] | None = None
    method: str | None = None
    body: str | None = None

    def feed(self) -> Feed:
        """The breaker is off: the harness breaks connections in a row, and wants each mended."""
        initial_s = 1.0 if self.initial_delay_ms is None else self.initial_delay_ms / 1000
        return Feed(
            name=self.tag or self.stream_url,
            url=self.stream_url,
            method=self.method or "GET",
            headers=tuple((self.headers or {}).items()),
            body=self.body or None,
            format="sse",
            last_event_id=self.last_event_id or "",
            backoff=BackoffPolicy(initial_s=initial_s),
            breaker=BreakerPolicy(enabled=False),
            silence_s=self.read_timeout_ms / 1000 if self.read_timeout_ms else None,
        )


class Listen(msgspec.Struct):
    type: str


class Command(msgspec.Struct):
    command: str
    listen: Listen | None = None


class Stream:
    """One stream client: a channel, and the courier that it tells everything."""

    def __init__(self, order: Order, transport: HttpTransport, http: httpx.AsyncClient) -> None:
        self._courier = Courier(http, order.callback_url)
        self._channel = Channel(order.feed(), transport, Gate(), self._courier)
        self._channel.start()

    def restart(self) -> None:
        self._channel.retry_now()

    async def aclose(self) -> None:
        self._channel.stop()
        await self._channel.closed()
        await self._courier.aclose()


class Service:
    """The HTTP side. `stop` is called when the harness wants the process to end."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self._streams: dict[int, Stream] = {}
        self._numbers = itertools.count(1)
        self._stop = stop
        self.app = Starlette(
            routes=[
                Route("/", self._status, methods=["GET"]),
                Route("/", self._create, methods=["POST"]),
                Route("/", self._quit, methods=["DELETE"]),
                Route("/streams/{number:int}", self._command, methods=["POST"]),
                Route("/streams/{number:int}", self._close, methods=["DELETE"]),
            ],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._transport = HttpTransport()
        async with httpx.AsyncClient(timeout=10) as self._http:
            try:
                yield
            finally:
                while self._streams:
                    await self._streams.popitem()[1].aclose()
                await self._transport.aclose()

    async def _status(self, _: Request) -> Response:
        return JSONResponse({"name": "watchfloor", "capabilities": CAPABILITIES})

    async def _create(self, request: Request) -> Response:
        try:
            order = msgspec.json.decode(await request.body(), type=Order)
        except msgspec.MsgspecError as error:
            return PlainTextResponse(f"This is no order for a stream: {error}", 400)
        number = next(self._numbers)
        self._streams[number] = Stream(order, self._transport, self._http)
        return Response(
            status_code=201, headers={"Location": str(request.url_for("_command", number=number))}
        )

    async def _command(self, request: Request) -> Response:
        stream = self._streams.get(request.path_params["number"])
        if stream is None:
            return PlainTextResponse("There is no such stream.", 404)
        try:
            command = msgspec.json.decode(await request.body(), type=Command)
        except msgspec.MsgspecError as error:
            return PlainTextResponse(f"This is no command: {error}", 400)
        match command:
            case Command(command="restart"):
                stream.restart()
            case Command(command="listen", listen=Listen()):
                pass  # a channel hears every type
            case _:
                return PlainTextResponse(f"There is no command {command.command!r} like this.", 400)
        return Response(status_code=204)

    async def _close(self, request: Request) -> Response:
        stream = self._streams.pop(request.path_params["number"], None)
        if stream is None:
            return PlainTextResponse("There is no such stream.", 404)
        await stream.aclose()
        return Response(status_code=204)

    async def _quit(self, _: Request) -> Response:
        return Response(status_code=204, background=BackgroundTask(self._stop_soon))

    async def _stop_soon(self) -> None:
        self._stop()


async def serve(listener: socket.socket) -> None:
    """Until the harness says DELETE, or Ctrl-C. The first line printed says where."""

    def stop() -> None:
        server.should_exit = True

    config = uvicorn.Config(Service(stop).app, log_level="warning", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    print(f"Serving on http://{listener.getsockname()[0]}:{listener.getsockname()[1]}", flush=True)
    await server.serve(sockets=[listener])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.contract.service", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 picks one")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen; loopback by default")
    arguments = parser.parse_args()
    try:
        listener = socket.create_server((arguments.host, arguments.port))
    except OSError:
        raise SystemExit(
            f"Port {arguments.port} is taken: choose another with --port, or 0 for a free one."
        ) from None
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(listener))


if __name__ == "__main__":
    main()
