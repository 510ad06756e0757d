"""Which of what befell a channel is a row, and where it stands."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.happening import AlertRaised, AttemptEnded, GapFound, StateChanged, Warned
from watchfloor.core.log.story import KINDS, Plot, interleaved, reading_of, told
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import matches

UP, DOWN = "connected", "reconnecting"


def shown(*states: str, channel: str = "c") -> list[str]:
    plot = Plot()
    return [state for state in states if plot.tells(StateChanged(channel=channel, at_s=1.0, state=state))]


@pytest.mark.parametrize(
    ("states", "rows"),
    [
        (["connecting", UP, "stale", UP], []),
        ([UP, DOWN, "connecting", DOWN, "connecting", UP], [DOWN, UP]),
        ([UP, DOWN, "blocked", "connecting", "blocked", "failed"], [DOWN, "blocked", "failed"]),
        ([UP, "paused", "connecting", UP], []),
        ([UP, DOWN, "idle", "connecting", UP], [DOWN]),
        ([UP, DOWN, UP, DOWN], [DOWN, UP, DOWN]),
        (["connecting", "polling"], []),
        ([UP, "polling", "connecting", UP], ["polling", UP]),
        (["connecting", "failed"], ["failed"]),
    ],
)
def test_an_outage_is_told_once_and_so_is_its_end(states: list[str], rows: list[str]) -> None:
    assert shown(*states) == rows


def test_outages_of_two_channels_are_two() -> None:
    plot = Plot()
    for channel in ("a", "b"):
        assert plot.tells(StateChanged(channel=channel, at_s=1.0, state=DOWN))
    assert plot.tells(StateChanged(channel="a", at_s=2.0, state=UP))
    assert not plot.tells(StateChanged(channel="c", at_s=2.0, state=UP))


def test_attempts_are_no_rows_and_alerts_are() -> None:
    plot = Plot()
    assert not plot.tells(AttemptEnded(channel="c", at_s=1.0, started_at_s=0.0))
    assert plot.tells(AlertRaised(channel="c", at_s=1.0, rule="r", message="m"))
    assert "attempt" not in KINDS
    assert {"alert", "gap", "state"} <= KINDS


def test_a_row_stands_where_it_happened() -> None:
    events = [event("m", "{}", seq=seq) for seq in (4, 5, 6)]
    gap = GapFound(channel="c", at_s=1.0, after_seq=5, after="5", before="9", missing=3)
    early = Warned(channel="c", at_s=1.0, code="x", message="y")
    assert interleaved(events, [early, gap]) == [early, events[0], events[1], gap, events[2]]
    late = Warned(channel="c", at_s=1.0, after_seq=9, code="x", message="y")
    assert interleaved(events, [late]) == [*events, late]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type:gap", True),
        ("channel:c type:gap missing", True),
        ("title:missing", True),
        ("type:alert", False),
        ("channel:d", False),
        ("severity:>=1", False),
        ("-type:airstrike", True),
    ],
)
def test_a_query_finds_a_row_by_its_kind_and_words(query: str, found: bool) -> None:
    gap = GapFound(channel="c", at_s=1.0, after_seq=5, after="5", before="9", missing=3)
    holds = matches(parse(query), lambda _event: reading_of(gap), lambda: 0.0)
    assert holds(told(gap)) is found


def test_an_alert_has_its_severity() -> None:
    alert = AlertRaised(channel="c", at_s=1.0, rule="r", message="m", severity=4)
    assert reading_of(alert).severity == 4
