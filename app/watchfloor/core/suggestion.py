"""The values that a filter may ask for: those that the newest rows have."""

from watchfloor.core.event import Event
from watchfloor.core.session import Session

LOOKED_AT = 500


def values(session: Session, field: str) -> list[tuple[str, int]]:
    """The values of a field among the newest rows, and how many have each."""
    counts: dict[str, int] = {}
    for item in session.log.since(max(0, session.log.end - LOOKED_AT)):
        if isinstance(item, Event):
            for term, value in _fields(session, item):
                if term == field and value:
                    counts[value] = counts.get(value, 0) + 1
    return list(counts.items())


def _fields(session: Session, event: Event) -> list[tuple[str, str]]:
    reading = session.read(event)
    return [
        ("channel", event.channel),
        ("type", reading.kind),
        ("source", reading.source),
        ("place", reading.place),
        ("severity", str(reading.severity or "")),
    ]
