"""What every endpoint asks first: who is it, may they, and is there room?"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from watchfloor.server.audience import Audience
from watchfloor.server.feed import Feed
from watchfloor.server.identity import ANYBODY, Identity
from watchfloor.server.node import Node
from watchfloor.server.refusal import RefusalError, bad_request
from watchfloor.server.stream import StreamResponse

T = TypeVar("T")


def node_of(request: Request) -> Node:
    node: Node = request.app.state.node
    return node


def address_of(request: Request) -> str:
    return request.client.host[:45] if request.client is not None else "local"


def identity_of(request: Request) -> Identity:
    checker = request.app.state.checker
    identity: Identity = ANYBODY if checker is None else checker.check(request)
    return identity


async def body_of(request: Request, shape: type[T]) -> T:
    """The JSON body in the shape asked for, or a sentence saying what is wrong with it."""
    try:
        async with asyncio.timeout(node_of(request).setting.limit.request_s):
            body = await request.body()
    except TimeoutError:
        raise RefusalError(408, "TOO_SLOW", "The body did not come in time.") from None
    except ClientDisconnect:
        raise RefusalError(400, "BROKEN_OFF", "The body was broken off.") from None  # nobody is there to hear
    try:
        return msgspec.json.decode(body or b"{}", type=shape)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        why = (str(error) or "it is nested too deeply") if body else "it is empty, and JSON is expected"
        raise bad_request(f"The body cannot be read: {why}.") from None


def last_event_id(request: Request) -> str:
    """The header, which a reconnect brings up to date, before the query, which stays as it was."""
    raw = request.headers.get("last-event-id", "") or request.query_params.get("lastEventId", "")
    return raw if re.fullmatch(r"[\x21-\x7e]{1,64}", raw) else ""


async def open_stream(
    request: Request,
    feed: Feed,
    name: str,
    *,
    start: Callable[[int], Awaitable[int]],
    identity: Identity,
    company: str | None,
    greeting: Callable[[str], bytes] = lambda _: b"",
    is_ended: Callable[[], Awaitable[bool]] | None = None,
) -> Response:
    """A stream from the id that the client has, or from `start(head)` if it has none that we gave."""
    node = node_of(request)
    if node.is_stopping:
        raise RefusalError(503, "STOPPING", "The feed server is going away; come back.", retry_after_s=1)
    node.faults.admit(feed.system)
    leave = node.turnstile.enter(company, address_of(request))
    try:
        audience, cursor, head, over = await _joined(request, feed, name, start, is_ended)
    except BaseException:
        leave()
        raise
    if over and cursor == head > 0:
        leave()
        node.leave(audience)
        return Response(status_code=204)  # it has everything: 204 tells an EventSource not to come back
    expires_at_s = identity.expires_at_s
    return StreamResponse(
        node,
        feed,
        audience,
        cursor,
        greeting=greeting,
        is_ended=over,
        expires_in_s=None if expires_at_s is None else max(0.0, expires_at_s - node.now_s()),
        note={"address": address_of(request), "last_event_id": last_event_id(request) or "-"},
        on_end=leave,
    )


async def _joined(
    request: Request,
    feed: Feed,
    name: str,
    start: Callable[[int], Awaitable[int]],
    is_ended: Callable[[], Awaitable[bool]] | None,
) -> tuple[Audience, int, int, bool]:
    """The audience, after which event the client goes on, the newest there is, and whether it is over.

    The audience is held before anything else is read, so that whatever is published from here on
    is either seen by these reads or comes through the audience.
    """
    node = node_of(request)
    audience = await node.audience(feed, name)
    try:
        over = is_ended is not None and await is_ended()
        head = await node.broker.head(name)
        return audience, await _cursor(request, feed, head, start), head, over
    except BaseException:
        node.leave(audience)
        raise


async def _cursor(request: Request, feed: Feed, head: int, start: Callable[[int], Awaitable[int]]) -> int:
    """After which event the client goes on."""
    seq = feed.seq(last_event_id(request), head)
    cursor = await start(head) if seq is None else seq
    # What another client's presence keeps is no history.
    return cursor if feed.keep is None else max(cursor, head - feed.keep)


async def from_start(_: int) -> int:
    return 0
