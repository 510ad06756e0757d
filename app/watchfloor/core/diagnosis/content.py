"""What is in the events: too much, or JSON that is none."""

from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Tally
from watchfloor.core.diagnosis.word import many, quoted, size


def oversize(evidence: Evidence) -> Finding | None:
    """Events over the bound."""
    over = evidence.oversize
    if over is None:
        return None
    return Finding(
        "oversize",
        f"Events are larger than {size(over.limit_bytes)}",
        f"{many(over.count, 'event')} had to be refused; the largest was {size(over.size_bytes)}"
        " as far as it came.",
        "Ask whoever runs the server to send a reference instead of the whole, or to cut it into several"
        " events. Perhaps the empty line that ends an event is missing.",
    )


def malformed_json(evidence: Evidence) -> Finding | None:
    """Data that begins like JSON and is none, or is none where all others of its kind are."""
    broken = total = 0
    example = ""
    for listening in evidence.listenings:
        example = example or listening.broken_example
        for tally in listening.tallies.values():
            broken += _broken(tally)
            total += tally.json + _broken(tally)
    if not broken:
        return None
    return Finding(
        "malformed-json",
        "Some events are broken JSON" if broken < total else "The events are broken JSON",
        f"{broken} of {many(total, 'JSON event')} could not be read"
        f" ({100 * broken / total:.0f} %){f', the first began {quoted(example)}' if example else ''}.",
        "Ask whoever runs the server to look at how it writes its events: a value that is cut off, a line"
        " break in the middle, NaN, or single quotes are the usual causes.",
    )


def _broken(tally: Tally) -> int:
    broken = tally.broken
    if tally.json >= 2 and tally.json > tally.doubtful:
        broken += tally.doubtful
    if tally.json >= 2 and tally.json > tally.plain:
        broken += tally.plain
    return broken
