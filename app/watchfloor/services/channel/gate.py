"""Who may connect when: one breaker for each origin, one token bucket for all."""

from collections.abc import Callable

import httpx

from watchfloor.core.feed import BreakerPolicy
from watchfloor.core.link.breaker import Breaker
from watchfloor.core.link.bucket import Bucket

ATTEMPTS_PER_S = 50.0
BURST = 200


class Origin:
    """One origin's breaker, and those who want to know when it changes."""

    def __init__(self, name: str, policy: BreakerPolicy) -> None:
        self.name = name
        self.breaker = Breaker(policy)
        self.waiting: set[Callable[[], None]] = set()

    def changed(self) -> None:
        """Wake whoever waits; each asks the breaker again by itself."""
        for wake in list(self.waiting):
            wake()


class Gate:
    """Shared by all channels of a hub."""

    def __init__(self, rate_per_s: float = ATTEMPTS_PER_S, burst: int = BURST) -> None:
        self.bucket = Bucket(rate_per_s, burst)
        self._origins: dict[tuple[str, BreakerPolicy], Origin] = {}

    def origin(self, url: str, policy: BreakerPolicy) -> Origin:
        name = origin_name(url)
        return self._origins.setdefault((name, policy), Origin(name, policy))


def origin_name(url: str) -> str:
    """`scheme://host:port`; an address that cannot be read is an origin of its own."""
    try:
        parts = httpx.URL(url)
        host = parts.host.lower()
    except (httpx.InvalidURL, UnicodeError):
        return url
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return f"{parts.scheme}://{host}:{port}"
