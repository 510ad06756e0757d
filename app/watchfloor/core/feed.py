"""A feed as the user described it: where it is, how to ask, and how patient to be."""

from typing import Literal

import msgspec


class BackoffPolicy(msgspec.Struct, frozen=True, kw_only=True):
    initial_s: float = 1.0
    multiplier: float = 2.0
    max_s: float = 30.0
    tries: int | None = None  # None: never gives up
    jitter: bool = True
    adaptive: bool = False  # by network quality; the other figures are then only a start


class BreakerPolicy(msgspec.Struct, frozen=True, kw_only=True):
    enabled: bool = True
    threshold: int = 5
    open_s: float = 30.0
    window_s: float = 60.0
    probe_s: float = 10.0


class PollingPolicy(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    every_s: float = 5.0
    give_up_s: float | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but secrets: `credential` names one in the keyring."""

    name: str
    url: str
    profile: str = "generic"
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    format: Literal["auto", "sse", "ndjson"] = "auto"
    credential: str = ""
    last_event_id: str = ""
    backoff: BackoffPolicy = BackoffPolicy()
    breaker: BreakerPolicy = BreakerPolicy()
    polling: PollingPolicy | None = None
    sse_enabled: bool = True
    heartbeat_s: float | None = None  # None: learnt from the stream
    silence_s: float | None = None  # drop and reconnect after so long without a byte
    connect_timeout_s: float = 10.0
    max_event_bytes: int = 16 * 1024 * 1024
    ends_on: tuple[str, ...] = ()  # event types after which the client closes and stays closed
    proxy: str | None = None
    ca_file: str | None = None
    client_cert_file: str | None = None
    client_key_file: str | None = None
    client_key_password: str = ""  # only ever in memory, see core.secret
    verify_tls: bool = True
    http2: bool = False
