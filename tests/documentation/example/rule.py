"""A rule: a feed that is found only by way of a redirect."""

from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.word import many


def moved(evidence: Evidence) -> Finding | None:
    """The address leads elsewhere each time: that costs time, and one day it will end."""
    if not evidence.hops:
        return None
    return Finding(
        "moved",
        "The feed has moved",
        f"Each connection is sent on {many(len(evidence.hops), 'time')} before it is answered.",
        "Give the feed the address that answers; ask whoever runs the server whether it will stay.",
        is_mild=True,
    )
