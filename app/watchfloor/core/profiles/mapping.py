"""Which JSON field of an unknown stream means what: guessed first, corrected by the user."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.profiles import value


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """A JMESPath for each thing that a view can show; empty where the stream has none."""

    time: str = ""
    title: str = ""
    severity: str = ""
    confidence: str = ""
    lat: str = ""
    lon: str = ""
    place: str = ""
    from_lat: str = ""
    from_lon: str = ""
    from_place: str = ""
    source: str = ""
    metric: str = ""
    value: str = ""
    progress: str = ""
    text: str = ""
    kind: str = ""


# What the fields of public streams are called, the most telling name first.
_NAMES: dict[str, tuple[str, ...]] = {
    "time": (
        "time",
        "timestamp",
        "ts",
        "created_at",
        "createdat",
        "published_at",
        "datetime",
        "date",
        "dt",
        "t",
    ),
    "title": ("title", "headline", "summary", "subject", "name", "message", "msg"),
    "severity": ("severity", "sev", "priority", "magnitude", "mag"),
    "confidence": ("confidence", "probability", "conf"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "place": ("place", "location", "city", "label", "region"),
    "source": ("source", "user", "author", "publisher", "origin", "server_name"),
    "metric": ("metric", "measure", "gauge", "symbol"),
    "value": ("value", "val", "price", "reading", "amount", "temperature", "count"),
    "progress": ("progress", "percent", "percentage"),
    "text": ("text", "content", "delta", "body", "description", "comment", "message"),
    "kind": ("type", "event", "kind", "action"),
}
_FROM = ("from", "origin", "source", "start")
_TO = ("to", "destination", "target", "end")
_CHECKS = {
    "time": value.instant_s,
    "severity": value.severity,
    "confidence": value.confidence,
    "lat": value.latitude,
    "lon": value.longitude,
    "value": value.finite,
    "progress": value.finite,
}
_DEPTH = 4

PRESETS: dict[str, Mapping] = {
    "wikimedia": Mapping(
        time="meta.dt",
        title="title",
        source="user",
        place="server_name",
        value="length.new",
        metric="wiki",
        text="comment",
        kind="type",
    ),
    "language-model": Mapping(
        text="choices[0].delta.content || delta.text || content", kind="type || object"
    ),
    "usgs-earthquake": Mapping(
        time="properties.time",
        title="properties.title",
        severity="properties.mag",
        lat="geometry.coordinates[1]",
        lon="geometry.coordinates[0]",
        place="properties.place",
        kind="properties.type",
    ),
}


def guess(bodies: Iterable[Any]) -> Mapping:
    """The likeliest mapping for a stream whose first events have these bodies."""
    leaves: dict[tuple[str, ...], list[Any]] = {}
    for body in bodies:
        for path, leaf in _leaves(body, ()):
            leaves.setdefault(path, []).append(leaf)
    found = {field: _best(field, names, leaves) for field, names in _NAMES.items()}
    found.update(_journey(leaves))
    return Mapping(**{field: _expression(path) for field, path in found.items() if path})


def _leaves(body: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(body, dict) and len(path) < _DEPTH:
        for name, part in body.items():
            yield from _leaves(part, (*path, str(name)))
    elif not isinstance(body, dict | list):
        yield path, body


def _best(
    field: str, names: tuple[str, ...], leaves: dict[tuple[str, ...], list[Any]]
) -> tuple[str, ...] | None:
    """The shallowest path with the most telling name whose values are of the right kind."""
    candidates = [
        (names.index(path[-1].lower()), len(path), path)
        for path, values in leaves.items()
        if path and path[-1].lower() in names and _fits(field, values)
    ]
    return min(candidates)[2] if candidates else None


def _fits(field: str, values: list[Any]) -> bool:
    check = _CHECKS.get(field, value.text)
    said = [leaf for leaf in values if leaf is not None]
    return bool(said) and all(check(leaf) not in (None, "") for leaf in said)


def _journey(leaves: dict[tuple[str, ...], list[Any]]) -> dict[str, tuple[str, ...]]:
    """`from` and `to` with a place each: an event that went from here to there."""
    found: dict[str, tuple[str, ...]] = {}
    for prefix, sides in (("", _TO), ("from_", _FROM)):
        within = {
            path: values for path, values in leaves.items() if len(path) > 1 and path[-2].lower() in sides
        }
        ends = {field: _best(field, _NAMES[field], within) for field in ("lat", "lon", "place")}
        if ends["lat"] and ends["lon"]:
            found.update({prefix + field: path for field, path in ends.items() if path})
    return found


def _expression(path: tuple[str, ...]) -> str:
    """The path as JMESPath; names that are not plain words are quoted."""
    return ".".join(
        name if name.isidentifier() and name.isascii() else msgspec.json.encode(name).decode()
        for name in path
    )


def checked(expressions: Mapping) -> Mapping:
    """The mapping itself; a `KnownError` that names the field where a path does not parse."""
    import jmespath  # not needed by the five systems

    for field, expression in msgspec.structs.asdict(expressions).items():
        if expression:
            try:
                jmespath.compile(expression)
            except jmespath.exceptions.JMESPathError as error:
                reason = str(error).partition("\n")[0]
                raise KnownError(f"The path for {field} cannot be read: {expression!r}: {reason}") from None
    return expressions
