"""Survey: events wait for a frame, then their places, figures and times are what map and graphs show."""

import math
from typing import Any

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Event
from watchfloor.core.happening import GapFound, StateChanged
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.change import Change
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.survey import Survey

MAP = profile("map_stream")
ROWS = {"channel": ChannelRow("channel", MAP)}


def strike(seq: int, **more: Any) -> Event:
    body = {"type": "drone", "title": f"No. {seq}", "severity": 3, "to": {"lat": 33.5, "lon": 36.3}} | more
    return event("map-event", body, seq=seq)


def figure(value: float, at_s: float) -> Event:
    body = {"metric": "VIS", "value": value, "previous": 0, "unit": "%"}
    figured = event("dashboard-update", body, seq=int(at_s))
    figured.received_at_s = at_s
    return figured


def test_what_comes_waits_for_the_frame_and_is_then_told_as_drawn() -> None:
    survey = Survey()
    survey.add([strike(1), strike(2)])
    assert (survey.waiting, len(survey.places)) == (2, 0)
    assert survey.settle(ROWS) == Change.PLACES
    assert (survey.waiting, len(survey.places)) == (0, 2)
    assert survey.settle(ROWS) == Change.NOTHING, "nothing came since"


def test_a_channel_that_is_gone_is_not_drawn() -> None:
    survey = Survey()
    survey.add([strike(1)])
    assert survey.settle({}) == Change.NOTHING
    assert len(survey.places) == 0


def test_what_was_read_for_a_frame_is_not_read_anew_for_the_log() -> None:
    survey = Survey()
    first, second = strike(1), strike(2)
    survey.add([first])
    survey.settle(ROWS)
    reading = survey.read(first, MAP)
    assert survey.read(first, MAP) is reading
    assert survey.read(strike(1, type="naval"), MAP).kind == "naval", "the same number of another journal"
    assert survey.read(first, profile("generic")) is not reading, "another profile reads otherwise"
    survey.add([second])
    survey.settle(ROWS)
    assert survey.read(first, MAP) is not reading, "no more is kept than a frame reads"


def test_a_line_of_earlier_starts_is_open_where_nobody_listened() -> None:
    survey = Survey()
    rows = {name: ChannelRow(name, profile("cockpit")) for name in ("channel", "other")}
    kept = [figure(number, at_s) for number, at_s in enumerate((100.0, 200.0, 300.0, 400.0))]
    befell = [
        StateChanged(channel="channel", at_s=290.0, state="connected"),
        StateChanged(channel="channel", at_s=250.0, state="reconnecting"),
        StateChanged(channel="other", at_s=150.0, state="failed"),
        GapFound(channel="channel", at_s=160.0, after="1", before="3", missing=1),
    ]
    assert survey.recall(rows, kept, befell) == Change.SERIES
    _, values = survey.figures.tracks["channel", "VIS"].points
    assert [None if math.isnan(value) else value for value in values.tolist()] == [0, 1, None, 2, 3, None]


def test_all_that_was_drawn_is_cleared_at_once() -> None:
    survey = Survey()
    survey.add([strike(1)])
    survey.settle(ROWS)
    survey.latency.add(1_000.0, 12.0)
    survey.add([strike(2)])
    survey.clear()
    assert (survey.waiting, len(survey.places), len(survey.latency)) == (0, 0, 0)
