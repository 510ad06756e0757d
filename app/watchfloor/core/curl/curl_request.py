"""A cURL command's flags, and what they say together: a request, as yet unjudged."""

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import Basic, Bearer


class CurlFlag(msgspec.Struct, frozen=True):
    """`name` is the long one, `shown` as it was written."""

    name: str
    shown: str
    value: str
    position: int


class CurlRequest(msgspec.Struct):
    """`text` is the whole command. `feed` has what needs no second look: files, TLS, how patient to be.
    `told` are sentences on what was left out."""

    text: str
    url: tuple[str, int] | None = None  # and its place in the command
    method: str = ""
    headers: list[tuple[str, str]] = []
    removed: set[str] = set()
    cookies: list[str] = []  # as headers
    jar: list[str] = []  # by -b: a header stands before them
    body: str | None = None
    is_json: bool = False
    query: list[str] = []
    is_get: bool = False  # what would be the body belongs to the address
    login: Basic | Bearer | None = None
    proxy: str | None = None
    proxy_user: str = ""
    feed: Feed = Feed(name="", url="")
    told: list[str] = []
