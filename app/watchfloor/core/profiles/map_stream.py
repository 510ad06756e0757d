"""The world map stream: events with a severity, a confidence and places."""

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles import value
from watchfloor.core.profiles.body import UnreadableError, decode_object, decoder
from watchfloor.core.profiles.greeting import read_connected, read_error
from watchfloor.core.profiles.plain import read_plain
from watchfloor.core.profiles.reading import Reading, one_line, raw


class Source(msgspec.Struct):
    name: str = ""
    url: str = ""


class Place(msgspec.Struct):
    lat: float
    lon: float
    label: str = ""


class MapEvent(msgspec.Struct, rename={"origin": "from"}):
    """`map-event`, as wire.md has it."""

    title: str
    to: Place
    id: str | int = ""
    type: str = ""
    time: str | float = ""
    severity: float | None = None
    confidence: float | None = None
    source: Source | None = None
    origin: Place | None = None
    factions: list[str] = []


_map_event = decoder(MapEvent)


class MapStreamProfile:
    name = "map_stream"
    stamped = False
    telling: frozenset[str] = frozenset()

    def read(self, event: Event) -> Reading:
        match event.type:
            case "map-event":
                return _read_map_event(event)
            case "connected":
                return read_connected(event, "scope", naming="scope ")
            case "ping":
                return _read_ping(event)
            case "error":
                return read_error(event)
        return read_plain(event)


def _read_map_event(event: Event) -> Reading:
    try:
        body: MapEvent = _map_event(event.data)
    except UnreadableError as error:
        return raw(event, str(error))
    origin = body.origin
    return Reading(
        kind=body.type or event.type,
        time_s=value.instant_s(body.time),
        title=body.title,
        severity=value.severity(body.severity),
        confidence=value.confidence(body.confidence),
        place_lat=value.latitude(body.to.lat),
        place_lon=value.longitude(body.to.lon),
        place=body.to.label,
        from_lat=value.latitude(origin.lat) if origin else None,
        from_lon=value.longitude(origin.lon) if origin else None,
        from_place=origin.label if origin else "",
        source=body.source.name if body.source else "",
        text=body.title,
        summary=one_line(body.title, event.data),
    )


def _read_ping(event: Event) -> Reading:
    try:
        body = decode_object(event.data)
    except UnreadableError as error:
        return raw(event, str(error))
    at_s = value.instant_s(body.get("timestamp"))
    return Reading(kind="ping", time_s=at_s, summary="Ping", lead="Ping")
