"""Which fields of an event hold a figure that can be plotted."""

from collections import deque
from typing import Any

from watchfloor.core.profiles.body import UnreadableError, decode
from watchfloor.core.profiles.path import Step, expression
from watchfloor.core.profiles.value import finite

MOST = 20
DEEPEST, LONGEST = 8, 10  # further in, and later in a list, nobody looks


def figures(data: str) -> list[str]:
    """Their paths, those nearest to the top first; none of what is no JSON."""
    try:
        pending: deque[tuple[tuple[Step, ...], Any]] = deque([((), decode(data))])
    except UnreadableError:
        return []
    found: list[str] = []
    while pending and len(found) < MOST:
        steps, value = pending.popleft()
        if steps and finite(value) is not None:
            found.append(expression(steps))
        elif len(steps) < DEEPEST:
            pending.extend(((*steps, step), part) for step, part in _parts(value))
    return found


def _parts(value: Any) -> list[tuple[Step, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value[:LONGEST])) if isinstance(value, list) else []
