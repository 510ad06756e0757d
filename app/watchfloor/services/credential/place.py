"""Where a credential may go, and by which way: what a person kept it for."""

from typing import Self

import httpx
import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.secret.redaction import redact_url
from watchfloor.services.net.proxy import SYSTEM
from watchfloor.services.net.request import origin_of

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """An origin (scheme, host, port), and whoever on the way to it could read what is sent there."""

    origin: str
    proxy: str = ""  # its own origin; "": straight, or by the proxy that this system has for everything
    authority: str = ""  # the file that says who may vouch for the server; "": whom this system trusts
    is_checked: bool = True  # the certificate

    @classmethod
    def of(cls, url: str, feed: Feed) -> Self:
        """Of this address of the feed's."""
        proxy = "" if feed.proxy in (None, "", SYSTEM) else origin_text(feed.proxy or "")
        # Of http too: its token server may be one of https, and is reached as the feed is.
        authority = (feed.ca_file or "") if feed.verify_tls else ""
        return cls(origin_text(url), proxy, authority, feed.verify_tls)

    def covers(self, other: "Place") -> bool:
        """What may go here may go there: to the same server, and past nobody else who could read it."""
        if (self.origin, self.proxy) != (other.origin, other.proxy):
            return False
        return not self.is_checked or (other.is_checked and self.authority == other.authority)

    @property
    def words(self) -> str:
        parts = [self.origin]
        if self.proxy:
            parts.append(f"through the proxy {self.proxy}")
        if self.authority:
            parts.append(f"vouched for by {self.authority}")
        if not self.is_checked:
            parts.append("without a check of its certificate")
        return " ".join(parts)


def origin_text(url: str) -> str:
    """`https://host`, with the port where it is not the scheme's own; as the request itself reads it."""
    try:
        scheme, host, port = origin_of(url)
    except (httpx.InvalidURL, UnicodeError):
        return redact_url(url)
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" if port == _DEFAULT_PORTS.get(scheme) else f"{scheme}://{shown}:{port}"


def places_of(feed: Feed) -> tuple[Place, ...]:
    """What the feed's secrets would be sent to: where it is itself first, then where it polls."""
    urls = [feed.url, feed.polling.url] if feed.polling is not None else [feed.url]
    return tuple(dict.fromkeys(Place.of(url, feed) for url in urls))
