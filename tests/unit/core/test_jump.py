"""A moment of a recording as people write it."""

from datetime import UTC, datetime

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.jump import EXAMPLES, moment_of


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


BEGIN, END = at("2026-11-19T22:00:00"), at("2026-11-21T03:00:00")
STANDS = at("2026-11-20T12:00:00")


def jump(text: str, at_s: float = STANDS) -> float:
    return moment_of(text, at_s, BEGIN, END, UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05", "2026-11-20T14:05:00"),
        (" 9:05:30 ", "2026-11-20T09:05:30"),
        ("22:30", "2026-11-20T22:30:00"),
        ("2026-11-19 22:30", "2026-11-19T22:30:00"),
        ("2026-11-20T14:05:30.5", "2026-11-20T14:05:30.500000"),
        ("2026-11-20T14:05:30+02:00", "2026-11-20T12:05:30"),
        ("+30s", "2026-11-20T12:00:30"),
        ("-5m", "2026-11-20T11:55:00"),
        ("+ 2 h", "2026-11-20T14:00:00"),
        ("-10", "2026-11-20T11:59:50"),
        ("+3d", "2026-11-21T03:00:00"),
        ("-3d", "2026-11-19T22:00:00"),
    ],
)
def test_what_is_meant(text: str, expected: str) -> None:
    assert jump(text) == at(expected)


def test_a_time_of_day_is_that_of_the_day_on_which_it_comes_nearest() -> None:
    assert jump("23:00", at_s=BEGIN) == at("2026-11-19T23:00:00")
    assert jump("02:00", at_s=END) == at("2026-11-21T02:00:00")
    assert jump("02:00", at_s=BEGIN) == at("2026-11-20T02:00:00")


@pytest.mark.parametrize("text", ["", "noon", "25:00", "12:61", "14", "2026-13-01", "99999-01-01", "+x"])
def test_what_is_no_time_is_told_with_examples(text: str) -> None:
    with pytest.raises(KnownError, match="is no time") as told:
        jump(text)
    assert EXAMPLES in str(told.value)


def test_what_lies_outside_is_told_with_the_recordings_span() -> None:
    with pytest.raises(KnownError, match="2026-11-19 22:00:00 to 2026-11-21 03:00:00"):
        jump("2026-11-22 12:00")


def test_a_whole_second_may_be_the_first_one() -> None:
    """The first event came a little after the second that people read."""
    assert moment_of("2026-11-19 22:00:00", STANDS, BEGIN + 0.4, END, UTC) == BEGIN + 0.4
