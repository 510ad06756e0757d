"""One try to open a stream: what is asked, what it took, and how it failed."""

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.link.verdict import Outcome


class AttemptError(KnownError):
    """The attempt ended otherwise than by the stream's own end."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome
        self.exchange: Exchange | None = None  # what went over the wire, as far as it came


def ended(
    code: str, detail: str, status: int | None = None, retry_after_s: float | None = None
) -> AttemptError:
    return AttemptError(Outcome(code=code, detail=detail, status=status, retry_after_s=retry_after_s))


class Timing(msgspec.Struct):
    """When each step was done, in milliseconds since the attempt began; None where it did not happen."""

    dns_ms: float | None = None
    tcp_ms: float | None = None
    tls_ms: float | None = None
    headers_ms: float | None = None
    first_byte_ms: float | None = None
    first_event_ms: float | None = None


class Ask(msgspec.Struct, frozen=True):
    """What a channel asks of a transport: the feed, where to go on, and the secret headers."""

    feed: Feed
    last_event_id: bytes = b""
    secret_headers: tuple[tuple[str, str], ...] = ()
    secret_query: tuple[tuple[str, str], ...] = ()


class Hop(msgspec.Struct, frozen=True):
    """One redirect on the way."""

    status: int
    url: str


class Exchange(msgspec.Struct):
    """What was asked and answered, where no stream came of it. Empty where it did not come so far."""

    url: str = ""
    request_headers: list[tuple[str, str]] = []
    headers: list[tuple[str, str]] = []
    http_version: str = ""
    peer: str = ""
    tls_version: str = ""
    hops: list[Hop] = []
