"""Python before 3.11.5 takes some possessive quantifiers wrongly, and Debian 12 has 3.11.2: we use none."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser
from typing import Any

import pytest

import watchfloor.core
import watchfloor.journal
import watchfloor.server
import watchfloor.services

FORBIDDEN = {_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP}


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for room in (watchfloor.core, watchfloor.journal, watchfloor.server, watchfloor.services):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


def codes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple | list | _parser.SubPattern):
        for each in node:
            yield from codes(each)
    elif isinstance(node, type(_constants.LITERAL)):
        yield node


@pytest.mark.parametrize(("name", "pattern"), list(patterns()))
def test_no_pattern_is_possessive(name: str, pattern: re.Pattern[Any]) -> None:
    assert not FORBIDDEN & set(codes(_parser.parse(pattern.pattern))), name


@pytest.mark.parametrize("pattern", ["a*+b", "(?:a|b)?+c", "(?>ab)"])
def test_this_test_would_see_one(pattern: str) -> None:
    assert FORBIDDEN & set(codes(_parser.parse(pattern)))
