"""What can be suggested while a query is typed."""

import pytest

from watchfloor.core.query.parser import parse
from watchfloor.core.query.suggestion import Wanted, fields, quoted, values, wanted
from watchfloor.core.query.tree import Field


@pytest.mark.parametrize(
    ("text", "cursor", "expected"),
    [
        ("", 0, Wanted(0, "", "")),
        ("sev", 3, Wanted(0, "", "sev")),
        ("a (sev", 6, Wanted(3, "", "sev")),
        ("-sev", 4, Wanted(1, "", "sev")),
        ("type:", 5, Wanted(5, "type", "")),
        ("x type:air", 10, Wanted(7, "type", "air")),
        ('type:"air st', 8, Wanted(5, "type", "ai")),
        ("sev:4 x", 3, Wanted(0, "", "sev")),
    ],
)
def test_what_is_being_typed(text: str, cursor: int, expected: Wanted) -> None:
    assert wanted(text, cursor) == expected


def test_names_come_in_the_order_of_their_use() -> None:
    found = [each.insert for each in fields(Wanted(0, "", "s"), ["source.name", "severity", "zone"])]
    assert found == ["source:", "severity:", "seq:", "size:", "source.name:"]


def test_frequent_values_come_first() -> None:
    found = values(Wanted(5, "type", "a"), [("alpha", 1), ("Attack now", 7), ("beta", 9)])
    assert [(each.begin, each.insert, each.about) for each in found] == [
        (5, '"Attack now"', "7×"),
        (5, "alpha", "1×"),
    ]


@pytest.mark.parametrize(
    "value", ["plain", "two words", 'q"uote', "-minus", "/slash", "back\\slash", "a*b", "(x)", "a:b"]
)
def test_a_suggested_value_means_itself(value: str) -> None:
    tree = parse(f"x:{quoted(value)}")
    assert isinstance(tree, Field)
    assert tree.value.text == value.lower()  # type: ignore[union-attr]
