"""The leaves of an event's JSON: what a path in a query could name."""

from typing import Any

import msgspec

from watchfloor.core.event import Event

MOST = 200  # of one event
OF_A_LIST = 10


def leaves(event: Event) -> list[tuple[str, str]]:
    """Each value in an event's JSON as text, with its path."""
    try:
        document = msgspec.json.decode(event.data)
    except (msgspec.DecodeError, RecursionError):
        return []
    found: list[tuple[str, str]] = []
    pending: list[tuple[str, Any]] = [("", document)]
    while pending and len(found) < MOST:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [(f"{path}.{name}" if path else name, member) for name, member in value.items()]
        elif isinstance(value, list):
            pending += [(path, member) for member in value[:OF_A_LIST]]
        elif path and value is not None:
            found.append((path, str(value).lower() if isinstance(value, bool) else str(value)))
    return found
