"""When an event says that it was sent: its `timestamp`, found without reading the whole of it."""

import re

from watchfloor.core.profiles.value import instant_s

_LOOK_CHARACTERS = 2048
_STAMP = re.compile(r'"timestamp"\s*:\s*(?:"([^"\\]{1,40})"|([0-9]{1,20}(?:\.[0-9]{1,9})?))')


def sent_at_s(data: str) -> float | None:
    """Unix seconds; None where the event's beginning and end do not tell."""
    found = _STAMP.search(data, 0, _LOOK_CHARACTERS)
    if found is None and len(data) > _LOOK_CHARACTERS:
        found = _STAMP.search(data, max(0, len(data) - _LOOK_CHARACTERS))
    if found is None:
        return None
    return instant_s(found[1]) if found[1] else instant_s(float(found[2]))
