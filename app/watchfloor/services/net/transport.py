"""The one seam to the network: opens a feed and hands over bytes."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import httpx
from httpx_sse import aconnect_sse

from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret_text import tells_secret
from watchfloor.services.net.answer import Opened, judged, limited, location_of, note, refusal
from watchfloor.services.net.attempt import Ask, AttemptError, Exchange, Hop, Timing, ended
from watchfloor.services.net.dial import Stopwatch, stopwatch_of_task
from watchfloor.services.net.discretion import discreet
from watchfloor.services.net.failure import host_of, mapped
from watchfloor.services.net.proxy import proxy_of
from watchfloor.services.net.request import headers_of, origin_of
from watchfloor.services.net.wire import client_of, tls_context, tls_way, wire_of

MAX_HOPS = 10
MAX_COOKIES = 50
PATIENCE_SHARE = 3  # an answer may take so many times as long as a connection


class Transport(Protocol):
    """What a channel needs of the network. Replay offers the same."""

    def open(self, ask: Ask, timing: Timing) -> contextlib.AbstractAsyncContextManager[Opened]: ...
    async def fetch(self, ask: Ask, url: str) -> bytes: ...
    async def aclose(self) -> None: ...


class HttpTransport:
    """HTTP/1.1 and HTTP/2 over httpx, opened with httpx-sse; one client for each way of connecting."""

    def __init__(self) -> None:
        self._clients: dict[tuple[object, ...], httpx.AsyncClient] = {}
        self._wires: dict[tuple[object, ...], httpx.AsyncHTTPTransport] = {}
        self._contexts: dict[tuple[object, ...], ssl.SSLContext] = {}

    @asynccontextmanager
    async def open(self, ask: Ask, timing: Timing) -> AsyncIterator[Opened]:
        """Raises AttemptError for everything that is not a stream of events."""
        watch = Stopwatch(timing)
        token = stopwatch_of_task.set(watch)
        stack, exchange = contextlib.AsyncExitStack(), Exchange()
        try:
            try:
                with discreet(ask), mapped(ask.feed.url):
                    opened = await self._answer(stack, ask, watch, exchange)
            except AttemptError as error:
                error.exchange = exchange
                raise
            yield opened
        finally:
            stopwatch_of_task.reset(token)
            with mapped(ask.feed.url):
                await stack.aclose()

    async def fetch(self, ask: Ask, url: str) -> bytes:
        """One plain answer, for polling: its body, or AttemptError. `lastEventId` goes along."""
        with discreet(ask), mapped(url):
            same_origin = origin_of(url) == origin_of(ask.feed.url)
            headers = headers_of(ask, trusted=same_origin, with_body=False)
            headers["Accept"] = "application/json"
            query = dict(ask.secret_query if same_origin else ())
            if ask.last_event_id:
                query["lastEventId"] = ask.last_event_id.decode()
            target = httpx.URL(url).copy_merge_params(query)
            client = self._client(ask.feed, keep=True)
            # TimeoutError becomes an outcome as what the network raises does.
            async with (
                asyncio.timeout(_patience_s(ask.feed)),
                client.stream("GET", target, headers=headers) as response,
            ):
                if response.status_code == 204:
                    return b""
                if response.status_code != 200:
                    raise await refusal(response)
                return await limited(response)

    async def aclose(self) -> None:
        clients, self._clients = list(self._clients.values()), {}
        self._wires.clear()  # a client closes its wire
        for client in clients:
            await client.aclose()

    async def _answer(
        self, stack: contextlib.AsyncExitStack, ask: Ask, watch: Stopwatch, exchange: Exchange
    ) -> Opened:
        """Ask, follow redirects, and judge the answer."""
        feed = ask.feed
        url = httpx.URL(feed.url)
        if not 0 <= (url.port or 0) < 65536:
            raise ended("bad-request", f"{url.host} cannot be asked at port {url.port}: ports end at 65535.")
        if ask.secret_query:
            url = url.copy_merge_params(dict(ask.secret_query))
        method, body, hops, trusted = feed.method, feed.body, exchange.hops, True
        while True:
            # Once elsewhere, always a stranger: the other origin chose what is asked next.
            trusted = trusted and origin_of(url) == origin_of(feed.url)
            if not trusted and body is not None and tells_secret(body):
                raise ended(
                    "withheld",
                    f"{host_of(feed.url)} redirects to {url.host}: the body holds a secret and was not sent.",
                )
            headers = headers_of(ask, trusted=trusted, with_body=body is not None)
            exchange.url, exchange.request_headers = str(url), list(headers.multi_items())
            with mapped(str(url), proxy_of(feed.proxy, feed.url) or ""):
                response = await self._send(stack, feed, method, url, headers, body)
            note(response, exchange)
            watch.timing.headers_ms = watch.read_ms()
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            url = location_of(response, url)
            hops.append(Hop(response.status_code, str(url)))
            if len(hops) > MAX_HOPS:
                raise ended(
                    "redirect", f"More than {MAX_HOPS} redirects, the last to {url}.", response.status_code
                )
            await response.aclose()
            if response.status_code == 303 or (response.status_code in (301, 302) and method == "POST"):
                method, body = "GET", None
        return await judged(response, feed, hops)

    async def _send(
        self,
        stack: contextlib.AsyncExitStack,
        feed: Feed,
        method: str,
        url: httpx.URL,
        headers: httpx.Headers,
        body: str | None,
    ) -> httpx.Response:
        patience_s = _patience_s(feed)
        try:
            async with asyncio.timeout(patience_s):
                source = await stack.enter_async_context(
                    aconnect_sse(
                        self._client(feed, keep=False),
                        method,
                        str(url),
                        headers=headers,
                        content=None if body is None else body.encode(),
                        extensions={"accept": headers["Accept"]},
                    )
                )
        except httpx.InvalidURL as error:
            # The address itself was read already: this one is in the answer's Location.
            raise ended("redirect", f"{url.host} redirects to what is no address.") from error
        except TimeoutError as error:
            raise ended("timed-out", f"{url.host} sent no answer within {patience_s:g} s.") from error
        return source.response

    def _client(self, feed: Feed, *, keep: bool) -> httpx.AsyncClient:
        """Each feed has its own cookies, and shares the connections of all that connect as it does."""
        # httpcore's HTTP/2 hands a stream what came for it only when the stream that reads has got something
        # too: a silent feed would hold up the others. So each has a connection to itself.
        alone = feed.name if feed.http2 else ""
        way = (*tls_way(feed), proxy_of(feed.proxy, feed.url), alone, keep)
        key = (feed.name, *way, feed.connect_timeout_s)
        if key not in self._clients:
            if way not in self._wires:
                self._wires[way] = wire_of(feed, self._context(feed), keep=keep)
            self._clients[key] = client_of(feed, self._wires[way])
        client = self._clients[key]
        if len(client.cookies.jar) > MAX_COOKIES:
            client.cookies.clear()
        return client

    def _context(self, feed: Feed) -> ssl.SSLContext:
        way = tls_way(feed)
        if way not in self._contexts:
            self._contexts[way] = tls_context(feed)
        return self._contexts[way]


def _patience_s(feed: Feed) -> float:
    """How long an answer may take. Some servers hold the headers back until the first event."""
    return feed.connect_timeout_s * PATIENCE_SHARE
