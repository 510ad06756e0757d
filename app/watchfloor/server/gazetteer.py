"""Names of places and peoples in a text, with where they are. The list ships in `resources/gazetteer.tsv`."""

import re
from functools import cache
from typing import Literal

import msgspec

from watchfloor import resource
from watchfloor.core.error import BugError

Kind = Literal["city", "country", "people", "region", "water"]
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Place(msgspec.Struct, frozen=True):
    label: str
    kind: Kind
    lat: float
    lon: float
    code: str  # ISO 3166 alpha-3; "" on the high seas
    is_middle_east: bool = False


class Mention(msgspec.Struct, frozen=True):
    """A place in a text, from word `first` up to before word `end`."""

    place: Place
    first: int
    end: int


class Gazetteer:
    """Finds the longest name at each position. Names count only where they are written with a capital."""

    def __init__(self, rows: str) -> None:
        self._places: dict[tuple[str, ...], Place] = {}
        self._longest = 1
        for number, line in enumerate(rows.splitlines(), start=1):
            if line and not line.startswith("#"):
                self._add(line, number)

    def _add(self, line: str, number: int) -> None:
        fields = line.split("\t")
        if len(fields) != 7:
            raise BugError(f"Line {number} of the gazetteer has {len(fields)} fields instead of 7.")
        label, kind, lat, lon, code, scope, aliases = fields
        place = Place(label, kind, float(lat), float(lon), code, scope == "me")  # type: ignore[arg-type] # the file's word
        for name in (label, *filter(None, aliases.split("|"))):
            as_people = name.startswith("~")  # “Israeli” names who acts, at the place of the country
            self._name(
                name.lstrip("~"), msgspec.structs.replace(place, kind="people") if as_people else place
            )

    def _name(self, name: str, place: Place) -> None:
        key = tuple(word.casefold() for word in words(name))
        self._places.setdefault(key, place)
        self._longest = max(self._longest, len(key))

    def mentions(self, text: list[str]) -> list[Mention]:
        found: list[Mention] = []
        position = 0
        folded = [_plain(word) for word in text]
        while position < len(text):
            mention = self._at(text, folded, position)
            if mention is None:
                position += 1
            else:
                found.append(mention)
                position = mention.end
        return found

    def _at(self, text: list[str], folded: list[str], position: int) -> Mention | None:
        if not text[position][0].isupper():
            return None
        for length in range(min(self._longest, len(text) - position), 0, -1):
            place = self._places.get(tuple(folded[position : position + length]))
            if place is not None:
                return Mention(place, position, position + length)
        return None

    def find(self, name: str) -> Place | None:
        return self._places.get(tuple(_plain(word) for word in words(name)))

    def places(self, kind: Kind) -> list[Place]:
        return [place for place in dict.fromkeys(self._places.values()) if place.kind == kind]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def _plain(word: str) -> str:
    """Damascus’s is Damascus."""
    return re.sub(r"['’]s?$", "", word.casefold())


@cache
def shipped() -> Gazetteer:
    return Gazetteer(resource.path("gazetteer.tsv").read_text(encoding="utf-8"))
