"""Figures over windows: bounded, right in their counts and means, fair in their percentiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.metric import ClockOffset, Metric, Metrics, Summary, percentile


def test_an_empty_window_has_nothing_to_say() -> None:
    assert Metric().summary(60, 100.0) == Summary()
    assert Metric().rate_per_s(60, 100.0) == 0


def test_count_mean_and_percentiles() -> None:
    metric = Metric()
    for n in range(1, 101):
        metric.record(float(n), 10.0 + n * 0.5)
    summary = metric.summary(60, 61.0)
    assert (summary.count, summary.mean) == (100, 50.5)
    assert (summary.p50, summary.p95, summary.p99) == (51, 96, 100)


def test_a_window_forgets_what_is_older() -> None:
    metric = Metric()
    metric.record(1.0, 0.0)
    metric.record(3.0, 100.0)
    assert metric.summary(60, 110.0).mean == 3
    assert metric.summary(300, 110.0).mean == 2
    assert metric.summary(60, 161.0) == Summary()


def test_events_that_share_a_value_count_as_many() -> None:
    metric = Metric()
    metric.record(2.0, 5.0, count=9)
    metric.record(12.0, 5.0)
    assert metric.summary(60, 5.0).mean == 3
    assert metric.summary(60, 5.0).count == 10


def test_throughput_is_by_the_second() -> None:
    metric = Metric()
    for second in range(60):
        metric.record(1.0, 1000.0 + second, count=25)
    assert metric.rate_per_s(60, 1059.5) == 25


def test_memory_is_bounded() -> None:
    metric = Metric()
    for n in range(100_000):
        metric.record(1.0, n / 50)
    assert len(metric._slots) <= 301
    assert all(len(slot.samples) < 64 for slot in metric._slots)
    assert metric.summary(300, 1999.0).count == 300 * 50


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 1e6)), min_size=1, max_size=100))
def test_a_window_holds_what_a_plain_list_holds(values: list[tuple[float, float]]) -> None:
    metric = Metric()
    values.sort(key=lambda each: each[0])
    for at_s, value in values:
        metric.record(value, at_s)
    now_s = values[-1][0]
    held = [value for at_s, value in values if int(at_s) > now_s - 60]
    summary = metric.summary(60, now_s)
    assert summary.count == len(held)
    assert summary.mean == pytest.approx(sum(held) / len(held))
    assert summary.p50 is not None
    assert summary.p99 is not None
    assert min(held) <= summary.p50 <= summary.p99 <= max(held)


def test_a_busy_second_is_sampled_over_its_whole_length() -> None:
    """Not only its first 32 values, nor only its last."""
    metric = Metric()
    for n in range(3200):
        metric.record(float(n), 10.0 + n / 3201)
    median = metric.summary(60, 11.0).p50
    assert median is not None
    assert 800 <= median <= 2400


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 6), (0.95, 10), (0.99, 10), (1.0, 10)])
def test_percentile(share: float, expected: float) -> None:
    assert percentile([float(n) for n in range(1, 11)], share) == expected
    assert percentile([7.0], share) == 7


def test_latency_with_equal_clocks() -> None:
    offset = ClockOffset()
    assert offset.saw_event(100.0, 100.25) == 0.25
    assert offset.offset_s == 0


def test_a_clock_ahead_of_ours_gives_no_negative_latency() -> None:
    offset = ClockOffset()
    assert offset.saw_event(103.0, 100.0) == 0
    assert offset.offset_s == -3
    assert offset.saw_event(104.0, 101.5) == pytest.approx(0.5)


def test_a_clock_behind_ours_shows_in_the_date_header() -> None:
    offset = ClockOffset()
    offset.saw_date(90.0, 100.0)
    assert offset.saw_event(90.0, 100.2) == pytest.approx(0.2)
    assert offset.offset_s == 10


def test_a_date_without_a_difference_takes_nothing_from_a_slow_server() -> None:
    offset = ClockOffset()
    offset.saw_date(99.0, 100.0)
    assert offset.saw_event(95.0, 100.0) == 5


def test_the_error_rate_is_failed_over_all() -> None:
    metrics = Metrics()
    assert metrics.error_rate(60, 0.0) == 0
    for failed in (True, False, False, True):
        metrics.attempted(failed=failed, now_s=1.0)
    assert metrics.error_rate(60, 1.0) == 0.5


def test_latency_is_measured_where_an_event_says_when_it_was_sent() -> None:
    metrics = Metrics()
    metrics.arrived(100.0, 100.5, 7.0)
    metrics.arrived(None, 100.5, 7.0)
    metrics.arrived(100.0, 100.0 + 86_400, 7.0)
    summary = metrics.latency_ms.summary(60, 7.0)
    assert (summary.count, summary.mean) == (1, 500)


def test_a_date_that_was_written_while_the_answer_was_waited_for_tells_of_no_distance() -> None:
    offset = ClockOffset()
    offset.saw_date(1_000.0, 1_030.0, 29.5)
    offset.saw_event(1_000.0, 1_030.0)
    assert offset.offset_s == 0.0
    behind = ClockOffset()
    behind.saw_date(900.0, 1_030.0, 29.5)
    behind.saw_event(900.0, 1_030.5)
    assert behind.offset_s == 100.5
