"""What a profile reads from one event: the few things that every view can show."""

from typing import Protocol

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.meaning import AnyMeaning

SUMMARY_LENGTH = 400
EMPTY = "(empty)"


class Reading(msgspec.Struct, gc=False, kw_only=True):
    """One event, understood. Empty strings and None mean: the event does not say.

    `kind` is what the log shows as the event's type (a map event's "airstrike"); `summary` its one
    line of plain text, `lead` what that and the title begin with that is ours to translate. `raw` tells
    that the data could not be understood, `problem` why; the summary is then the data itself. `meaning`
    is what it does to runs, documents and debates.
    """

    kind: str = ""
    time_s: float | None = None
    title: str = ""
    severity: int | None = None
    confidence: float | None = None
    place_lat: float | None = None
    place_lon: float | None = None
    place: str = ""
    from_lat: float | None = None
    from_lon: float | None = None
    from_place: str = ""
    source: str = ""
    metric: str = ""
    value: float | None = None
    text: str = ""
    summary: str = ""
    lead: str = ""
    raw: bool = False
    problem: str = ""
    meaning: AnyMeaning | None = None

    @property
    def placed(self) -> bool:
        return self.place_lat is not None and self.place_lon is not None


class Profile(Protocol):
    """One kind of feed. `telling` names the event types that carry a meaning: none of those may be
    skipped, while of all others the newest few are enough for what a view can show. `stamped` tells
    that an event's time is when the server sent it, so that it says how long the event was on its way."""

    name: str
    stamped: bool
    telling: frozenset[str]

    def read(self, event: Event) -> Reading: ...


def moment_s(event: Event, reading: Reading) -> float:
    """When it happened, by its own clock; never later than it came."""
    return event.received_at_s if reading.time_s is None else min(reading.time_s, event.received_at_s)


def one_line(text: str, otherwise: str = "") -> str:
    """Text as one line that fits a row: runs of white space become one space, the end is cut.

    Text that shows nothing is replaced by `otherwise`, and that by "(empty)" if it shows nothing either.
    """
    head = " ".join(text[: SUMMARY_LENGTH * 2].split())
    if not head:
        return one_line(otherwise) if otherwise else EMPTY
    return head if len(head) <= SUMMARY_LENGTH else head[: SUMMARY_LENGTH - 1] + "…"


def raw(event: Event, problem: str) -> Reading:
    """The reading of an event whose data is not what its profile expects: shown as it came."""
    return Reading(kind=event.type, summary=one_line(event.data), text=event.data, raw=True, problem=problem)
