"""A redirect from https to plain http."""

from itertools import pairwise

from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding


def downgrade(evidence: Evidence) -> Finding | None:
    """The stream was asked for over an encrypted connection and leads to one that is not."""
    ways = [evidence.url, *evidence.hops]
    for before, after in pairwise(ways):
        if before.lower().startswith("https:") and after.lower().startswith("http:"):
            return Finding(
                "tls-untrusted",
                "A redirect leads from https to plain http",
                f"{before} leads to {after}: from there on anybody on the way can read and change the stream,"
                " and no credentials are sent along.",
                "Ask whoever runs the server to redirect to https; a proxy before it often does not tell it"
                " that the outside is encrypted (`X-Forwarded-Proto`).",
            )
    return None
