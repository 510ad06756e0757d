"""Figures for people, as the language that is spoken writes them.

What others read (JSON, CSV, logs, queries, the journal) is written by Python's own formatting, and stays so.
"""

import re

THIN = "\u202f"  # between groups of three, in every language: no eye takes it for a decimal sign
_WITH_UNIT = re.compile(
    r"(?<![\w.,:/-])\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?= ?(?:ms|s|min|h|d|[kM]B|[KM]iB)\b| ?%| ?[±–] ?\d)"  # a range has its unit at the end
)
_point = "."


def write_with(point: str) -> None:
    """Have the whole and its parts kept apart by this from now on."""
    global _point  # noqa: PLW0603 - a program speaks one language
    _point = point


def numeral(words: str) -> str:
    """A figure that Python has written, such as 1,234.5."""
    return words if _point == "." else words.replace(",", THIN).replace(".", _point)


def grouped(count: int) -> str:
    """A figure that is read at a glance: 48 912."""
    return f"{count:,}".replace(",", THIN)


def with_numerals(words: str) -> str:
    """The same for a sentence: each figure with a unit after it. Addresses, versions and ids have none."""
    return words if _point == "." else _WITH_UNIT.sub(lambda found: numeral(found[0]), words)


class Numeral(float):
    """A figure that a phrase says how to write: “{size:.1f} MB”."""

    def __format__(self, spec: str) -> str:
        return numeral(super().__format__(spec))
