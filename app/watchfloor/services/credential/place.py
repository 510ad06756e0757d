"""Where a credential may go: to the origins (scheme, host, port) that a person kept it for."""

from collections.abc import Iterable

import httpx

from watchfloor.core.feed import Feed
from watchfloor.core.secret.redaction import redact_url
from watchfloor.core.secret.secret import AnySecret, ProxyLogin
from watchfloor.services.net.request import origin_of

_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_text(url: str) -> str:
    """`https://host`, with the port where it is not the scheme's own; as the request itself reads it."""
    try:
        scheme, host, port = origin_of(url)
    except (httpx.InvalidURL, UnicodeError):
        return redact_url(url)
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" if port == _DEFAULT_PORTS.get(scheme) else f"{scheme}://{shown}:{port}"


def places_of(feed: Feed, secrets: Iterable[AnySecret] = ()) -> tuple[str, ...]:
    """The origins that would be sent these secrets: the feed's own first, then those of its polling and,
    where a login to it is among the secrets, of its proxy."""
    urls = [feed.url]
    if feed.polling is not None:
        urls.append(feed.polling.url)
    if feed.proxy and any(isinstance(secret, ProxyLogin) for secret in secrets):
        urls.append(feed.proxy)
    return tuple(dict.fromkeys(map(origin_text, urls)))
