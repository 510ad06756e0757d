"""One cause of trouble in plain words, and which of several is the gravest."""

from collections.abc import Iterable

import msgspec

HEALTHY = "healthy"

# The gravest first: where several are found, the verdict is the one that stands furthest to the front.
GRAVITY = (
    # Nothing comes at all, and it is our own side.
    "offline",
    "asleep",
    # Nothing comes at all.
    "unreachable-dns",
    "refused",
    "tls-expired",
    "tls-wrong-host",
    "tls-untrusted",
    "timed-out",
    "unauthorized",
    "login-page",
    "forbidden",
    "not-found",
    "rate-limited",
    "server-error",
    "wrong-content-type",
    "server-trouble",
    "six-connections",
    "only-this-feed",
    "silent",
    # It comes, and ends; too much at once may be why.
    "oversize",
    "idle-timeout",
    "lifetime-limit",
    # It comes, and is not what it should be.
    "buffered",
    "slow-line",
    "ids-restart",
    "resume-ignored",
    "malformed-json",
    "clock-skew",
    # It comes as it should, and has a weakness.
    "ids-missing",
    "no-heartbeat",
)
# Of a connection that is open: what it brings is not as it should be.
OF_THE_STREAM = frozenset(
    {
        "wrong-content-type",
        "silent",
        "oversize",
        "buffered",
        "slow-line",
        "ids-restart",
        "resume-ignored",
        "malformed-json",
    }
)
WEAKNESSES = frozenset({"ids-missing", "no-heartbeat", "clock-skew", "asleep"})


class Finding(msgspec.Struct, frozen=True):
    """`evidence` says what was measured, `advice` what to ask of whom.

    A mild finding stands behind all others: the server may well mean it so.
    """

    id: str
    title: str
    evidence: str
    advice: str
    is_mild: bool = False

    @property
    def is_weakness(self) -> bool:
        """The stream works all the same."""
        return self.is_mild or self.id in WEAKNESSES


def is_ill(findings: Iterable[Finding]) -> bool:
    """What an open connection brings is not as it should be, whatever befell others before it."""
    return any(finding.id in OF_THE_STREAM for finding in findings)


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, each id once."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.id, finding)
    return sorted(first.values(), key=lambda finding: (finding.is_mild, GRAVITY.index(finding.id)))


def verdict(findings: list[Finding]) -> str:
    """The id of the gravest finding; `healthy` where there is none."""
    return by_gravity(findings)[0].id if findings else HEALTHY
