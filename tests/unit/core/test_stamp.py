"""The timestamp in an event, wherever its JSON has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.stamp import sent_at_s


@pytest.mark.parametrize(
    ("data", "at_s"),
    [
        ('{"timestamp": 1700000000}', 1_700_000_000),
        ('{"timestamp":1700000000.25}', 1_700_000_000.25),
        ('{"timestamp":1700000000250}', 1_700_000_000.25),
        ('{"timestamp":"2023-11-14T22:13:20Z"}', 1_700_000_000),
        ('{"timestamp":"2023-11-14T23:13:20+01:00","x":1}', 1_700_000_000),
        ('{"a":"' + "x" * 100_000 + '","timestamp":1700000000}', 1_700_000_000),
        ('{"time": 1700000000}', None),
        ('{"timestamp": null}', None),
        ('{"timestamp": "soon"}', None),
        ('{"timestamp": ""}', None),
        ("timestamp: 1700000000", None),
        ("", None),
    ],
)
def test_what_it_says(data: str, at_s: float | None) -> None:
    assert sent_at_s(data) == at_s


@given(st.text(max_size=40))
def test_anything_is_a_time_or_nothing(text: str) -> None:
    for data in (f'{{"timestamp":"{text}"}}', f'{{"timestamp":{text}}}'):
        assert isinstance(sent_at_s(data), float | int | None)
