"""What could be typed next in a query: a field's name, or one of its values."""

import re

import msgspec

from watchfloor.core.query.field import FIELDS
from watchfloor.core.text.numeral import numeral

LONGEST = 80  # characters of a value worth suggesting
_LAST = re.compile(r"(?:^|[\s(])[!+-]*((?:[^\s():\"]+):)?(\"?[^\s():\"]*)$")
_PLAIN = re.compile(r"[\w.@/-]+")


class Wanted(msgspec.Struct, frozen=True):
    """What stands before the cursor: the beginning of a field's name, or of a field's value."""

    begin: int  # what a suggestion replaces begins here
    field: str  # "" while the name itself is being typed
    prefix: str


class Suggestion(msgspec.Struct, frozen=True):
    """`insert` replaces the text from `begin` to the cursor."""

    begin: int
    insert: str
    about: str = ""


def wanted(text: str, cursor: int) -> Wanted | None:
    """What is being typed at the cursor, or None where nothing can be suggested."""
    match = _LAST.search(text[:cursor])
    if match is None:
        return None
    field = (match[1] or "").removesuffix(":")
    return Wanted(match.start(2), field, match[2].lstrip('"'))


def fields(asked: Wanted, paths: list[str]) -> list[Suggestion]:
    """The names that begin like this: those every event has first, then paths found in the events' JSON."""
    known = [Suggestion(asked.begin, f"{name}:", field.about) for name, field in FIELDS.items()]
    known.append(Suggestion(asked.begin, "near:(", "latitude, longitude and radius: near:(33.5,36.3,200km)"))
    known.append(Suggestion(asked.begin, "within:(", "south, west, north and east: within:(12,32,42,60)"))
    known.append(Suggestion(asked.begin, "_exists_:", "events that have the field"))
    found = [Suggestion(asked.begin, f"{path}:", "in the events") for path in paths if path not in FIELDS]
    prefix = asked.prefix.lower()
    return [item for item in (*known, *found) if item.insert.lower().startswith(prefix)]


def values(asked: Wanted, counted: list[tuple[str, int]]) -> list[Suggestion]:
    """The values that begin like this, the most frequent first."""
    prefix = asked.prefix.lower()
    return [
        Suggestion(asked.begin, quoted(value), numeral(f"{count:,}×"))
        for value, count in sorted(counted, key=lambda item: (-item[1], item[0]))
        if value.lower().startswith(prefix)
    ]


def quoted(value: str) -> str:
    """A value as it can stand in a query."""
    if _PLAIN.fullmatch(value) and not value.startswith(("-", "/")):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
