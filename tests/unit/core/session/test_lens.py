"""Graphs through a filter: exact counts, zero where nothing matched, gaps where nothing is known."""

from math import isnan

import pytest
from numpy import nansum

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.log.filtering import compiled
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.lens import Lens
from watchfloor.core.session.session import Session

AT_S = 1_763_620_000.0
NAME = "Sensor"


class Bench:
    """A session that gets one reading a second, and a lens on it."""

    def __init__(self, log_rows: int = 50_000) -> None:
        self.session = Session(log_rows=log_rows)
        self.session.add_channel(NAME, "generic")
        self.session.add_channel("Other", "generic")
        self.rows = LogWindow(self.session.log)
        self.lens = Lens(self.session, self.rows)
        self.count = 0

    def send(self, second: int, level: float, *, channel: str = NAME, times: int = 1) -> None:
        events = []
        for _ in range(times):
            self.count += 1
            data = f'{{"level": {level}, "tag": "{"high" if level >= 5 else "low"}"}}'
            events.append(Event(channel, self.count, AT_S + second, "message", data))
        totals = Totals(self.count, self.count)
        self.session.apply(Batch(channel, AT_S + second, 0.0, events, "", totals))
        self.session.settle()
        self.rows.update()

    def filter(self, query: str) -> None:
        predicate, tree = compiled(query, self.session.read, lambda: AT_S)
        self.rows.filter(predicate, tree)
        self.lens.update()

    def counts(self, now: int, span: int, channel: str = "") -> list[float]:
        return [float(count) for count in self.lens.counts(channel, AT_S + now, span)[1]]


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    for second in range(20):
        bench.send(second, second % 10)
    return bench


def test_without_a_filter_or_unlinked_it_is_not_active(bench: Bench) -> None:
    assert not bench.lens.active
    bench.filter("tag:high")
    linked = bench.lens.active
    bench.lens.linked = False
    assert (linked, bench.lens.active) == (True, False)


def test_it_counts_what_matches_of_what_is_in_memory_and_of_what_comes(bench: Bench) -> None:
    bench.filter("tag:high")
    assert bench.counts(20, 10) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    bench.send(20, 9, times=3)
    bench.send(21, 1)
    bench.lens.update()
    bench.lens.update()
    assert bench.counts(22, 4) == [1, 1, 3, 0]
    assert bench.lens.rate("", AT_S + 22, 4) == 5 / 4


def test_each_channel_is_counted_by_itself(bench: Bench) -> None:
    bench.send(20, 9, channel="Other")
    bench.filter("tag:high")
    assert bench.counts(21, 2, NAME) == pytest.approx([1, float("nan")], nan_ok=True)
    assert bench.counts(21, 2, "Other")[-1] == 1
    assert bench.counts(21, 2) == [1, 1]


def test_another_filter_begins_anew(bench: Bench) -> None:
    bench.filter("tag:high")
    bench.filter("tag:low")
    assert bench.counts(20, 10) == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]


def test_what_was_before_the_oldest_row_in_memory_is_not_known() -> None:
    bench = Bench(log_rows=10)
    for second in range(30):
        bench.send(second, 9)
    bench.filter("tag:high")
    counts = bench.counts(30, 30)
    assert isnan(counts[0])
    assert counts[-8:] == [1] * 8


def test_a_fields_values_are_those_that_match(bench: Bench) -> None:
    bench.session.watch_field(NAME, "level")
    bench.filter("tag:high")
    track = bench.lens.track((NAME, "level"))
    assert track.points[1].tolist() == [5, 6, 7, 8, 9] * 2
    bench.send(20, 8)
    bench.send(21, 2)
    bench.lens.update()
    assert track.points[1].tolist() == [5, 6, 7, 8, 9] * 2 + [8]
    bench.filter("level:>=8")
    assert bench.lens.track((NAME, "level")).points[1].tolist() == [8, 9, 8, 9, 8]


def test_a_session_that_begins_anew_leaves_nothing_in_it(bench: Bench) -> None:
    bench.filter("tag:high")
    bench.session.restart()
    bench.rows.restart(None)
    bench.send(5, 9)
    bench.lens.update()
    assert sum(count for count in bench.counts(6, 6) if not isnan(count)) == 1


def test_a_clock_that_was_set_back_is_counted_by_as_it_is_now(bench: Bench) -> None:
    bench.session.tick(AT_S + 20)
    bench.filter("tag:high")
    bench.session.tick(AT_S - 5_000)
    bench.send(-5_000, 9, times=3)
    bench.lens.update()
    assert bench.lens.rate("", AT_S - 4_999, 1) == 3
    assert bench.counts(-4_998, 2)[0] == 3


@pytest.mark.parametrize("channel", ["", NAME, "Gone"])
@pytest.mark.parametrize("span", [60, 3_600, 3_700, 21_600, 10**9])
def test_any_span_of_any_channel_can_be_asked_for(channel: str, span: int) -> None:
    """Also more than is known by the second, and of a feed that was removed."""
    bench = Bench()
    for second in range(0, 9_000, 100):
        bench.send(second, 9 if second % 200 else 1)
    bench.filter("tag:high")
    times, counts = bench.lens.counts(channel, AT_S + 9_060, span)
    assert len(times) == len(counts)
    if channel == "" and span >= 21_600:
        assert nansum(counts) * (times[1] - times[0]) == pytest.approx(45)


def test_what_a_removed_feed_brought_is_counted_no_more_and_harms_nothing(bench: Bench) -> None:
    bench.filter("tag:high")
    bench.session.remove_channel(NAME)
    bench.lens.update()
    assert len(bench.lens.counts(NAME, AT_S + 20, 60)[0]) == 60
