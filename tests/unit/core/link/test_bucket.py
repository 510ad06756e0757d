"""The token bucket: a burst at once, then so many a second, whatever the order of asking."""

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.link.bucket import Bucket


def test_a_burst_and_then_the_rate() -> None:
    bucket = Bucket(10.0, 3)
    assert [round(bucket.take(0.0), 6) for _ in range(6)] == [0, 0, 0, 0.1, 0.2, 0.3]


def test_it_fills_again_to_the_burst_and_no_further() -> None:
    bucket = Bucket(10.0, 3)
    for _ in range(3):
        bucket.take(0.0)
    assert [bucket.take(1000.0) for _ in range(3)] == [0, 0, 0]
    assert bucket.take(1000.0) > 0


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    bucket = Bucket(10.0, 1)
    assert bucket.take(100.0) == 0
    assert bucket.take(50.0) > 0


@given(st.lists(st.floats(0, 2), min_size=1, max_size=200), st.floats(0.5, 100), st.integers(1, 20))
def test_no_span_of_time_sees_more_than_burst_and_rate(spans_s: list[float], rate: float, burst: int) -> None:
    bucket, now_s, served_s = Bucket(rate, burst), 0.0, list[float]()
    for span_s in spans_s:
        now_s += span_s
        served_s.append(now_s + bucket.take(now_s))
    served_s.sort()
    for first in range(len(served_s)):
        for last in range(first, len(served_s)):
            allowed = burst + rate * (served_s[last] - served_s[first]) + 1e-6
            assert last - first + 1 <= allowed + 1
