import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server.log import BroadcastLog, JsonFormatter, Line
from watchfloor.server.record import Record


def test_a_line_reads_well() -> None:
    line = Line("client connected", client="n-1", lasted_s=1.23456, note="two words", empty="")
    assert str(line) == 'client connected client=n-1 lasted_s=1.23 note="two words" empty=""'


@given(st.text())
def test_no_value_starts_a_line_of_its_own(value: str) -> None:
    assert "\n" not in str(Line("x", value=value))
    assert "\r" not in str(Line("x", value=value))


def test_json_has_the_fields_as_fields() -> None:
    record = logging.LogRecord("n", logging.INFO, "f", 1, Line("client connected", client="n-1"), None, None)
    whole = json.loads(JsonFormatter().format(record))
    assert (whole["message"], whole["client"], whole["level"]) == ("client connected", "n-1", "info")
    assert whole["time"].endswith("Z")


def test_a_storm_of_broadcasts_is_told_once_a_second(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "watchfloor.server")
    now_s = [10.0]
    broadcasts = BroadcastLog(lambda: now_s[0])
    news = [Record("map:global", 1, "map-event", b"{}", 0.0)]
    for _ in range(100):
        broadcasts.add(news, lambda _: 3)
    now_s[0] += 1.0
    broadcasts.tell(lambda _: 3)
    broadcasts.add([Record("map:silent", 1, "map-event", b"{}", 0.0)], lambda _: 0)
    assert [record.getMessage() for record in caplog.records] == [
        "broadcast stream=map:global type=map-event events=1 clients=3",
        "broadcast stream=map:global type=map-event events=99 clients=3",
    ]


def test_quiet_streams_are_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "watchfloor.server")
    now_s = [10.0]
    broadcasts = BroadcastLog(lambda: now_s[0])
    for number in range(5000):
        now_s[0] += 0.01
        broadcasts.add([Record(f"strategy:{number}", 1, "progress", b"{}", 0.0)], lambda _: 1)
    assert len(broadcasts._told_at_s) <= 1001
