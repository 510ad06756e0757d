"""The time that an event says it was made at."""

import pytest

from watchfloor.core.diagnosis.stamp import is_absolute, stamp_of


@pytest.mark.parametrize(
    ("data", "stamp_s"),
    [
        ({"timestamp": 1_700_000_000}, 1_700_000_000.0),
        ({"ts": 1_700_000_000_500}, 1_700_000_000.5),
        ({"time": "2023-11-14T22:13:20Z"}, 1_700_000_000.0),
        ({"created_at": 5, "sentAt": 9}, 9.0),
        ({"createdAt": 5, "timestamp": 9}, 9.0),
        ({"meta": {"dt": "2023-11-14T22:13:20Z"}}, 1_700_000_000.0),
        ({"t": 12.5}, 12.5),
        ({"n": 1_700_000_000}, None),
        ({"time": "soon"}, None),
        ({"time": True}, None),
        ([{"time": 5}], None),
        ("1700000000", None),
        (None, None),
    ],
)
def test_the_best_time_in_the_data(data: object, stamp_s: float | None) -> None:
    assert stamp_of(data) == stamp_s


def test_an_id_of_a_time_and_a_counter_is_one() -> None:
    assert stamp_of({"n": 1}, "1700000000500-3") == 1_700_000_000.5
    assert stamp_of({"n": 1}, "12345") is None


def test_only_what_can_be_a_clock_is_compared_with_one() -> None:
    assert is_absolute(1_700_000_000)
    assert not is_absolute(12.5)
