"""The demo's feeds and the server that they are made for."""

from watchfloor.server.scenario.demo_feed import demo_feeds, quickened
from watchfloor.server.setting import Pace, Setting


def test_feeds_expect_the_hearts_that_the_server_has() -> None:
    pace = quickened(Setting()).pace
    hearts_s = {
        "map_stream": pace.map_ping_s,
        "strategist": pace.strategist_heartbeat_s,
        "debate": pace.debate_heartbeat_s,
        "cockpit": pace.cockpit_heartbeat_s,
        "strategy": pace.strategy_heartbeat_s,
    }
    for feed in demo_feeds("http://127.0.0.1:1"):
        assert feed.heartbeat_s == hearts_s[feed.profile], feed.name


def test_only_the_hearts_are_quicker() -> None:
    pace = quickened(Setting()).pace
    changed = {name for name in Pace.__struct_fields__ if getattr(pace, name) != getattr(Pace(), name)}
    assert changed == {
        "map_ping_s",
        "cockpit_heartbeat_s",
        "debate_heartbeat_s",
        "strategist_heartbeat_s",
        "strategy_heartbeat_s",
    }
