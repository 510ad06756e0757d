"""When an event says it was made: the times inside its data and its id."""

from watchfloor.core.ledger.sequence import parse
from watchfloor.core.profiles.value import instant_s

# The nearer a name is to the sending, the further to the front.
_NAMES = (
    ("sentat", "senttime", "emittedat", "servertime", "serverts", "pushedat", "sendtime"),
    ("timestamp", "ts", "eventtime", "at", "time", "datetime", "t", "now", "dt", "generatedat"),
    ("createdat", "created", "updatedat", "updated", "occurredat", "date"),
)
_RANK = {name: rank for rank, names in enumerate(_NAMES) for name in names}
ABSOLUTE_FROM_S = 9e8  # smaller numbers are seconds since something else
_ABSOLUTE_TO_S = 1e10


def stamp_of(data: object, id_: str = "") -> float | None:
    """Seconds of the best time in an event's JSON, one level down at most; else that of a `ms-seq` id."""
    best = _best(data) if isinstance(data, dict) else None
    if best is None and isinstance(data, dict):
        inner = [_best(value) for value in list(data.values())[:32] if isinstance(value, dict)]
        best = min((found for found in inner if found is not None), default=None)
    if best is not None:
        return best[1]
    key = parse(id_) if id_ else None
    return instant_s(int(key.prefix[:-1])) if key is not None and key.timed else None


def is_absolute(stamp_s: float) -> bool:
    """Whether it can be compared with a clock, and not only with its like."""
    return ABSOLUTE_FROM_S <= stamp_s <= _ABSOLUTE_TO_S


def _best(fields: dict[object, object]) -> tuple[int, float] | None:
    found: list[tuple[int, float]] = []
    for name, value in list(fields.items())[:64]:
        rank = _RANK.get(str(name).lower().replace("_", "").replace("-", "")) if len(str(name)) < 32 else None
        at_s = instant_s(value) if rank is not None else None
        if rank is not None and at_s is not None:
            found.append((rank, at_s))
    return min(found, default=None)
