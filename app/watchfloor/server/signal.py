"""What a piece of news is about: type, severity, confidence and places, by a small weighted lexicon."""

from collections import Counter
from functools import cache
from typing import Any

import msgspec

from watchfloor import resource
from watchfloor.core.error import BugError
from watchfloor.server.gazetteer import Gazetteer, Mention, Place, words
from watchfloor.server.gazetteer import shipped as shipped_gazetteer

SUMMARY_WEIGHT = 0.5  # a word in the summary says half as much as one in the title
TAG_WEIGHT = 0.8
BASE_CONFIDENCE = 0.55
TO_WORDS = frozenset((
    "in", "at", "near", "over", "off", "on", "to", "into", "toward", "towards", "against", "of", "outside",
    "around", "across", "targets", "target", "targeting", "hits", "hit", "strikes",
    "reaches", "reach", "rocks", "for",
))  # fmt: skip
FROM_WORDS = frozenset(["from", "by"])


class Cue(msgspec.Struct, frozen=True):
    """A phrase of the lexicon. `role` is a type of event, or `severity`, `confidence` or `source`."""

    role: str
    weight: float
    severity: int


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    severity: int
    confidence: float
    to: Place
    origin: Place | None
    factions: tuple[str, ...]

    @property
    def is_middle_east(self) -> bool:
        return self.to.is_middle_east or (self.origin is not None and self.origin.is_middle_east)


class Detector:
    def __init__(self, rows: str, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cues: dict[tuple[str, ...], Cue] = {}
        for number, line in enumerate(rows.splitlines(), start=1):
            if line and not line.startswith("#"):
                fields = line.split("\t")
                if len(fields) != 4:
                    raise BugError(f"Line {number} of the lexicon has {len(fields)} fields instead of 4.")
                key = tuple(word.casefold() for word in words(fields[0]))
                self._cues[key] = Cue(fields[1], float(fields[2]), int(fields[3]))
        self._longest = max(map(len, self._cues), default=1)

    def detect(
        self, title: str, summary: str = "", tags: tuple[str, ...] = (), source: str = ""
    ) -> Signal | None:
        """None where the text names no place, or nothing that the lexicon knows: most news is no signal."""
        parts = [(words(title), 1.0), (words(summary), SUMMARY_WEIGHT), (words(" ; ".join(tags)), TAG_WEIGHT)]
        hits = [(cue, weight) for text, weight in parts for cue in self._find(text)]
        scores: Counter[str] = Counter()
        for cue, weight in hits:
            if cue.role not in {"severity", "confidence", "source"}:
                scores[cue.role] += cue.weight * weight  # type: ignore[assignment] # weights are not whole
        origin, to, all_places = self._places(parts)
        if not scores or to is None:
            return None
        kind = max(scores, key=lambda role: (scores[role], role))
        return Signal(
            type=kind,
            severity=_severity(hits, kind),
            confidence=_confidence(hits, scores[kind], self._find(words(source))),
            to=to,
            origin=origin,
            factions=tuple(dict.fromkeys(place.code for place in all_places if place.code)),
        )

    def _find(self, text: list[str]) -> list[Cue]:
        """Longest phrases first, none inside another."""
        folded = [word.casefold() for word in text]
        found: list[Cue] = []
        position = 0
        while position < len(folded):
            length = min(self._longest, len(folded) - position)
            while length and tuple(folded[position : position + length]) not in self._cues:
                length -= 1
            if length:
                found.append(self._cues[tuple(folded[position : position + length])])
            position += max(length, 1)
        return found

    def _places(self, parts: list[tuple[list[str], float]]) -> tuple[Place | None, Place | None, list[Place]]:
        """Origin, target, and all in order; the title first, the rest only where it names none."""
        for text, _ in parts:
            mentions = self._gazetteer.mentions(text)
            if mentions:
                origin, to = _direction(text, mentions)
                return origin, to, [mention.place for mention in mentions]
        return None, None, []


def _direction(text: list[str], mentions: list[Mention]) -> tuple[Place | None, Place]:
    origins = [m for m in mentions if m.place.kind == "people" or _before(text, m) in FROM_WORDS]
    targets = [m for m in mentions if m not in origins]
    pointed = [m for m in targets if _before(text, m) in TO_WORDS]
    if not targets:
        return None, mentions[-1].place
    to = (pointed or targets)[0].place
    # A country beside its own city (“Kharkiv, Ukraine”) is one place, not a way from one to the other.
    others = [m.place for m in (*origins, *targets) if m.place.label != to.label and m.place.code != to.code]
    others += [m.place for m in origins if m.place.kind != "people" and m.place.label != to.label]
    return (others[0] if others else None), to


def _before(text: list[str], mention: Mention) -> str:
    return text[mention.first - 1].casefold() if mention.first else ""


def _severity(hits: list[tuple[Cue, float]], kind: str) -> int:
    """The worst thing said of this type, moved by words such as “dozens killed” or “averted”."""
    worst = max(cue.severity for cue, _ in hits if cue.role == kind)
    moves = [cue.severity for cue, _ in hits if cue.role == "severity"]
    worse = max((move for move in moves if move > 0), default=0)
    better = min((move for move in moves if move < 0), default=0)
    return max(1, min(5, worst + worse + better))


def _confidence(hits: list[tuple[Cue, float]], score: float, source: list[Cue]) -> float:
    """More cues and a known source raise it; “reportedly” and “unconfirmed” lower it."""
    value = BASE_CONFIDENCE + min(score, 3.0) * 0.08
    value += sum(cue.weight for cue, _ in hits if cue.role == "confidence")
    value += max((cue.weight for cue in source if cue.role == "source"), default=0.0)
    return round(max(0.05, min(0.99, value)), 2)


def place_json(place: Place) -> dict[str, Any]:
    return {"lat": place.lat, "lon": place.lon, "label": place.label}


@cache
def shipped() -> Detector:
    return Detector(resource.path("lexicon.tsv").read_text(encoding="utf-8"), shipped_gazetteer())
