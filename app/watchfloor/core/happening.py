"""What befell a channel besides its events, in the past tense. The journal keeps all of it."""

import msgspec


class Happening(msgspec.Struct, gc=False, tag_field="kind", kw_only=True):
    """`at_s` is the wall clock; `after_seq` the last event of the channel before it."""

    channel: str
    at_s: float
    after_seq: int = 0


class StateChanged(Happening, tag="state"):
    state: str
    reason: str = ""
    attempt: int = 0
    retry_at_s: float | None = None


class AttemptEnded(Happening, tag="attempt"):
    """One connection, from the first look-up to its end. Times are milliseconds from its start."""

    started_at_s: float
    dns_ms: float | None = None
    tcp_ms: float | None = None
    tls_ms: float | None = None
    headers_ms: float | None = None
    first_byte_ms: float | None = None
    first_event_ms: float | None = None
    last_byte_ms: float | None = None
    lasted_s: float = 0.0
    status: int | None = None
    retry_after_s: float | None = None
    http_version: str = ""
    peer: str = ""
    events: int = 0
    bytes: int = 0
    last_event_id_sent: str = ""
    outcome: str = ""  # an id such as "closed", "reset", "timed-out", "unauthorized", "stopped"
    detail: str = ""  # the sentence for people


class GapFound(Happening, tag="gap"):
    """Ids that should stand between two others never came."""

    after: str
    before: str
    missing: int


class Resumed(Happening, tag="resumed"):
    """A connection went on where the last one ended."""

    from_id: str
    away_s: float
    replayed: int
    duplicates: int
    missing: int | None  # None: not provable
    ignored: bool = False  # the server began further back than Last-Event-ID asked it to


class Refused(Happening, tag="refused"):
    """An event that could not be kept. `head` is its first bytes, as text."""

    reason: str  # "oversize", "unreadable", "over-bound"
    size_bytes: int
    head: str = ""
    id: str = ""


class IdsRestarted(Happening, tag="ids-restarted"):
    """The server began its ids anew."""

    after: str
    before: str


class IdPoisoned(Happening, tag="id-poisoned"):
    """An id that cannot be sent back to the server; resuming goes on from the last good one."""

    id: str
    why: str


class Warned(Happening, tag="warned"):
    """Anything else worth a row: a sentence."""

    code: str
    message: str


class AlertRaised(Happening, tag="alert"):
    """A rule of the user's held: for the event `seq`, or (0) because the channel was silent or down."""

    rule: str
    message: str
    severity: int = 0
    seq: int = 0


AnyHappening = (
    StateChanged
    | AttemptEnded
    | GapFound
    | Resumed
    | Refused
    | IdsRestarted
    | IdPoisoned
    | Warned
    | AlertRaised
)
