"""What is asked of a server: headers, and what of them another origin may see."""

import httpx

from watchfloor.services.net.answer import NDJSON_TYPES, SSE_TYPES
from watchfloor.services.net.attempt import Ask

# A hop to another origin takes along what describes the request, and nothing that could open a door.
SAFE_HEADERS = ("accept", "accept-language", "user-agent", "content-type")


def headers_of(ask: Ask, *, trusted: bool, with_body: bool) -> httpx.Headers:
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


def origin_of(url: str | httpx.URL) -> tuple[str, str, int | None]:
    parts = httpx.URL(url)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.host.lower(), parts.port or default
