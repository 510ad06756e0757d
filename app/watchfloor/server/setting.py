"""Everything that can be set on a feed server, with the seeds' figures as defaults."""

import msgspec


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """What one company, one address or one client may take."""

    company_connections: int = 100
    address_connections: int = 1_000
    connections: int = 20_000
    idle_connections: int = 2_000  # sockets beyond those, for requests that are no stream
    requests_per_s: float = 500.0
    request_burst: int = 2_000
    body_bytes: int = 1_048_576
    lag_events: int = 2_000  # a client further behind than this is cut off, and resumes by id
    lag_bytes: int = 4_194_304
    request_s: float = 15.0  # to send a request in, head and body each
    stall_s: float = 30.0  # a client that takes no byte for so long is cut off
    active_jobs: int = 200  # runs, strategies or debates under way at once, of each kind
    finished_jobs: int = 500  # kept for polling and replay, of each kind
    ingest_items: int = 1_000  # in one request
    feed_items: int = 10_000  # kept after they were read


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """How many events each stream retains for replay."""

    cockpit: int = 100
    map: int = 2_000
    strategist: int = 2_000
    strategy: int = 500
    debate: int = 10_000


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    map_poll_s: float = 10.0
    map_poll_limit: int = 50
    map_spacing_s: float = 0.1
    map_ping_s: float = 30.0
    cockpit_heartbeat_s: float = 30.0
    debate_heartbeat_s: float = 15.0
    strategist_heartbeat_s: float = 15.0
    strategy_heartbeat_s: float = 15.0
    run_s: float = 20.0
    strategy_s: float = 20.0
    strategy_limit_s: float = 300.0
    utterance_s: float = 1.0
    coalesce_s: float = 0.004  # writes to one client are never closer than this
    lease_s: float = 5.0


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """How bearer tokens are checked. Neither a secret nor a key: no token is asked for."""

    secret: str = ""
    public_key_pem: str = ""
    audience: str = ""

    @property
    def asked_for(self) -> bool:
        return bool(self.secret or self.public_key_pem)

    def __repr__(self) -> str:
        """Never the secret."""
        return f"Token(asked_for={self.asked_for})"


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    host: str = "127.0.0.1"
    port: int = 0
    database: str = ""  # "": in memory, until the server ends
    scenario: str = "none"
    seed: int = 1
    storm_per_s: float = 1_000.0
    dev: bool = False
    token: Token = Token()
    limit: Limit = Limit()
    keep: Keep = Keep()
    pace: Pace = Pace()
    cors_origins: tuple[str, ...] = ()
    host_names: tuple[str, ...] = ()  # names that a proxy passes on as Host
    retry_ms: int = 2_000
    farewell_retry_ms: int = 1_000
