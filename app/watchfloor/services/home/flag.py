"""Feature flags: settings that an environment variable may override."""

from collections.abc import Mapping
from urllib.parse import urljoin

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed

STRATEGIST_ENDPOINT = "/api/v1/strategist/feed"
_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off")


class Flags(msgspec.Struct, frozen=True):
    """`endpoint` is where the strategist feed is, from the server's root or as a whole URL."""

    sse: bool = True
    breaker: bool = True
    progress: bool = True
    endpoint: str = STRATEGIST_ENDPOINT

    @staticmethod
    def from_environment(environment: Mapping[str, str], settings: "Flags | None" = None) -> "Flags":
        """The settings, with what WATCHFLOOR_SSE, _BREAKER, _PROGRESS and _ENDPOINT say instead."""
        flags = settings or Flags()
        return Flags(
            sse=_switch(environment, "WATCHFLOOR_SSE", default=flags.sse),
            breaker=_switch(environment, "WATCHFLOOR_BREAKER", default=flags.breaker),
            progress=_switch(environment, "WATCHFLOOR_PROGRESS", default=flags.progress),
            endpoint=environment.get("WATCHFLOOR_ENDPOINT") or flags.endpoint,
        )

    def apply(self, feed: Feed) -> Feed:
        """The feed as the flags have it."""
        breaker = msgspec.structs.replace(feed.breaker, enabled=feed.breaker.enabled and self.breaker)
        url = feed.url
        if feed.profile == "strategist" and self.endpoint != STRATEGIST_ENDPOINT:
            url = urljoin(url, self.endpoint)
        return msgspec.structs.replace(
            feed, url=url, breaker=breaker, sse_enabled=feed.sse_enabled and self.sse
        )


def _switch(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environment.get(name, "").strip().lower()
    if not value:
        return default
    if value not in (*_TRUE, *_FALSE):
        raise KnownError(f"{name} is {value!r}: write on or off.")
    return value in _TRUE
