"""A channel's small line: the last minute, and in the first one what there is of it."""

from math import isnan

import pytest

from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.channel import LEAST_SPARK_S, SPARK_SPAN_S, ChannelRow


def heard(seconds: int) -> ChannelRow:
    """A channel to which somebody has listened for so long, up to 1,000 s."""
    row = ChannelRow("c", profile("generic"))
    for second in range(1_000 - seconds, 1_000):
        row.tally.seen(second)
    return row


@pytest.mark.parametrize(
    ("seconds", "points"), [(1, LEAST_SPARK_S), (20, 20), (60, SPARK_SPAN_S), (500, SPARK_SPAN_S)]
)
def test_a_young_channel_s_line_is_as_wide_as_an_old_one_s(seconds: int, points: float) -> None:
    assert len(heard(seconds).spark(1_000)) == points


def test_what_was_not_heard_is_no_part_of_a_young_channel_s_line() -> None:
    for seconds in (6, 20, 59):
        assert not any(isnan(value) for value in heard(seconds).spark(1_000))


def test_a_pause_is_a_gap_in_the_line() -> None:
    row = heard(30)
    assert any(isnan(value) for value in row.spark(1_020))


def test_a_channel_that_nobody_heard_has_an_empty_minute() -> None:
    spark = ChannelRow("c", profile("generic")).spark(1_000)
    assert len(spark) == SPARK_SPAN_S
    assert all(isnan(value) for value in spark)
