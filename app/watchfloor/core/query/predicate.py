"""A query as a test of one event, for live events and for what SQL cannot say."""

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query import wording
from watchfloor.core.query.field import Kind, json_path, known
from watchfloor.core.query.fold import searchable, unescape
from watchfloor.core.query.leaf import leaf_test, leaves_at
from watchfloor.core.query.matcher import in_time, keyword_matcher, number_matcher, text_matcher
from watchfloor.core.query.moment import microseconds, time_us
from watchfloor.core.query.tree import (
    All,
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Text,
    Value,
    Within,
    Words,
)

Read = Callable[[Event], Reading | None]
_MISSING = object()
EARTH_KM = 6_371.0088
_decode = msgspec.json.Decoder().decode


class Subject:
    """An event as queries see it; what costs something is worked out once, when it is first asked for."""

    def __init__(self, event: Event, read: Read) -> None:
        self.event = event
        self._read = read

    @cached_property
    def reading(self) -> Reading | None:
        return self._read(self.event)

    @cached_property
    def document(self) -> Any:
        try:
            return _decode(self.event.data)
        except (msgspec.DecodeError, RecursionError):
            return _MISSING

    @cached_property
    def text(self) -> str:
        event = self.event
        return searchable(event.type, event.id if event.own_id else "", event.data)

    @cached_property
    def received_us(self) -> int:
        return max(0, microseconds(self.event.received_at_s))

    @cached_property
    def time_us(self) -> int:
        return time_us(self.reading.time_s if self.reading else None, self.received_us)


Test = Callable[[Subject], bool]


def predicate(node: Node, clock: Callable[[], float]) -> Test:
    """A test that holds for an event exactly where the query does. `clock` tells what "now" is."""
    match node:
        case All():
            return lambda _: True
        case And(parts):
            tests = [predicate(part, clock) for part in parts]
            return lambda subject: all(test(subject) for test in tests)
        case Or(parts):
            tests = [predicate(part, clock) for part in parts]
            return lambda subject: any(test(subject) for test in tests)
        case Not(part):
            test = predicate(part, clock)
            return lambda subject: not test(subject)
        case Text(value):
            return _text(value)
        case Near(lat, lon, radius_km):
            return _near(lat, lon, radius_km)
        case Within():
            return _within(node)
        case Field(path, value):
            return _field(path, value, clock)
    raise TypeError(node)


def matches(node: Node, read: Read, clock: Callable[[], float]) -> Callable[[Event], bool]:
    """The same for a caller that has only events."""
    test = predicate(node, clock)
    return lambda event: test(Subject(event, read))


def _text(value: Words | Pattern) -> Test:
    if isinstance(value, Pattern):
        found = wording.regex(value.source)
        return lambda subject: found(subject.event.type + " " + unescape(subject.event.data))
    holds = wording.phrase(value.words)
    return lambda subject: holds(subject.text)


def _near(lat: float, lon: float, radius_km: float) -> Test:
    def near(subject: Subject) -> bool:
        place = _place(subject)
        return place is not None and distance_km(lat, lon, *place) <= radius_km

    return near


def _within(box: Within) -> Test:
    def within(subject: Subject) -> bool:
        place = _place(subject)
        if place is None or not box.south <= place[0] <= box.north:
            return False
        lon = place[1]
        return lon >= box.west or lon <= box.east if box.crosses else box.west <= lon <= box.east

    return within


def _place(subject: Subject) -> tuple[float, float] | None:
    """Where it happened, if that is somewhere."""
    reading = subject.reading
    if reading is None or reading.place_lat is None or reading.place_lon is None:
        return None
    place = reading.place_lat, reading.place_lon
    return place if all(map(math.isfinite, place)) else None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The way along the surface between two places."""
    if not all(map(math.isfinite, (other_lat, other_lon))):
        return math.inf
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, max(0.0, half))))


def _field(path: tuple[str, ...], value: Value, clock: Callable[[], float]) -> Test:
    field = known(path)
    if field is None:
        return _json(json_path(path), value, clock)
    name = path[0]
    match field.kind:
        case Kind.KEYWORD:
            keyword = keyword_matcher(value)
            texts = _KEYWORDS[name]
            return lambda subject: any(keyword(text) for text in texts(subject) if text)
        case Kind.TEXT:
            text = text_matcher(value)
            of_text = _TEXTS[name]
            return lambda subject: bool(found := _read_text(subject, of_text)) and text(found)
        case Kind.NUMBER:
            number = number_matcher(value)
            of_number = _NUMBERS[name]
            return lambda subject: (found := of_number(subject)) is not None and number(found)
        case Kind.TIME:
            of_time = _TIMES[name]
            return lambda subject: in_time(of_time(subject), value, clock())


def _kind(subject: Subject) -> str:
    return subject.reading.kind if subject.reading else ""


_KEYWORDS: dict[str, Callable[[Subject], tuple[str, ...]]] = {
    "channel": lambda subject: (subject.event.channel,),
    "type": lambda subject: (subject.event.type, _kind(subject)),
    "id": lambda subject: (subject.event.id if subject.event.own_id else "",),
    "mark": lambda subject: (subject.event.mark,),
}
_TEXTS = {
    "title": "title",
    "text": "text",
    "place": "place",
    "from": "from_place",
    "source": "source",
    "metric": "metric",
}


def _read_text(subject: Subject, name: str) -> str:
    return getattr(subject.reading, name) or "" if subject.reading else ""


def _of_reading(name: str) -> Callable[[Subject], float | None]:
    def number(subject: Subject) -> float | None:
        found = getattr(subject.reading, name, None)
        return float(found) if found is not None and math.isfinite(found) else None

    return number


_NUMBERS: dict[str, Callable[[Subject], float | None]] = {
    "seq": lambda subject: float(subject.event.seq),
    "size": lambda subject: float(len(subject.event.data.encode(errors="replace"))),
    "severity": _of_reading("severity"),
    "confidence": _of_reading("confidence"),
    "value": _of_reading("value"),
}
_TIMES: dict[str, Callable[[Subject], int]] = {
    "time": lambda subject: subject.time_us,
    "received": lambda subject: subject.received_us,
}


def _json(path: tuple[str, ...], value: Value, clock: Callable[[], float]) -> Test:
    holds = leaf_test(value, clock)

    def found(subject: Subject) -> bool:
        document = subject.document
        if document is _MISSING:
            # Data that is no JSON has one value: itself.
            return not path and holds(unescape(subject.event.data))
        return any(holds(leaf) for leaf in leaves_at(document, path))

    return found
