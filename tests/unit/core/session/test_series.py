"""Counts and points over time: bounded, with gaps where nothing is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.session.series import Tally, Track, quantile_within


def test_a_tally_counts_by_the_second_and_leaves_unknown_seconds_open() -> None:
    tally = Tally()
    tally.add(100.2, 3)
    tally.add(100.9, 2)
    tally.seen(102.5)
    times, counts = tally.window(103.5, 4)
    assert list(times) == [99, 100, 101, 102]
    assert np.array_equal(counts, [math.nan, 5, math.nan, 0], equal_nan=True)


def test_the_second_that_is_still_filling_is_left_out() -> None:
    tally = Tally()
    tally.add(100.0, 7)
    assert np.isnan(tally.window(100.5, 1)[1]).all()


def test_a_tally_forgets_what_is_older_than_its_ring() -> None:
    tally = Tally(1.0, 10)
    tally.add(100, 1)
    tally.add(150, 2)
    tally.add(100, 9)
    assert np.nansum(tally.window(151, 60)[1]) == 2


def test_a_tally_knows_since_when_it_was_told_anything() -> None:
    tally = Tally(1.0, 10)
    assert tally.since_s is None
    for at_s in (150.5, 100.25, 900.0):
        tally.seen(at_s)
    assert tally.since_s == 100.25, "however long its ring is"


@given(st.lists(st.tuples(st.integers(1_000, 1_200), st.integers(1, 5)), max_size=60))
def test_a_tally_holds_what_a_plain_count_holds(adds: list[tuple[int, int]]) -> None:
    tally, plain, newest = Tally(1.0, 50), dict[int, int](), 0
    for second, count in adds:
        newest = max(newest, second)
        if second > newest - 50:
            plain[second] = plain.get(second, 0) + count
    for second, count in adds:
        tally.add(second, count)
    times, counts = tally.window(newest + 1, 50)
    held = {int(t): int(c) for t, c in zip(times, counts, strict=True) if not np.isnan(c)}
    assert held == {second: count for second, count in plain.items() if second > newest - 50}


def test_a_rate_is_by_the_second_over_its_span() -> None:
    tally = Tally()
    for second in range(10):
        tally.add(100 + second, 4)
    assert tally.rate(110, 10) == 4
    assert Tally().rate(110, 10) == 0


def test_a_line_ends_where_it_is_cut() -> None:
    track = Track()
    track.cut(0)
    track.add(1, 10)
    track.cut(2)
    track.cut(3)
    track.add(4, 20)
    times, values = track.points
    assert list(times) == [1, 2, 4]
    assert np.array_equal(values, [10, math.nan, 20], equal_nan=True)
    assert track.latest == 20


def test_a_track_keeps_the_newest_points_only() -> None:
    track = Track(capacity=10)
    for second in range(95):
        track.add(second, second)
    assert list(track.points[0]) == list(range(85, 95))


def test_a_window_begins_with_the_point_before_it() -> None:
    track = Track()
    for second in (1, 5, 9):
        track.add(second, second)
    assert list(track.window(10, 2)[0]) == [5, 9]


def test_quantiles_are_by_bucket_with_gaps() -> None:
    track = Track()
    for value in range(1, 101):
        track.add(10.5, value)
    times, p95 = track.quantiles(30, 30, 10, 0.95)
    assert list(times) == [10, 20, 30]
    assert p95[0] == pytest.approx(95.05)
    assert np.isnan(p95[1:]).all()
    assert quantile_within(track, 30, 60, 0.5) == pytest.approx(50.5)
    assert quantile_within(track, 300, 60, 0.5) is None


@pytest.mark.parametrize("back_s", [30, 3_600, 90_000])
def test_a_clock_that_was_set_back_is_counted_by_as_it_is_now(back_s: int) -> None:
    tally = Tally(1.0, 3_600, coarse=Tally(60.0, 600))
    for second in range(300):
        tally.add(200_000 + second, 2)
    now_s = 200_300 - back_s
    tally.turn_back(now_s)
    for second in range(20):
        tally.add(now_s + second, 5)
    assert list(tally.window(now_s + 20, 19)[1]) == [5] * 19, "and not with what was counted ahead of it"
    assert tally.rate(now_s + 20, 10) == 5
    assert np.isnan(tally.window(now_s + 400, 370)[1]).all(), "what was ahead comes again"
    assert np.isnan(tally.window(now_s + 400, 4_000)[1][-4:]).all(), "by the minute too"


def test_a_line_goes_on_from_where_the_clock_was_set_back_to() -> None:
    track = Track()
    for at_s in (10, 20, 30, 40):
        track.add(at_s, at_s)
    track.turn_back(25)
    track.add(26, 7)
    times, values = track.points
    assert list(times) == [10, 20, 25, 26]
    assert np.array_equal(values, [10, 20, math.nan, 7], equal_nan=True)
    track.turn_back(5)
    assert len(track) == 0
