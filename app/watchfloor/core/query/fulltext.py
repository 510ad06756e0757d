"""Conditions as full-text queries: exact ones, and those that only narrow down where to look."""

from collections.abc import Sequence

from watchfloor.core.query.field import json_path, known
from watchfloor.core.query.fold import fold
from watchfloor.core.query.fold import words as words_of
from watchfloor.core.query.tree import And, Field, Node, Not, Or, Text, Words
from watchfloor.core.query.wording import ANY, is_literal


def match_query(node: Node) -> str | None:
    """A condition on words alone as a full-text query that is exact, or None."""
    match node:
        case Text(Words() as words):
            return phrase(words)
        case Or(parts):
            found = [match_query(part) for part in parts]
            return " OR ".join(f"({part})" for part in found if part) if all(found) else None
        case And(parts):
            wanted = [match_query(part) for part in parts if not isinstance(part, Not)]
            unwanted = [match_query(part.part) for part in parts if isinstance(part, Not)]
            if not wanted or not all(wanted) or not all(unwanted):
                return None
            return without(
                " AND ".join(f"({part})" for part in wanted if part), [part for part in unwanted if part]
            )
    return None


def without(wanted: str, unwanted: Sequence[str]) -> str:
    """A full-text query less what others find."""
    return f"({wanted}) NOT ({' OR '.join(f'({part})' for part in unwanted)})" if unwanted else wanted


def phrase(words: Words) -> str | None:
    """Words side by side; the index knows no wildcards but one at the end."""
    if not words.words:
        return None
    *first, last = words.words
    prefix = last.endswith(ANY)
    text = " ".join([*first, last[:-1] if prefix else last])
    if not is_literal(Words((), text)) or (prefix and not last[:-1]):
        return None
    return f'"{text}" *' if prefix else f'"{text}"'


def hint_of(node: Node) -> str | None:
    """A full-text query that every event meeting the condition meets as well, if there is one."""
    match node:
        case Field(("id",), Words() as words):
            return phrase(words)
        case Field(path, Words() as words) if known(path) is None and is_literal(words):
            return phrase(words)
    return None


def name_of(node: Node) -> str | None:
    """The same for the name that a path ends with: whoever has it under this path has it in the text.

    Where most events have the name, it is quicker not to ask.
    """
    match node:
        case Field(path) if known(path) is None:
            names = [name for name in json_path(path) if not name.isdecimal()]
            found = words_of(fold(names[-1])) if names else []
            return f'"{" ".join(found)}"' if found else None
    return None
