"""The fields that a filter may name, and the values it may ask for: those that the newest rows have."""

import re
from collections import Counter
from collections.abc import Iterator

from watchfloor.core.event import Event
from watchfloor.core.query.field import FIELDS, json_path
from watchfloor.core.query.outline import leaves
from watchfloor.core.query.suggestion import LONGEST
from watchfloor.core.session.session import Session

LOOKED_AT = 500
LOOKED_INTO = 100  # their JSON is read, at each key
LARGEST = 20_000  # characters of data: those of larger events would be felt while one types
_TYPED = re.compile(r"[\w.@-]+")  # other names would have to be escaped


def values(session: Session, field: str) -> list[tuple[str, int]]:
    """The values of a field, or of a path into the JSON, among the newest rows, and how many have each."""
    path = ".".join(json_path(tuple(field.split("."))))
    counts: Counter[str] = Counter()
    for event in _newest(session, LOOKED_AT):
        counts.update(value for term, value in _fields(session, event) if term == field and value)
    if field not in FIELDS:
        found = _leaves(session)
        counts.update(value for name, value in found if name == path and len(value) <= LONGEST)
    return list(counts.items())


def paths(session: Session) -> list[str]:
    """The paths into the JSON of the newest rows, the most frequent first."""
    counts = Counter(path for path, _ in _leaves(session))
    return [path for path, _ in counts.most_common() if _TYPED.fullmatch(path)]


def _leaves(session: Session) -> Iterator[tuple[str, str]]:
    for event in _newest(session, LOOKED_INTO):
        if len(event.data) <= LARGEST:
            yield from leaves(event)


def _newest(session: Session, most: int) -> Iterator[Event]:
    log = session.log
    return (item for item in log.since(max(0, log.end - most)) if isinstance(item, Event))


def _fields(session: Session, event: Event) -> list[tuple[str, str]]:
    reading = session.read(event)
    return [
        ("channel", event.channel),
        ("type", reading.kind),
        ("source", reading.source),
        ("place", reading.place),
        ("severity", str(reading.severity or "")),
    ]
