"""Words and regular expressions: from how they are written to what they match."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count

from watchfloor.core.query.automaton import Automaton
from watchfloor.core.query.effort import effort
from watchfloor.core.query.fold import SIGN, WORD, fold
from watchfloor.core.query.tree import Words

ANY = "\ue000"  # an unescaped * in text that was read
ONE = "\ue001"  # an unescaped ?
_PIECES = re.compile(f"[{ANY}{ONE}]")
_PATTERN_WORDS = re.compile(f"{WORD}+").findall  # the wildcards are no ASCII signs

Matcher = Callable[[str], bool]


def words_of(text: str) -> Words:
    """The words of a text in which ANY and ONE stand for wildcards."""
    folded = "".join(part if part in (ANY, ONE) else fold(part) for part in re.split(f"([{ANY}{ONE}])", text))
    return Words(tuple(_PATTERN_WORDS(folded)), folded)


def is_literal(words: Words) -> bool:
    return not _PIECES.search(words.text)


def _literal(text: str, one: str) -> str:
    return "".join(one if part == ONE else re.escape(part) for part in re.split(f"([{ONE}])", text))


def _source(text: str, one: str, numbers: Iterator[int]) -> str:
    """Text with its wildcards, where `one` is any character.

    Between two `*` the first place that fits is as good as any other, and is not given up again (a group that
    was looked ahead at is matched whole): with many of them `re` would try for hours.
    """
    first, *rest = text.split(ANY)
    source = _literal(first, one)
    for piece in rest[:-1]:
        if piece:
            name = f"p{next(numbers)}"
            source += f"(?=(?P<{name}>{one}*?{_literal(piece, one)}))(?P={name})"
    return source + f"{one}*{_literal(rest[-1], one)}" if rest else source


@lru_cache(256)
def phrase(words: tuple[str, ...]) -> Matcher:
    """Whether folded text has these words side by side."""
    if not words:
        return lambda _: False
    numbers = count()
    source = f"{SIGN}+".join(_source(word, WORD, numbers) for word in words)
    search = re.compile(f"(?<!{WORD}){source}(?!{WORD})").search
    literal = max((part for word in words for part in _PIECES.split(word)), key=len)
    return lambda folded: literal in folded and search(folded) is not None


@lru_cache(256)
def whole(text: str) -> Matcher:
    """Whether folded text is this one, from its beginning to its end."""
    if not _PIECES.search(text):
        return lambda folded: folded == text
    match = re.compile(_source(text, ".", count()), re.DOTALL).fullmatch
    return lambda folded: match(folded) is not None


@lru_cache(64)  # each may have a table
def regex(source: str) -> Matcher:
    """Whether the expression is found anywhere in a text, whatever its case.

    Raises a `GraphError` for one that might take longer than anyone waits.
    """
    search = re.compile(source, re.IGNORECASE).search
    cost = effort(source, re.IGNORECASE)
    if cost.is_small:
        return lambda text: search(text) is not None
    surely, most = Automaton(source, re.IGNORECASE).search, cost.most_characters
    return lambda text: search(text) is not None if len(text) <= most else surely(text)


def has_words(words: Words, text: str) -> bool:
    """Whether a text has these words; where they are only signs, whether the text is that."""
    folded = fold(text)
    return phrase(words.words)(folded) if words.words else whole(words.text)(folded)


def is_whole(words: Words, text: str) -> bool:
    return whole(words.text)(fold(text))
