"""Sentences that are filled in already, in another language.

What the rooms below the window say (causes, reasons, advice) is English from its making on: so it stands in
logs, in journals, in reports and on the command line, and a journal made at one desk reads alike at every
other. The window translates what it shows. A sentence such as “Not a byte for 34.0 s.” is no key of a table,
so it is held against the phrases with their places for figures and names: “Not a byte for {silent_s} s.”
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from watchfloor.core.text.numeral import with_numerals

PLACE = re.compile(r"\{(\w+)(?:[:!][^{}]*)?\}")
_BETWEEN = re.compile(r"((?<=[.!?:;,])\s+|\s+(?=\()|\s*·\s*|\s*\n\s*)")
_COUNTED = re.compile(r"(\d[\d,]*|at least|at most|about) (\D.*)", re.DOTALL)
LEAST_OWN = 5  # a phrase with fewer signs of its own would be found in anything
LEAST_HEAD = 12  # and so many has what stands before a colon, to be a sentence of its own
DEEPEST = 4
REMEMBERED = 2_048


class _Form(msgspec.Struct, frozen=True):
    """A phrase as what it looks like once it is filled in."""

    begins: str
    ends: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    target: str


class Phrasebook:
    """Knows each phrase, with or without {places}, and what it is in the other language."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = _heads(phrases) | dict(phrases)
        made = (_form(source, target) for source, target in self._phrases.items() if PLACE.search(source))
        self._forms = sorted(
            (form for form in made if form is not None), key=lambda form: -len(form.pattern.pattern)
        )
        self.say = lru_cache(REMEMBERED)(self._say)

    def _say(self, words: str) -> str:
        """The words in the other language, as far as they are known: what is foreign to us stays as it is."""
        return with_numerals(self._whole(words, DEEPEST) or self._pieces(words, DEEPEST))

    def _whole(self, words: str, depth: int) -> str | None:
        """All of it by one phrase, with or without its full stop."""
        known = self._phrase(words, depth)
        if known is None and not words.endswith("."):
            with_stop = self._phrase(f"{words}.", depth)
            known = None if with_stop is None else with_stop.rstrip(".")
        return known

    def _phrase(self, words: str, depth: int) -> str | None:
        known = self._phrases.get(words)
        if known is not None or depth == 0 or " " not in words:
            return known
        for form in self._forms:
            if words.startswith(form.begins) and words.endswith(form.ends):
                match = form.pattern.fullmatch(words)
                if match is not None:
                    return self._filled(form, match.groups(), depth - 1)
        return None

    def _filled(self, form: _Form, values: Iterable[str], depth: int) -> str:
        said = dict(zip(form.names, (self._part(value, depth) for value in values), strict=True))
        return PLACE.sub(lambda place: said.get(place[1], place[0]), form.target)

    def _part(self, words: str, depth: int) -> str:
        """What stood in a place: a figure, a name, a phrase of its own."""
        bare = words.strip()
        if not bare or not any(letter.isalpha() for letter in bare):
            return words
        known = self._whole(bare, depth) or self._pieces(bare, depth)
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return f"{before}{known}{after}"

    def _pieces(self, words: str, depth: int) -> str:
        """What follows a name, sentence by sentence, then what is counted after its figure."""
        if depth == 0:
            return words
        name, colon, rest = words.partition(": ")
        known = self._whole(rest, depth) if rest else None
        if known is not None:
            said = self._whole(name, depth - 1) if " " in name else None  # else it is a name
            return f"{said or name}{colon}{known}"
        parts = _BETWEEN.split(words)
        if len(parts) > 1:
            return "".join(
                part if place % 2 else self._part(part, depth - 1) for place, part in enumerate(parts)
            )
        bare = words.rstrip(",.:;!?")
        if bare != words and bare:
            return self._part(bare, depth - 1) + words[len(bare) :]
        counted = _COUNTED.fullmatch(words)
        if counted is None:
            return words
        return f"{self._part(counted[1], depth - 1)} {self._part(counted[2], depth - 1)}"


def _heads(phrases: Mapping[str, str]) -> dict[str, str]:
    """Phrases up to their colon, for a reason is often cut there."""
    halves = ((source.split(": "), target.split(": ")) for source, target in phrases.items())
    return {
        source[0]: target[0]
        for source, target in halves
        if len(source) == len(target) == 2
        and len(PLACE.sub("", source[0])) >= LEAST_HEAD
        and set(PLACE.findall(target[0])) <= set(PLACE.findall(source[0]))
    }


def _form(source: str, target: str) -> _Form | None:
    """The pattern of a phrase; None where it has too little of its own to be known by."""
    own = PLACE.split(source)[::2]
    if sum(not sign.isspace() for part in own for sign in part) < LEAST_OWN:
        return None
    pattern = "(.*?)".join(map(re.escape, own))
    return _Form(own[0], own[-1], re.compile(pattern, re.DOTALL), tuple(PLACE.findall(source)), target)
