"""The one seam to the network: opens a feed and hands over bytes. Only this file knows httpx's client."""

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import httpx
import msgspec
from httpx_sse import aconnect_sse

from watchfloor import __version__
from watchfloor.core.feed import Feed
from watchfloor.core.link.verdict import code_of_status
from watchfloor.services.attempt import Ask, AttemptError, Exchange, Hop, Timing, ended
from watchfloor.services.compression import inflate_for
from watchfloor.services.dial import Dial, Stopwatch, stopwatch_of_task
from watchfloor.services.discretion import discreet
from watchfloor.services.failure import outcome_of
from watchfloor.services.proxy import proxy_of

MAX_HOPS = 10
MAX_BODY_START_BYTES = 16 * 1024
MAX_DETAIL_LENGTH = 300
MAX_COOKIES = 50
MAX_ANSWER_BYTES = 64 * 1024 * 1024
BODY_START_S = 2.0
PASSWORD = re.compile(r"type\s*=\s*[\"']?password", re.IGNORECASE)
LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|sso|saml2?|oauth2?|auth|authorize)(?:$|[/.?])", re.IGNORECASE)

SSE_TYPES = ("text/event-stream",)
NDJSON_TYPES = (
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/jsonlines",
    "application/stream+json",
    "application/x-json-stream",
)
LOOSE_NDJSON_TYPES = (*NDJSON_TYPES, "application/json", "text/plain", "application/octet-stream")
# A hop to another origin takes along what describes the request, and nothing that could open a door.
SAFE_HEADERS = ("accept", "accept-language", "user-agent", "content-type")


class Opened(msgspec.Struct):
    """A stream that answered as it should; `blocks` yields its bytes as they come."""

    blocks: AsyncGenerator[bytes, None]
    ndjson: bool
    status: int
    headers: list[tuple[str, str]]
    request_headers: list[tuple[str, str]]
    http_version: str
    url: str
    peer: str
    tls_version: str
    hops: list[Hop]
    date_s: float | None = None  # the server's clock, as its Date header has it


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
                with discreet(ask), _mapped(ask.feed.url):
                    opened = await self._answer(stack, ask, watch, exchange)
            except AttemptError as error:
                error.exchange = exchange
                raise
            yield opened
        finally:
            stopwatch_of_task.reset(token)
            with _mapped(ask.feed.url):
                await stack.aclose()

    async def fetch(self, ask: Ask, url: str) -> bytes:
        """One plain answer, for polling: its body, or AttemptError. `lastEventId` goes along."""
        with discreet(ask), _mapped(url):
            same_origin = _origin(url) == _origin(ask.feed.url)
            headers = _headers(ask, trusted=same_origin, with_body=False)
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
                    raise await _refusal(response)
                return await _limited(response)

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
            trusted = trusted and _origin(url) == _origin(feed.url)
            headers = _headers(ask, trusted=trusted, with_body=body is not None)
            exchange.url, exchange.request_headers = str(url), list(headers.multi_items())
            response = await self._send(stack, feed, method, url, headers, body)
            _note(response, exchange)
            watch.timing.headers_ms = watch.read_ms()
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            url = _location(response, url)
            hops.append(Hop(response.status_code, str(url)))
            if len(hops) > MAX_HOPS:
                raise ended(
                    "redirect", f"More than {MAX_HOPS} redirects, the last to {url}.", response.status_code
                )
            await response.aclose()
            if response.status_code == 303 or (response.status_code in (301, 302) and method == "POST"):
                method, body = "GET", None
        return await _judged(response, feed, hops)

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
        except TimeoutError as error:
            raise ended("timed-out", f"{url.host} sent no answer within {patience_s:g} s.") from error
        return source.response

    def _client(self, feed: Feed, *, keep: bool) -> httpx.AsyncClient:
        """Each feed has its own cookies, and shares the connections of all that connect as it does."""
        # httpcore's HTTP/2 hands a stream what came for it only when the stream that reads has got something
        # too: a silent feed would hold up the others. So each has a connection to itself.
        alone = feed.name if feed.http2 else ""
        way = (*_tls_way(feed), proxy_of(feed.proxy, feed.url), alone, keep)
        key = (feed.name, *way, feed.connect_timeout_s)
        if key not in self._clients:
            if way not in self._wires:
                self._wires[way] = _wire(feed, self._context(feed), keep=keep)
            self._clients[key] = _client(feed, self._wires[way])
        client = self._clients[key]
        if len(client.cookies.jar) > MAX_COOKIES:
            client.cookies.clear()
        return client

    def _context(self, feed: Feed) -> ssl.SSLContext:
        way = _tls_way(feed)
        if way not in self._contexts:
            self._contexts[way] = _tls_context(feed)
        return self._contexts[way]


@contextlib.contextmanager
def _mapped(url: str) -> Iterator[None]:
    """What the network raises becomes an outcome. Only its own calls belong in here: a bug must stay one."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ExceptionGroup) as error:
        raise AttemptError(outcome_of(error, _host(url))) from error
    except (ValueError, UnicodeError) as error:
        raise ended("bad-request", f"The request to {_host(url)} cannot be made: {error}.") from error


def _host(url: str) -> str:
    """The host as sentences name it; the whole address where it has none that can be read."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _patience_s(feed: Feed) -> float:
    """How long an answer may take. Some servers hold the headers back until the first event."""
    return feed.connect_timeout_s * 3


def _tls_way(feed: Feed) -> tuple[object, ...]:
    mine = (feed.client_cert_file, feed.client_key_file, feed.client_key_password)
    return (feed.verify_tls, feed.ca_file, *mine)


def _wire(feed: Feed, context: ssl.SSLContext, *, keep: bool) -> httpx.AsyncHTTPTransport:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20 if keep else 0)
    try:
        address = proxy_of(feed.proxy, feed.url)
        proxy = httpx.Proxy(address) if address else None
        wire = httpx.AsyncHTTPTransport(verify=context, http2=feed.http2, limits=limits, proxy=proxy)
    except (ValueError, httpx.InvalidURL) as error:
        # Not the error's words: they may hold the proxy's password.
        raise ended(
            "bad-request", "The proxy's address cannot be used: write http://HOST:PORT or socks5://HOST:PORT."
        ) from error
    # httpx has no argument for it; tests/integration/test_transport.py sees that it is used.
    wire._pool._network_backend = Dial(merge=not keep)  # noqa: SLF001
    return wire


def _client(feed: Feed, wire: httpx.AsyncHTTPTransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=wire,
        timeout=httpx.Timeout(None, connect=feed.connect_timeout_s),
        follow_redirects=False,
        event_hooks={"request": [_as_the_standard_says]},
        headers={"User-Agent": f"watchfloor/{__version__}", "Accept-Encoding": "identity"},
    )


async def _as_the_standard_says(request: httpx.Request) -> None:
    """httpx-sse says no-store; an EventSource says no-cache, and some servers look."""
    request.headers["Cache-Control"] = "no-cache"
    accept = request.extensions.get("accept")
    if accept:
        request.headers["Accept"] = accept


def _tls_context(feed: Feed) -> ssl.SSLContext:
    try:
        context = (
            ssl.create_default_context(cafile=feed.ca_file) if feed.ca_file else httpx.create_ssl_context()
        )
        if feed.client_cert_file:
            # Always with a password, or OpenSSL would ask the terminal for one, and wait.
            password = feed.client_key_password
            context.load_cert_chain(feed.client_cert_file, feed.client_key_file, password)
    except (OSError, ssl.SSLError) as error:
        files = ", ".join(Path(name).name for name in (feed.ca_file, feed.client_cert_file) if name)
        raise ended("bad-request", f"The certificate files ({files}) cannot be read: {error}.") from error
    if not feed.verify_tls:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _headers(ask: Ask, *, trusted: bool, with_body: bool) -> httpx.Headers:
    """The feed's headers, and beside them where to go on. Values go out as UTF-8."""
    given = [
        (name.encode(), value.encode())
        for name, value in (*ask.feed.headers, *ask.secret_headers)
        if (trusted or name.lower() in SAFE_HEADERS) and (with_body or name.lower() != "content-type")
    ]
    headers = httpx.Headers(given, encoding="utf-8")
    if "Accept" not in headers:
        ndjson = NDJSON_TYPES[:2] if ask.feed.format == "ndjson" else ()
        headers["Accept"] = ", ".join((*SSE_TYPES, *ndjson))
    if with_body and "Content-Type" not in headers:
        headers["Content-Type"] = "text/plain; charset=utf-8"
    # No secret, and without it a redirect to another node would lose events: the standard takes it along.
    if ask.last_event_id:
        headers["Last-Event-ID"] = ask.last_event_id.decode()
    return headers


def _origin(url: str | httpx.URL) -> tuple[str, str, int | None]:
    parts = httpx.URL(url)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.host.lower(), parts.port or default


def _location(response: httpx.Response, url: httpx.URL) -> httpx.URL:
    location = response.headers.get("location", "").strip()
    if not location:
        raise ended(
            "redirect", f"Status {response.status_code} without a Location to go to.", response.status_code
        )
    url = url.join(location)
    if url.scheme not in ("http", "https"):
        raise ended("redirect", f"Redirected to {url.scheme!r}, which is not http.", response.status_code)
    return url


async def _judged(response: httpx.Response, feed: Feed, hops: list[Hop]) -> Opened:
    if response.status_code != 200:
        raise await _refusal(response)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    ndjson_types = LOOSE_NDJSON_TYPES if feed.format == "ndjson" else NDJSON_TYPES
    ndjson = feed.format != "sse" and media_type in ndjson_types
    if not ndjson and media_type not in SSE_TYPES:
        raise await _wrong_type(response, media_type, hops)
    peer, tls_version = _wire_of(response)
    return Opened(
        blocks=_blocks(response),
        ndjson=ndjson,
        status=response.status_code,
        headers=list(response.headers.multi_items()),
        request_headers=list(response.request.headers.multi_items()),
        http_version=response.http_version,
        url=str(response.url),
        peer=peer,
        tls_version=tls_version,
        hops=hops,
        date_s=_date_s(response),
    )


def _note(response: httpx.Response, exchange: Exchange) -> None:
    """Keep what went over the wire: it is wanted most where no stream comes of it."""
    exchange.request_headers = list(response.request.headers.multi_items())
    exchange.headers = list(response.headers.multi_items())
    exchange.http_version = response.http_version
    exchange.peer, exchange.tls_version = _wire_of(response)


def _wire_of(response: httpx.Response) -> tuple[str, str]:
    """The other end's address, and the version of TLS."""
    network = response.extensions.get("network_stream")
    address = network.get_extra_info("server_addr") if network else None
    tls = network.get_extra_info("ssl_object") if network else None
    return f"{address[0]}:{address[1]}" if address else "", (tls.version() or "") if tls else ""


async def _blocks(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    inflate = inflate_for(response.headers.get("content-encoding", ""))
    raw = response.aiter_raw()
    with _mapped(str(response.request.url)):
        # First the response, then the iterator, by hand: those within cannot close a connection that is
        # given up half read where the loop has no hook for them (qasync has none).
        async with aclosing(raw), aclosing(response):  # type: ignore[type-var]  # it is a generator
            async for block in raw:
                if inflate is None:
                    yield block
                else:
                    for piece in inflate.pieces(block):
                        yield piece


async def _refusal(response: httpx.Response) -> AttemptError:
    status = response.status_code
    start = (await _body_start(response))[:MAX_DETAIL_LENGTH]
    words = f"{status} {response.reason_phrase}".strip()
    detail = f"{words}: {start}" if start else words
    return ended(code_of_status(status), detail, status, _retry_after_s(response))


async def _wrong_type(response: httpx.Response, media_type: str, hops: list[Hop]) -> AttemptError:
    body = await _body_start(response)
    start = body[:MAX_DETAIL_LENGTH]
    is_sent_to_login = bool(hops) and LOGIN_PATH.search(response.url.path) is not None
    if media_type == "text/html" and (
        is_sent_to_login
        or PASSWORD.search(body)
        or any(mark in start.lower() for mark in ("password", "login", "sign in", "log in"))
    ):
        return ended("login-page", "A login page came instead of a stream.", response.status_code)
    shown = media_type or "no content type"
    return ended(
        "wrong-content-type", f"{shown} came instead of text/event-stream: {start}", response.status_code
    )


async def _body_start(response: httpx.Response) -> str:
    """The first words of an answer, on one line; a body that does not come is not waited for."""
    body = bytearray()
    with contextlib.suppress(TimeoutError, httpx.HTTPError, AttemptError):
        async with asyncio.timeout(BODY_START_S):
            async with aclosing(_blocks(response)) as blocks:
                async for block in blocks:
                    body += block
                    if len(body) >= MAX_BODY_START_BYTES:
                        break
    return " ".join(bytes(body[:MAX_BODY_START_BYTES]).decode("utf-8", "replace").split())


async def _limited(response: httpx.Response) -> bytes:
    body = bytearray()
    async with aclosing(_blocks(response)) as blocks:
        async for block in blocks:
            body += block
            if len(body) > MAX_ANSWER_BYTES:
                raise ended(
                    "bomb", f"The answer is over {MAX_ANSWER_BYTES // 2**20} MiB.", response.status_code
                )
    return bytes(body)


def _date_s(response: httpx.Response) -> float | None:
    try:
        return parsedate_to_datetime(response.headers.get("date", "")).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _retry_after_s(response: httpx.Response) -> float | None:
    """Retry-After in seconds or as a date; rubbish and the past are nothing."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    try:
        # The distance from the server's own clock, where it says what that is.
        until = parsedate_to_datetime(value)
        date = response.headers.get("date")
        now = parsedate_to_datetime(date) if date else datetime.now(UTC)
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
