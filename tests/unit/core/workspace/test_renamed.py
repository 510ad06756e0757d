"""A feed that was given another name by hand is known by its address, where that is beyond doubt."""

import pytest

from watchfloor.core.workspace.renamed import renamed


@pytest.mark.parametrize(
    ("known", "feeds", "expected"),
    [
        ({"a": "u"}, {"b": "u"}, [("a", "b")]),
        ({"a": "u", "c": "v"}, {"b": "u", "d": "v"}, [("a", "b"), ("c", "d")]),
        ({"a": "u"}, {"a": "u"}, []),
        ({"a": "u"}, {"a": "v"}, []),  # the same feed elsewhere
        ({"a": "u"}, {"b": "v"}, []),
        ({"a": "u"}, {"a": "u", "b": "u"}, []),  # a second one beside the first
        ({"a": "u"}, {"b": "u", "c": "u"}, []),  # which of them?
        ({"a": "u", "x": "u"}, {"b": "u"}, []),
        ({"a": ""}, {"b": ""}, []),
    ],
)
def test_what_was_renamed(
    known: dict[str, str], feeds: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert renamed(known, feeds) == expected
