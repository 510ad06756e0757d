"""Moments as people write them."""

import pytest

from watchfloor.core.query.moment import event_time_s, moment, resolve, time_us

NOW_S = 1_795_156_769.5  # 2026-11-20T06:39:29.5Z, a Friday
DAY = 1_795_132_800.0


@pytest.mark.parametrize(
    ("text", "begin_s", "end_s"),
    [
        ("now", NOW_S, NOW_S),
        ("now-1h", NOW_S - 3_600, NOW_S - 3_600),
        ("now-1d+30m", NOW_S - 84_600, NOW_S - 84_600),
        ("now/d", DAY, DAY + 86_400),
        ("now-1d/d", DAY - 86_400, DAY),
        ("now/h", 1_795_154_400.0, 1_795_158_000.0),
        ("now/w", DAY - 4 * 86_400, DAY + 3 * 86_400),
        ("now/M", DAY - 19 * 86_400, DAY + 11 * 86_400),
        ("now/y", 1_767_225_600.0, 1_798_761_600.0),
        ("2026-11-20", DAY, DAY + 86_400),
        ("2026-11-20T06", DAY + 21_600, DAY + 25_200),
        ("2026-11-20T06:39", DAY + 23_940, DAY + 24_000),
        ("2026-11-20t06:39:29z", DAY + 23_969, DAY + 23_970),
        ("2026-11-20T06:39:29.5+00:00", NOW_S, NOW_S),
        ("2026-11-20T07:39:29+01:00", DAY + 23_969, DAY + 23_970),
        ("1795132800", DAY, DAY + 1),
        ("1795132800000", DAY, DAY),
    ],
)
def test_what_is_a_time(text: str, begin_s: float, end_s: float) -> None:
    found = moment(text)
    assert found is not None
    assert resolve(found, NOW_S) == (begin_s, end_s)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "now-1x", "2026-13-01", "2026-11-20T25:00", "12", "now--1h", "9" * 40]
)
def test_what_is_none(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("value", "at_s"),
    [
        (1_795_132_800, DAY),
        (1_795_132_800.5, DAY + 0.5),
        (1_795_132_800_000, DAY),
        (1_795_132_800_000_000, DAY),
        ("2026-11-20", DAY),
        ("1795132800", DAY),
        ("x", None),
        (True, None),
        (None, None),
        (1e30, None),
        ([], None),
    ],
)
def test_times_in_an_events_json(value: object, at_s: float | None) -> None:
    assert event_time_s(value) == at_s


def test_an_event_without_a_time_of_its_own_has_that_of_its_receipt() -> None:
    assert time_us(None, 5) == 5
    assert time_us(float("nan"), 5) == 5
    assert time_us(1e300, 5) == 5
    assert time_us(2.5, 5) == 2_500_000
