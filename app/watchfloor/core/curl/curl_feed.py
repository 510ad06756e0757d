"""The feed that a cURL command's flags add up to, its secrets apart."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

from watchfloor.core.curl.address import address, name_of
from watchfloor.core.curl.curl_request import CurlRequest
from watchfloor.core.curl.pasted import CurlError, Pasted
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import PLACEHOLDER, AnySecret, Basic, SecretBody
from watchfloor.core.text.url import split_url

DEFAULT_ACCEPT = "text/event-stream"
# They describe one connection of curl's, not the feed.
_OF_THE_CONNECTION = {
    "connection": "",
    "content-length": "",
    "transfer-encoding": "",
    "keep-alive": "",
    "accept-encoding": "a compressed stream arrives in clumps",
    "if-none-match": "a stream has no version",
    "if-modified-since": "a stream has no age",
    "cache-control": "",
    "pragma": "",
    "upgrade-insecure-requests": "",
}


def pasted_of(request: CurlRequest) -> Pasted:
    """The feed, or a `CurlError` where its address is none."""
    if request.url is None:
        raise CurlError("The command has no address", request.text, max(0, len(request.text) - 1))
    url = _address(request, *request.url)
    body = None if request.is_get else request.body
    headers, last_event_id = _kept(request, url, body)
    feed = msgspec.structs.replace(
        request.feed,
        url=url,
        method=request.method or ("GET" if body is None else "POST"),
        headers=headers,
        body=body,
        last_event_id=last_event_id,
        proxy=_proxy_with_login(request),
    )
    return _parted(request, feed)


def _parted(request: CurlRequest, feed: Feed) -> Pasted:
    placeholder = feed.body is not None and feed.body.startswith(("$" + PLACEHOLDER, "${" + PLACEHOLDER))
    if placeholder:
        feed = msgspec.structs.replace(feed, body=None)
    feed, found = part(feed)
    secrets = [*found, *([SecretBody(text="$" + PLACEHOLDER)] if placeholder else [])]
    signed = any(name.lower() == "authorization" for name, _ in request.headers)
    if request.login is not None and not signed:
        secrets = [secret for secret in secrets if not isinstance(secret, Basic)]
        secrets.insert(0, request.login)
    real = tuple(secret for secret in secrets if not _is_placeholder(secret))
    if len(real) < len(secrets):
        request.told.append(f"Credentials named ${PLACEHOLDER}… are placeholders: choose or enter your own.")
    if any(isinstance(secret, SecretBody) for secret in real):
        request.told.append("The request body seems to hold a secret, so it is kept with the credentials.")
    return Pasted(msgspec.structs.replace(feed, name=name_of(feed.url)), real, tuple(request.told))


def _address(request: CurlRequest, url: str, position: int) -> str:
    url = _checked(request, url, position)
    query = [*request.query, *([request.body] if request.is_get and request.body else [])]
    if not query:
        return url
    return _checked(request, url + ("&" if "?" in url else "?") + "&".join(query), position)


def _checked(request: CurlRequest, url: str, position: int) -> str:
    try:
        return address(url)
    except KnownError as error:
        raise CurlError(str(error).rstrip("."), request.text, position) from None


def _kept(request: CurlRequest, url: str, body: str | None) -> tuple[tuple[tuple[str, str], ...], str]:
    """The headers that belong to the feed, and the Last-Event-ID among them."""
    kept, last_event_id = [], ""
    parts = split_url(url)
    host = parts.netloc.rpartition("@")[2] if parts else ""
    for name, value in request.headers:
        low = name.lower()
        if low == "last-event-id":
            last_event_id = value
        elif low in _OF_THE_CONNECTION:
            if reason := _OF_THE_CONNECTION[low]:
                request.told.append(f"The header {name} was left out: {reason}.")
        elif (low, value) not in (("host", host), ("accept", DEFAULT_ACCEPT)):
            kept.append((name, value))
    kept += _defaults(request, {name.lower() for name, _ in request.headers} | request.removed, body)
    if cookies := request.cookies or request.jar:
        kept.append(("Cookie", "; ".join(cookies)))
    return tuple(kept), last_event_id


def _defaults(request: CurlRequest, given: set[str], body: str | None) -> Iterator[tuple[str, str]]:
    """What curl sends beside a body unless told otherwise."""
    if body is not None and "content-type" not in given:
        yield "Content-Type", "application/json" if request.is_json else "application/x-www-form-urlencoded"
    if request.is_json and "accept" not in given:
        yield "Accept", "application/json"


def _proxy_with_login(request: CurlRequest) -> str | None:
    if request.proxy is None or not request.proxy_user:
        return request.proxy
    user, _, password = request.proxy_user.partition(":")
    scheme, _, host = request.proxy.partition("://")
    return f"{scheme}://{quote(user, safe='')}:{quote(password, safe='')}@{host.rpartition('@')[2]}"


def _is_placeholder(secret: AnySecret) -> bool:
    return any(
        isinstance(value, str) and re.search(r"\$\{?" + PLACEHOLDER, value)
        for value in msgspec.structs.asdict(secret).values()
    )
