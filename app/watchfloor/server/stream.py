"""The streaming answer: first what the client missed, then live, without a seam between them."""

import asyncio
import itertools
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from watchfloor.core.error import KnownError
from watchfloor.server import frame
from watchfloor.server.audience import Audience
from watchfloor.server.connection import KEY, FeedProtocol
from watchfloor.server.feed import Feed
from watchfloor.server.log import Line, log
from watchfloor.server.member import Member
from watchfloor.server.node import PAGE, Node

HEADERS = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)
KEEP_ALIVE = (b"connection", b"keep-alive")
STALL_LOOK_S = 0.1
_numbers = itertools.count(1)


class StreamResponse(Response):
    """Holds its audience from construction to the end; `on_end` frees what the endpoint took for it."""

    def __init__(
        self,
        node: Node,
        feed: Feed,
        audience: Audience,
        cursor: int,
        *,
        greeting: Callable[[str], bytes] = lambda _: b"",
        note: dict[str, str] | None = None,
        is_ended: bool = False,
        expires_in_s: float | None = None,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._node = node
        self._feed = feed
        self._audience = audience
        self._cursor = cursor
        self._greeting = greeting
        self._note = note or {}
        self._is_ended = is_ended  # nothing will follow what is stored
        self._expires_in_s = expires_in_s
        self._on_end = on_end
        self.client_id = f"{node.name}-{next(_numbers)}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _headers(scope)})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            # One block, so that the first thing anybody reads is the greeting.
            greeting = self._greeting(self.client_id)
            preamble = frame.retry(self._node.setting.retry_ms)
            preamble = preamble.removesuffix(b"\n") + greeting if greeting else preamble
            await send({"type": "http.response.body", "body": preamble, "more_body": True})
            member = await self._stream(scope[KEY], send)
            while member.is_gone and (await receive())["type"] != "http.disconnect":
                pass  # uvicorn learns of it a turn later than we do, and would miss the end of the answer
        finally:
            self._on_end()
            self._node.leave(self._audience)

    async def _stream(self, connection: FeedProtocol, send: Send) -> Member:
        loop = asyncio.get_running_loop()
        member = connection.admit(self._audience.stream, cursor=self._cursor)
        started_s = loop.time()
        self._opened(member)
        expiry = None if self._expires_in_s is None else loop.call_later(self._expires_in_s, member.end)
        try:
            await self._tell(member)
            await self._say_goodbye(member, send)
        finally:
            if expiry is not None:
                expiry.cancel()
            self._audience.leave(member)
            connection.release()
            self._closed(member, loop.time() - started_s)
        return member

    async def _tell(self, member: Member) -> None:
        """History, then live, until the client, the stream, its token or the server is at its end."""
        faults, system = self._node.faults, self._feed.system
        if faults.active("drop", system):
            member.drop()
        while faults.active("stall", system) and not member.ended.done():
            await asyncio.wait({member.ended}, timeout=STALL_LOOK_S)
        try:
            await self._catch_up(member)
        except KnownError as error:
            told = {"client": self.client_id, "stream": self._audience.stream}
            log.warning(Line("stream broken off", **told, error=error))
            member.end()
        if self._is_ended or self._node.is_stopping:
            member.end()
        self._join(member)
        await member.ended

    async def _say_goodbye(self, member: Member, send: Send) -> None:
        """Ends the answer. The member stays known meanwhile: one that does not take it is cut off in time."""
        if member.is_gone:
            return
        self._audience.leave(member)
        is_whole = not member.tail  # in the middle of an event nothing may be added to it
        farewell = frame.retry(self._node.setting.farewell_retry_ms, "the server is going away")
        body = farewell if self._node.is_stopping and is_whole else b""
        await send({"type": "http.response.body", "body": body})

    async def _catch_up(self, member: Member) -> None:
        """Reads from history until the ring has all the rest; live events wait in the ring meanwhile."""
        while (self._is_ended or not self._audience.reaches(member.cursor)) and not member.ended.done():
            records = await self._node.broker.after(self._audience.stream, member.cursor, PAGE)
            if not records:
                member.cursor = self._audience.floor
                return
            body = self._audience.encode(records)
            member.write(frame.chunk(body) if member.is_chunked else body, len(records))
            member.cursor = records[-1].seq
            await member.writable()

    def _join(self, member: Member) -> None:
        if member.ended.done():
            return
        member.on_writable = self._audience.push
        self._audience.join(member)

    def _opened(self, member: Member) -> None:
        meter = self._node.meter
        self._node.members[member] = self._feed
        meter.add("watchfloor_connections_total", system=self._feed.system)
        meter.add("watchfloor_connections", system=self._feed.system)
        log.info(Line("client connected", client=self.client_id, stream=self._audience.stream, **self._note))

    def _closed(self, member: Member, lasted_s: float) -> None:
        meter, system = self._node.meter, self._feed.system
        self._node.account(member)
        del self._node.members[member]
        meter.add("watchfloor_connections", -1, system=system)
        meter.add("watchfloor_connection_seconds_total", lasted_s, system=system)
        told = {"client": self.client_id, "stream": self._audience.stream}
        if member.cut_reason:
            meter.add("watchfloor_cut_off_total", system=system)
            log.warning(Line("client cut off", **told, reason=member.cut_reason))
        log.info(Line("client disconnected", **told, lasted_s=lasted_s, events=member.events_written))


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Some proxies look for `keep-alive`; who asked for the opposite is not told so."""
    wishes = [value.lower() for name, value in scope["headers"] if name == b"connection"]
    stays = scope["http_version"] == "1.1" and not any(b"close" in wish for wish in wishes)
    return [*HEADERS, KEEP_ALIVE] if stays else list(HEADERS)
