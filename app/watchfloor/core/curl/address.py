"""A feed's address: what it must be, and the name that it suggests."""

import re
from urllib.parse import unquote

from watchfloor.core.error import KnownError
from watchfloor.core.text.url import MOST_PORT, split_url, wrong_port

_DULL = ("stream", "events", "sse", "feed", "api", "v1", "v2", "v3", "subscribe", "live", "")
MOST_NAME = 60


def address(url: str) -> str:
    """The address with a scheme (http, if it has none), without a fragment; `KnownError` where it is none."""
    url = url.partition("#")[0]
    if not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://", url):
        url = "http://" + url
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise KnownError(f"{scheme}:// is not a feed's address; http:// and https:// are.")
    host_and_port = re.split(r"[/?]", url.partition("://")[2])[0]
    if re.search(r"[()'\"<>{}|^`]", host_and_port):
        raise KnownError("This is not an address.")
    if port := wrong_port(url):
        raise KnownError(f"{port} is no port: ports are numbers from 1 to {MOST_PORT}.")
    parts = split_url(url)
    if parts is None or not parts.hostname:
        raise KnownError("This is not an address.")
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise KnownError("An address cannot have white space in it; is a quote missing?")
    if not url.isprintable():
        raise KnownError("An address cannot have characters in it that cannot be seen.")
    return url


def name_of(url: str) -> str:
    """A name to begin with: the host, and the last telling part of the path."""
    parts = split_url(url)
    if parts is None or not parts.hostname:
        return "feed"
    steps = [step for step in parts.path.split("/") if step.lower() not in _DULL]
    return (
        f"{parts.hostname} {unquote(steps[-1])}"[:MOST_NAME].strip() if steps else parts.hostname[:MOST_NAME]
    )
