"""What the program's log says of each channel, at its level."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import AttemptEnded, GapFound, Happening, StateChanged
from watchfloor.services.channel.channel_log import MOST_A_SECOND, MOST_TOLD, ChannelLog
from watchfloor.services.home.log import Log

PLANTED = "tok-9f8e7d6c5b4a"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "log", lambda: [PLANTED])
    log.begin()
    yield log
    log.close()


def lines(log: Log) -> list[dict[str, Any]]:
    assert log.path is not None
    return [json.loads(line) for line in log.path.read_text().splitlines()]


def batch(channel: str, events: int = 0, *happenings: Happening) -> Batch:
    made = [Event(channel, n, 1.0, "tick", f"secret data {n}", str(n), own_id=True) for n in range(events)]
    return Batch(channel, 1.0, 1.0, made, "9", Totals(), list(happenings))


def test_states_attempts_and_gaps_are_told_as_fields(log: Log) -> None:
    ended = AttemptEnded(
        channel="a", at_s=2.0, started_at_s=1.0, outcome="reset", detail=f"{PLANTED} broke off."
    )
    gap = GapFound(channel="a", at_s=3.0, after="1", before="4", missing=2)
    changed = StateChanged(channel="a", at_s=1.0, state="connected")
    ChannelLog().accept(batch("a", 0, changed, ended, gap))
    first, second, third = lines(log)
    assert (first["channel"], first["level"], first["message"]) == ("a", "info", "State: connected")
    assert second["of_outcome"] == "reset"
    assert second["of_detail"] == "[redacted] broke off."
    assert third["message"] == "2 events missing between id 1 and id 4"


def test_reads_are_told_of_the_channel_that_is_looked_at_in_detail(log: Log) -> None:
    sink = ChannelLog()
    sink.accept(batch("a", 3))
    log.set_level("debug", "a")
    sink.accept(batch("a", 30))
    sink.accept(batch("b", 3))
    log.unset_level("a")
    sink.accept(batch("a", 3))
    (line,) = lines(log)
    assert (line["channel"], line["message"], line["events"]) == ("a", "Read", 30)
    assert line["first"].count("tick") == MOST_TOLD
    assert "secret data" not in json.dumps(line)


def test_a_storm_is_told_in_part_and_the_rest_is_counted(log: Log) -> None:
    sink = ChannelLog()
    changed = StateChanged(channel="a", at_s=1.0, state="reconnecting")
    for _ in range(MOST_A_SECOND + 300):
        sink.accept(batch("a", 0, changed))
    assert len(lines(log)) == MOST_A_SECOND
    later = batch("b", 0, changed)
    later.monotonic_s = 2.5
    sink.accept(later)
    assert [(line["message"], line.get("left_out")) for line in lines(log)[MOST_A_SECOND:]] == [
        ("Lines left out; the journal has all", 300),
        ("State: reconnecting", None),
    ]


def test_a_quieter_level_is_kept(log: Log) -> None:
    log.set_level("warning", "a")
    changed = StateChanged(channel="a", at_s=1.0, state="connected")
    ChannelLog().accept(batch("a", 0, changed))
    assert lines(log) == []
