"""Words and regular expressions: from how they are written to what they match."""

import re
import re._constants as _codes  # type: ignore[import-not-found,unused-ignore]
import re._parser as _regex  # type: ignore[import-not-found,unused-ignore]
from collections.abc import Callable
from functools import lru_cache
from typing import Any

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


def _source(text: str, any_: str, one: str) -> str:
    return "".join(
        any_ if part == ANY else one if part == ONE else re.escape(part)
        for part in re.split(f"([{ANY}{ONE}])", text)
    )


@lru_cache(256)
def phrase(words: tuple[str, ...]) -> Matcher:
    """Whether folded text has these words side by side."""
    if not words:
        return lambda _: False
    source = f"{SIGN}+".join(_source(word, WORD + "*", WORD) for word in words)
    search = re.compile(f"(?<!{WORD}){source}(?!{WORD})").search
    literal = max((part for word in words for part in _PIECES.split(word)), key=len)
    return lambda folded: literal in folded and search(folded) is not None


@lru_cache(256)
def whole(text: str) -> Matcher:
    """Whether folded text is this one, from its beginning to its end."""
    if not _PIECES.search(text):
        return lambda folded: folded == text
    match = re.compile(_source(text, ".*", "."), re.DOTALL).fullmatch
    return lambda folded: match(folded) is not None


@lru_cache(256)
def regex(source: str) -> Matcher:
    """Whether the expression is found anywhere in a text, whatever its case."""
    search = re.compile(source, re.IGNORECASE).search
    return lambda text: search(text) is not None


def has_words(words: Words, text: str) -> bool:
    """Whether a text has these words; where they are only signs, whether the text is that."""
    folded = fold(text)
    return phrase(words.words)(folded) if words.words else whole(words.text)(folded)


def is_whole(words: Words, text: str) -> bool:
    return whole(words.text)(fold(text))


def endless(source: str) -> bool:
    """Whether an expression repeats what already repeats, which can take longer than anyone waits."""
    return _repeats(_regex.parse(source), inside=False)


def _repeats(pattern: Any, *, inside: bool) -> bool:
    for code, argument in pattern:
        if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
            many = argument[1] > _MANY
            if (many and inside) or _repeats(argument[2], inside=inside or many):
                return True
        elif any(_repeats(part, inside=inside) for part in _parts(code, argument)):
            return True
    return False


_MANY = 16


def _parts(code: Any, argument: Any) -> list[Any]:
    """The patterns inside one step of a parsed expression."""
    if code is _codes.SUBPATTERN:
        return [argument[3]]
    if code is _codes.BRANCH:
        return list(argument[1])
    if code in (_codes.ASSERT, _codes.ASSERT_NOT):
        return [argument[1]]
    if code is _codes.ATOMIC_GROUP:
        return [argument]
    if code is _codes.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []
