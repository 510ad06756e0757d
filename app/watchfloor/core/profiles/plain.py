"""Reading any JSON without a profile's help: what it most probably says, in one line."""

from typing import Any

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles import value
from watchfloor.core.profiles.body import UnreadableError, decode
from watchfloor.core.profiles.reading import EMPTY, Reading, one_line, raw

TITLES = (
    "title",
    "message",
    "summary",
    "headline",
    "text",
    "content",
    "name",
    "description",
    "error",
    "reason",
)
TIMES = ("time", "timestamp", "ts", "created_at", "createdAt", "updated_at", "date", "published_at")


def read_plain(event: Event) -> Reading:
    """The reading of an event that its profile has no special word for."""
    if not event.data:
        return Reading(kind=event.type, summary=EMPTY, lead=EMPTY)
    try:
        body = decode(event.data)
    except UnreadableError as error:
        return raw(event, str(error))
    if not isinstance(body, dict):
        return Reading(kind=event.type, summary=one_line(value.text(body), event.data), text=event.data)
    title = first_text(body, TITLES)
    return Reading(
        kind=event.type,
        time_s=first_time(body),
        title=title,
        severity=value.severity(body.get("severity")),
        text=title,
        summary=one_line(title or compact(body), event.data),
    )


def first_text(body: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := value.text(body.get(name)))), "")


def first_time(body: dict[str, Any]) -> float | None:
    moments = (value.instant_s(body.get(name)) for name in TIMES)
    return next((moment for moment in moments if moment is not None), None)


def compact(body: dict[str, Any]) -> str:
    """An object as `key value, key value`, which reads more easily than its JSON."""
    return ", ".join(f"{name} {_short(part)}" for name, part in body.items())


def _short(part: Any) -> str:
    plain = value.text(part)
    return plain or msgspec.json.encode(part).decode()
