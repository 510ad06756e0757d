"""The names that a query knows, and what kind of value each holds. All others are paths into the JSON."""

from enum import Enum, auto

import msgspec


class Kind(Enum):
    KEYWORD = auto()  # compared whole
    TEXT = auto()  # searched for words
    NUMBER = auto()
    TIME = auto()


class Known(msgspec.Struct, frozen=True):
    kind: Kind
    about: str


FIELDS: dict[str, Known] = {
    "channel": Known(Kind.KEYWORD, "the channel's name"),
    "type": Known(Kind.KEYWORD, "the event's type, or what its profile calls it"),
    "id": Known(Kind.KEYWORD, "the event's id"),
    "mark": Known(Kind.KEYWORD, "what the ledger says of it: altered, late"),
    "title": Known(Kind.TEXT, "the event's title"),
    "text": Known(Kind.TEXT, "its longer text"),
    "place": Known(Kind.TEXT, "where it happened"),
    "from": Known(Kind.TEXT, "where it came from"),
    "source": Known(Kind.TEXT, "who reported it"),
    "metric": Known(Kind.TEXT, "the name of the figure it carries"),
    "value": Known(Kind.NUMBER, "that figure"),
    "severity": Known(Kind.NUMBER, "1 to 5"),
    "confidence": Known(Kind.NUMBER, "0 to 1"),
    "seq": Known(Kind.NUMBER, "its number in its channel"),
    "size": Known(Kind.NUMBER, "bytes of its data"),
    "time": Known(Kind.TIME, "when it happened, by its own clock if it has one"),
    "received": Known(Kind.TIME, "when it was received"),
}
ALIASES = {"received_at": "received"}  # as exported rows call it
JSON_ROOT = "data"


def known(path: tuple[str, ...]) -> Known | None:
    return FIELDS.get(path[0]) if len(path) == 1 else None


def json_path(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path inside the event's JSON: `data.value` and, where no name is meant, `value` itself."""
    return path[1:] if path[0] == JSON_ROOT else path
