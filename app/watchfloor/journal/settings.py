"""How a journal is written, and what may be dropped from it."""

import msgspec


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """The bounds of a journal; None: without end. The oldest events go first, pinned ones never."""

    max_age_s: float | None = None
    max_bytes: int | None = None
    max_events: int | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`commit_s` and the commit's own time make 250 ms: no more than that is ever uncommitted."""

    commit_s: float = 0.2
    durable: bool = False  # sync every commit: nothing is lost when the power fails, either
    max_events: int = 50_000
    max_bytes: int = 32 << 20
    retry_s: float = 1.0  # how long after a failed commit it is tried again
    index: bool = True
    keep: Keep = Keep()
