"""A query's own words are told from what it looks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.query.colouring import own_parts


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("", []),
        ("storm", []),
        ("severity:>=2", ["severity:"]),
        (
            "severity:>=2 OR channel:(debate cockpit) NOT type:ping",
            ["severity:", "OR", "channel:", "NOT", "type:"],
        ),
        ('"a OR b: c" AND x', ["AND"]),
        ('title:"a: b', ["title:"]),
        ("time:12:30:05 OR x", ["time:", "OR"]),
        ("url:http://h:80/a TO", ["url:", "TO"]),
        ("name:/a b: OR c/ OR d", ["name:", "OR"]),
        ("(a OR b)&&c || d||e", ["OR", "&&", "||"]),
        ("ORDER NOTE ANDY", []),
        (r"a\:b data.x\ y:1", [r"data.x\ y:"]),
        ("severity:[2 TO 4]", ["severity:", "TO"]),
    ],
)
def test_fields_and_joining_words_are_found(text: str, own: list[str]) -> None:
    assert [text[part.begin : part.end] for part in own_parts(text)] == own


@given(st.text(alphabet='ab:/"\\ ()ORANDT&|[]\n', max_size=40))
def test_parts_never_overlap_whatever_is_typed(text: str) -> None:
    at = 0
    for part in own_parts(text):
        assert at <= part.begin < part.end <= len(text)
        at = part.end
