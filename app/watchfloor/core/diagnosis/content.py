"""What is in the events: too much, or JSON that is none."""

import re

from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Tally
from watchfloor.core.diagnosis.pulse import MOST_HEAD_BYTES, Pulse
from watchfloor.core.diagnosis.word import many, quoted, size, span
from watchfloor.core.stream.strange import FIELD

FOREIGN_AFTER_S = 5.0  # of a connection that goes on
_LONGEST_NAME = len(b"\xef\xbb\xbfretry:")


def foreign(evidence: Evidence) -> Finding | None:
    """It is called an event stream, and what comes has not one line of one."""
    listenings = [each for each in evidence.listenings if each.size_bytes]
    if not listenings or any(each.ndjson or not is_foreign(each.pulse) for each in listenings):
        return None
    if evidence.is_live and listenings[-1].lasted_s < FOREIGN_AFTER_S:
        return None
    bytes_ = sum(each.size_bytes for each in listenings)
    began = listenings[0].pulse.head.decode("utf-8", "replace").strip()
    return Finding(
        "wrong-content-type",
        "What comes is called an event stream and is none",
        f"{size(bytes_)} came with the right Content-Type, and in them not one line of an event or comment;"
        f" they begin with {quoted(began)}.",
        "Check the address. If it is right, ask whoever runs the server what it sends there: an event is"
        " lines such as `data: …`, ended by an empty line. Something on the way may also have packed or"
        " rewritten it.",
    )


def strange_lines(evidence: Evidence) -> Finding | None:
    """Besides its events it brings lines that are none: to begin with few, or in the end nothing else."""
    listenings = evidence.listenings
    lines = sum(each.strange for each in listenings)
    if not lines or all(is_foreign(each.pulse) for each in listenings):
        return None
    began = f"Lines that are not of the event-stream format: {lines}."
    head = next((each.strange_head for each in listenings if each.strange_head), b"")
    if first := head.decode("utf-8", "replace").strip():
        began += f" The first one begins {quoted(first)}."
    last = listenings[-1]
    if last.is_lost:
        return Finding(
            "wrong-content-type",
            "What comes was an event stream, and is none any more",
            f"{began} The last event or comment is {span(last.lasted_s - last.proved_at_s)} old.",
            "Ask whoever runs the server what it sends there since then: a page of an error, a log, or an"
            " event whose lines have lost their `data:`.",
        )
    if lines < sum(each.events for each in listenings):
        return None
    return Finding(
        "wrong-content-type",
        "Lines come that are not of the event-stream format",
        f"{began} Events beside them: {sum(each.events for each in listenings)}. Every client ignores such"
        " lines, as the standard says: what is in them is lost.",
        "Ask whoever runs the server what they are. Most often an event's data has several lines (as JSON"
        " that is indented), and each of them needs a `data:` before it.",
        is_mild=True,
    )


def is_foreign(pulse: Pulse) -> bool:
    """Enough came to tell, and no line of it begins as those of an event stream do."""
    if pulse.events or pulse.comments:
        return False
    lines = re.split(rb"\r\n|\n|\r", pulse.head)
    # Of the last line no more may have come than the beginning of a name.
    is_short = len(lines[-1]) < _LONGEST_NAME and len(pulse.head) < MOST_HEAD_BYTES
    whole = lines[:-1] if is_short else lines
    return any(whole) and not any(FIELD.match(line) for line in lines)


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
