"""What was measured, gathered for the rules."""

import msgspec

from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.trial import Resumption
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.link.verdict import Outcome


class Ending(msgspec.Struct, frozen=True):
    """A connection that the other side ended. `silence_s` is None where the last byte is not known."""

    age_s: float
    silence_s: float | None
    longest_gap_s: float | None = None  # between two reads before that
    is_clean: bool = True  # not in the middle of the answer


class Restart(msgspec.Struct, frozen=True):
    """Ids that began anew: the last before, and the first after."""

    after: str
    before: str


class Oversize(msgspec.Struct, frozen=True):
    """Events over the bound: how many, and the size of the largest."""

    count: int
    size_bytes: int
    limit_bytes: int


class Certificate(msgspec.Struct, frozen=True):
    """What the server's certificate says of itself. Dates are text, in UTC."""

    names: tuple[str, ...] = ()
    issuer: str = ""
    since: str = ""
    until: str = ""


LIVE_QUIET_S = 45.0  # one heartbeat in 30 s shows within it


class Evidence(msgspec.Struct, kw_only=True):
    """Of one feed. Attempts are in order, the oldest first; empty and None mean: not measured."""

    url: str = ""  # where it was looked for; shown only without its secrets
    patience_s: float = 0.0  # how long there was to listen in all
    attempts: list[AttemptEnded] = []
    listenings: list[Listening] = []
    endings: list[Ending] = []
    outlived_s: float = 0.0  # the longest connection that the other side did not end
    outlived_quiet_s: float = 0.0  # and the longest silence in such a connection
    is_open: bool = False  # right now
    open_for_s: float = 0.0
    is_offline: bool = False  # this machine has no way to anywhere
    hops: list[str] = []
    certificate: Certificate | None = None  # looked at where it was not accepted
    certificate_fault: Outcome | None = None  # besides that nobody vouches for it
    resumption: Resumption | None = None
    restarts: list[Restart] = []
    oversize: Oversize | None = None
    heartbeat_s: float | None = None
    clock_ahead_s: float | None = None  # theirs before ours, where it is known already
    least_endings: int = 1  # a history has many, and needs more than one
    is_live: bool = False  # its last connection goes on: what is doubtful can wait for more

    @property
    def least_quiet_s(self) -> float:
        """A shorter silence is not spoken of."""
        return LIVE_QUIET_S if self.is_live else 0.0


def ending_of(listening: Listening) -> Ending | None:
    """How the other side ended this connection; None where it did not, or said that it was complete."""
    if listening.outcome not in ENDED_BY_SERVER or listening.finished:
        return None
    silence_s = listening.lasted_s - (listening.last_byte_at_s or 0.0)
    return Ending(listening.lasted_s, silence_s, listening.longest_gap_s, listening.outcome == "closed")


ENDED_BY_SERVER = frozenset({"closed", "truncated", "reset"})
