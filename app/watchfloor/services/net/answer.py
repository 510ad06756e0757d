"""What a server answered: a stream, or why it is none."""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx
import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.link.verdict import code_of_status
from watchfloor.core.text.page import words_of_page
from watchfloor.core.text.plain import plain, plain_line
from watchfloor.services.net.attempt import AttemptError, Exchange, Hop, ended
from watchfloor.services.net.compression import inflate_for
from watchfloor.services.net.dial import Stream
from watchfloor.services.net.failure import mapped

MAX_BODY_START_BYTES = 16 * 1024
MAX_DETAIL_LENGTH = 300
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


async def judged(response: httpx.Response, feed: Feed, hops: list[Hop]) -> Opened:
    if response.status_code != 200:
        raise await refusal(response)
    media_type = media_type_of(response)
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


def media_type_of(response: httpx.Response) -> str:
    """What the answer calls itself; where it does so several times, the last word counts, as in a browser."""
    said: str = response.headers.get("content-type", "")
    return said.rpartition(",")[2].partition(";")[0].strip().lower()


def location_of(response: httpx.Response, url: httpx.URL) -> httpx.URL:
    location = response.headers.get("location", "").strip()
    if not location:
        raise ended(
            "redirect", f"Status {response.status_code} without a Location to go to.", response.status_code
        )
    url = url.join(location)
    if url.scheme not in ("http", "https"):
        raise ended("redirect", f"Redirected to {url.scheme!r}, which is not http.", response.status_code)
    return url


def note(response: httpx.Response, exchange: Exchange) -> None:
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
    raw, direct = response.aiter_raw(), _direct(response)
    with mapped(str(response.request.url)):
        # First the response, then the iterator, by hand: those within cannot close a connection that is
        # given up half read where the loop has no hook for them (qasync has none).
        async with aclosing(raw), aclosing(response):  # type: ignore[type-var]  # it is a generator
            while block := await _next(direct, raw):
                if inflate is None:
                    yield block
                else:
                    for piece in inflate.pieces(block):
                        yield piece


def _direct(response: httpx.Response) -> Stream | None:
    """The connection itself, where all that comes on it is the body of this answer."""
    network = response.extensions.get("network_stream")
    is_direct = response.status_code == 200 and response.http_version == "HTTP/1.1"
    return network if is_direct and isinstance(network, Stream) else None


async def _next(direct: Stream | None, raw: AsyncIterator[bytes]) -> bytes:
    """What is direct is read so for as long as it is plain; then the library says how it ends."""
    try:
        block = await direct.body() if direct is not None else b""
    except httpcore.ReadError as error:
        raise httpx.ReadError(str(error)) from error
    while not block:
        try:
            block = await anext(raw)
        except StopAsyncIteration:
            return b""
    return block


async def refusal(response: httpx.Response) -> AttemptError:
    status = response.status_code
    start = words_of_page(await _body_start(response))[:MAX_DETAIL_LENGTH]
    words = plain_line(f"{status} {response.reason_phrase}".strip())
    detail = f"{words}: {start}" if start and start != words else words
    return ended(code_of_status(status), detail, status, retry_after_s(response))


async def _wrong_type(response: httpx.Response, media_type: str, hops: list[Hop]) -> AttemptError:
    body = await _body_start(response)
    start = body[:MAX_DETAIL_LENGTH].lower()
    is_sent_to_login = bool(hops) and LOGIN_PATH.search(response.url.path) is not None
    if media_type == "text/html" and (
        is_sent_to_login
        or PASSWORD.search(body)
        or any(mark in start for mark in ("password", "login", "sign in", "log in"))
    ):
        return ended("login-page", "A login page came instead of a stream.", response.status_code)
    shown = plain_line(media_type) or "no content type"
    detail = f"{shown} came instead of text/event-stream: {words_of_page(body)[:MAX_DETAIL_LENGTH]}"
    return ended("wrong-content-type", detail, response.status_code)


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
    return plain(" ".join(bytes(body[:MAX_BODY_START_BYTES]).decode("utf-8", "replace").split()))


async def limited(response: httpx.Response) -> bytes:
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


def retry_after_s(response: httpx.Response) -> float | None:
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
