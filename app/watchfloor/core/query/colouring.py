"""Which parts of a query are the language's own: the names of fields, and the words that join terms."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# What is quoted, or a regular expression after a colon, is a value whatever stands in it; so is an escape.
_PARTS = re.compile(
    r'"(?:\\.|[^"\\])*"?'
    r"|(?<=:)/(?:\\.|[^/\\])*/?"
    r'|(?P<own>(?:AND|OR|NOT|TO)(?=[\s()"]|$)|&&|\|\|)'
    r'|(?P<field>(?:\\.|[^\s:()"\\])+:)'
    r'|(?:\\.|[^\s:()"\\])+|.',
    re.DOTALL,
)


class Part(NamedTuple):
    """`text[begin:end]` is a field's name with its colon, or a word that joins terms."""

    begin: int
    end: int


def own_parts(text: str) -> Iterator[Part]:
    """In their order; a query that is wrong has them as well."""
    is_value = False  # after a field's colon all up to a space or bracket is its value
    for found in _PARTS.finditer(text):
        if found["own"] or (found["field"] and not is_value):
            yield Part(*found.span())
        is_value = not found[0].isspace() and (is_value or bool(found["field"])) and found[0] not in "()"
