"""What can be seen of a connection, before the first attempt, after one that failed, and without secrets."""

import msgspec
import pytest

from tests.integration.fault_server import FaultServer, answer
from tests.integration.watch import watching
from watchfloor.core.feed import BreakerPolicy, Feed
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.link.breaker import BreakerState
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.hub import Hub
from watchfloor.services.diagnosis.insight import insight_of, wires_of

PLANTED = "pl4nted-token-0042"


class Now(msgspec.Struct, frozen=True):
    wall_s: float = 1_000_000.0
    monotonic_s: float = 500.0


async def test_before_the_first_attempt_there_is_nothing_to_see() -> None:
    hub = Hub([])
    channel = hub.add(Feed(name="feed", url=f"http://u:{PLANTED}@feed.example/?token={PLANTED}&scope=all"))
    insight = insight_of(channel, Now())
    assert (insight.wire, insight.turns, insight.beats_at_s) == (None, [], [])
    assert wires_of(channel) == {}
    assert not insight.is_open
    assert "scope=all" in insight.url
    assert PLANTED not in insight.url
    assert insight.measures.clock_offset_s is None
    await hub.close()


async def test_what_a_failed_attempt_sent_and_got_is_there_without_secrets() -> None:
    refusal = answer("403 Forbidden", set_cookie=f"sid={PLANTED}", x_why="not yours")
    async with FaultServer([refusal]) as server:
        headers = (("Authorization", f"Bearer {PLANTED}"), ("X-Desk", PLANTED))
        async with watching(f"{server.url}?api_key={PLANTED}", headers=headers) as watch:
            ended = await watch.until_told(AttemptEnded)
            assert watch.channel is not None
            insight = insight_of(watch.channel, Now(), [PLANTED])
            wires = wires_of(watch.channel, [PLANTED])
    assert wires[ended.started_at_s] == insight.wire
    assert PLANTED not in repr(wires)
    assert insight.wire is not None
    assert dict(insight.wire.request)["authorization"].startswith("Bearer ")
    assert dict(insight.wire.answer)["x-why"] == "not yours"
    assert insight.wire.http_version == "HTTP/1.1"
    assert PLANTED not in repr(insight)


@pytest.fixture
async def channel() -> Channel:
    policy = BreakerPolicy(threshold=1, open_s=30.0)
    hub = Hub([], gate=Gate())
    return hub.add(Feed(name="feed", url="http://feed.example/", breaker=policy))


async def test_moments_of_the_monotonic_clock_are_told_on_the_wall_clock(channel: Channel) -> None:
    permit = channel.breaker.admit(480.0)
    channel.breaker.failed(permit, 490.0, f"It said {PLANTED}.")  # type: ignore[arg-type]  # it is closed
    channel.heartbeat.beat(495.0)
    insight = insight_of(channel, Now(), [PLANTED])
    (turn,) = insight.turns
    assert (turn.at_s, turn.state, turn.why) == (999_990.0, BreakerState.OPEN, "It said [redacted].")
    assert insight.beats_at_s == [999_995.0]
    assert insight.probe_at_s == 520.0
