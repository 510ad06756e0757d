"""The HTTP connection, with a door for streams: bytes go from an audience straight to the transport."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import h11
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from watchfloor.server import frame
from watchfloor.server.member import Member
from watchfloor.server.meter import Meter

KEY = "watchfloor.connection"
HIGH_WATER_BYTES = 65_536
LAST_CHUNK = b"0\r\n\r\n"


class _Unattended:
    """Stands for a request and an answer that uvicorn need not mind; one for all."""

    def __init__(self) -> None:
        self.response_complete = False
        self.disconnected = True
        self.keep_alive = False
        self.message_event = asyncio.Event()


class _Spent:
    """Stands for an HTTP connection on which nothing more is said in HTTP; one for all."""

    our_state = h11.ERROR
    their_state = h11.DONE
    trailing_data = (b"", False)


class _Flow:
    """uvicorn's flow control, once nobody waits for it: without what to wait on."""

    __slots__ = ("_transport", "read_paused", "write_paused")

    def __init__(self, transport: asyncio.Transport, *, read_paused: bool, write_paused: bool) -> None:
        self._transport = transport
        self.read_paused = read_paused
        self.write_paused = write_paused

    def pause_reading(self) -> None:
        if not self.read_paused:
            self.read_paused = True
            self._transport.pause_reading()

    def pause_writing(self) -> None:
        self.write_paused = True

    def resume_writing(self) -> None:
        self.write_paused = False


UNATTENDED, SPENT = _Unattended(), _Spent()


class FeedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which tells the application on which connection a request came.

    A streaming answer is begun through ASGI as any other. Once its client is live, the request's task and all
    that it holds are let go; an audience writes ready-made chunks to the transport: one call for a client, no
    task, no queue, no copy (`tests/benchmarks/server.py` has it beside sse-starlette used plainly).
    """

    # Beside what uvicorn sets: with more than 30 attributes each connection has a table of its own.
    __slots__ = ("_half", "_on_lost", "_stuck_since_s", "is_lost", "member")

    request_s = 15.0
    stall_s = 30.0
    most = 22_000
    meter = Meter()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.member: Member | None = None
        inner = self.app

        async def tell(scope: Scope, receive: Receive, send: Send) -> None:
            scope[KEY] = self
            await inner(scope, receive, send)

        self.app = tell
        self._half: tuple[object, float] | None = None  # after which answer a request began, and when
        self._stuck_since_s: float | None = None
        self._on_lost: Callable[[], None] = lambda: None
        self.is_lost = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._half = (None, self.loop.time())
        if len(self.connections) > self.most:
            self.meter.add("watchfloor_refused_total", code="TOO_MANY_SOCKETS")
            transport.abort()

    def look(self, now_s: float) -> None:
        """Lets go of who sends a request and never ends it, or takes no byte of the answer.

        Either holds a file and memory that others could use. Clients of a stream that take nothing are
        watched by the node, which tells of them.
        """
        if not self._is_half():
            self._half = None
        elif self._half is None or self._half[0] is not self.cycle:
            self._half = (self.cycle, now_s)
        if not self._is_stuck():
            self._stuck_since_s = None
        elif self._stuck_since_s is None:
            self._stuck_since_s = now_s
        is_late = self._half is not None and now_s - self._half[1] > self.request_s
        if is_late or (self._stuck_since_s is not None and now_s - self._stuck_since_s > self.stall_s):
            self.transport.abort()

    def _is_half(self) -> bool:
        """A request has begun and is not here whole; before the first one, that is so from the beginning."""
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            return True
        # The cycle is None until the head of a request has come, whatever its type says.
        return state is h11.IDLE and (not bool(self.cycle) or bool(self.conn.trailing_data[0]))

    def _is_stuck(self) -> bool:
        return (self.member is None and self.flow.write_paused) or self.transport.is_closing()

    def admit(self, stream: str, *, cursor: int, on_lost: Callable[[], None]) -> Member:
        """The streaming client on this connection, from now until it is lost."""
        self.transport.set_write_buffer_limits(high=HIGH_WATER_BYTES)
        self.member = Member(
            self.transport, stream, cursor=cursor, is_chunked=self.scope["http_version"] == "1.1"
        )
        self._on_lost = on_lost
        if self.flow.write_paused:
            self.member.pause()
        if self.transport.is_closing():
            self.member.lose()
        return self.member

    def hand_over(self) -> None:
        """The rest of the answer is ours: uvicorn lets go of the request, and of what it knows of it.

        A client that goes on sending the body of its request stays as it is, so that `look` finds it.
        """
        self.cycle.disconnected = True
        if self.conn.their_state is not h11.SEND_BODY:
            self.cycle, self.conn = UNATTENDED, SPENT  # type: ignore[assignment] # as far as uvicorn looks
            self.scope, self.headers = {}, []  # type: ignore[typeddict-item]
            paused = {"read_paused": self.flow.read_paused, "write_paused": self.flow.write_paused}
            self.flow = _Flow(self.transport, **paused)  # type: ignore[assignment] # as above
            self.app = self.config.loaded_app

    def conclude(self, body: bytes) -> None:
        """The last of the answer, and its end."""
        if self.member is not None and self.member.is_chunked:
            body = (frame.chunk(body) if body else b"") + LAST_CHUNK
        self.transport.write(body)
        self.transport.close()

    def settle(self) -> None:
        """The member has gone; if the connection was lost before there was one, nobody else will tell."""
        if self.is_lost:
            self._lose()

    def data_received(self, data: bytes) -> None:
        """Whoever sends more while he listens is not read."""
        if cast("object", self.conn) is SPENT:
            self.flow.pause_reading()
        else:
            super().data_received(data)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.member is not None:
            self.member.pause()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.member is not None:
            self.member.resume()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.is_lost = True
        self._lose()

    def _lose(self) -> None:
        member, self.member = self.member, None
        if member is not None:
            member.lose()
            self._on_lost()
