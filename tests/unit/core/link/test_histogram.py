"""Values in bins that people can read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.link.histogram import MOST_BINS, histogram, step

VALUES = st.lists(st.floats(min_value=-1e6, max_value=1e6, allow_nan=False), min_size=1, max_size=300)


@given(VALUES)
def test_every_value_is_in_one_bin(values: list[float]) -> None:
    bins = histogram(values)
    assert sum(each.count for each in bins) == len(values)
    assert 1 <= len(bins) <= MOST_BINS + 1
    for one, other in pairwise(bins):
        assert one.low < one.high == other.low
        assert not one.is_open


def test_bins_have_round_edges() -> None:
    bins = histogram([float(n) for n in range(100)])
    assert {round(each.high - each.low, 9) for each in bins} == {5.0}
    assert bins[0].low == 0
    assert {each.count for each in bins} == {5}


def test_a_few_far_values_do_not_flatten_the_rest() -> None:
    bins = histogram([10.0 + n % 7 for n in range(1000)] + [90_000.0] * 3)
    assert bins[-1].is_open
    assert bins[-1].high < 20
    assert sum(each.count for each in bins) == 1003


def test_one_value_is_one_bin_and_none_is_none() -> None:
    assert [each.count for each in histogram([42.0] * 5)] == [5]
    assert histogram([]) == []


def test_steps_are_one_two_five() -> None:
    assert [step(least) for least in (1, 1.1, 3, 6, 0.03, 700)] == [1, 2, 5, 10, 0.05, 1000]
