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
from watchfloor.server.sitting import Sitting

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
    """Holds its audience from construction on; `on_end` frees what the endpoint took for it."""

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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _headers(scope)})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                self._give_back()
                return
            # One block, so that the first thing anybody reads is the greeting.
            greeting = self._greeting(self.client_id)
            preamble = frame.retry(self._node.setting.retry_ms)
            preamble = preamble.removesuffix(b"\n") + greeting if greeting else preamble
            await send({"type": "http.response.body", "body": preamble, "more_body": True})
        except BaseException:
            self._give_back()
            raise
        await self._seat(scope[KEY])

    def _give_back(self) -> None:
        self._on_end()
        self._node.leave(self._audience)

    async def _seat(self, connection: FeedProtocol) -> None:
        """Ends when the client is live: then the request's own task, and all that it holds, is not needed."""
        sitting = Sitting(
            self._node,
            self._audience,
            connection,
            client_id=self.client_id,
            cursor=self._cursor,
            expires_in_s=self._expires_in_s,
            give_back=self._on_end,
            note=self._note,
        )
        try:
            await self._tell(sitting.member)
        except BaseException:
            sitting.over()
            raise
        sitting.hand_over()

    async def _tell(self, member: Member) -> None:
        """History, and from there on live."""
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


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Some proxies look for `keep-alive`; who asked for the opposite is not told so."""
    wishes = [value.lower() for name, value in scope["headers"] if name == b"connection"]
    stays = scope["http_version"] == "1.1" and not any(b"close" in wish for wish in wishes)
    return [*HEADERS, KEEP_ALIVE] if stays else list(HEADERS)
