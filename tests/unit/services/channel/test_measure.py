"""The figures of a channel over its last minute and its last five."""

from watchfloor.core.metric import Metrics
from watchfloor.services.channel.measure import measures_of

NOW_S = 10_000.0


def test_each_figure_is_of_one_minute_and_of_five() -> None:
    metrics = Metrics()
    for ago_s, value in ((200.0, 90.0), (30.0, 30.0)):
        metrics.connection_ms.record(value, NOW_S - ago_s)
        metrics.latency_ms.record(value, NOW_S - ago_s)
        metrics.throughput.record(1.0, NOW_S - ago_s, 30)
        metrics.attempted(failed=ago_s > 100, now_s=NOW_S - ago_s)
    measures = measures_of(metrics, None, NOW_S)
    assert [each.mean for each in measures.connection_ms] == [30.0, 60.0]
    assert [each.count for each in measures.latency_ms] == [1, 2]
    assert measures.rates_per_s == (0.5, 0.2)
    assert measures.error_rates == (0.0, 0.5)
    assert sum(each.count for each in measures.latencies) == 2


def test_nothing_measured_is_not_called_zero() -> None:
    measures = measures_of(Metrics(), None, NOW_S)
    assert measures.error_rates == (None, None)
    assert measures.clock_offset_s is None
    assert measures.latencies == []


def test_what_events_say_of_the_clocks_goes_before_the_date_header() -> None:
    metrics = Metrics()
    assert measures_of(metrics, 3.0, NOW_S).clock_offset_s == 3.0
    metrics.offset.saw_event(1_000.0, 990.0)
    assert measures_of(metrics, 3.0, NOW_S).clock_offset_s == -10.0
