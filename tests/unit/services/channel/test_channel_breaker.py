"""Many channels of one origin: one breaker, one probe, one bucket, and floors that nobody's luck lowers."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count, pairwise

import msgspec
import pytest

from tests.integration.watch import Watch
from tests.unit.services.script_transport import ScriptTransport, fail, open_and_silent, refused, well
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.state import ChannelState, words
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.hub import Hub
from watchfloor.services.net.attempt import Ask

OPEN_S = 0.2
QUICK = BackoffPolicy(initial_s=0.001, max_s=0.01)
BREAKER = BreakerPolicy(threshold=5, open_s=OPEN_S, probe_s=5.0)
FEED = Feed(name="feed", url="http://origin.example/", backoff=QUICK, breaker=BREAKER)


class Crowd:
    """Channels of one origin, and what they try."""

    def __init__(self, hub: Hub, transport: ScriptTransport, watch: Watch, channels: list[Channel]) -> None:
        self.hub = hub
        self.transport = transport
        self.watch = watch
        self.channels = channels

    def count(self, state: ChannelState) -> int:
        return sum(channel.status.state is state for channel in self.channels)


@asynccontextmanager
async def crowd(
    transport: ScriptTransport, size: int, gate: Gate | None = None, feed: Feed = FEED
) -> AsyncIterator[Crowd]:
    watch = Watch()
    hub = Hub([watch], transport=transport, gate=gate or Gate(1e6, 10**6))
    channels = [hub.add(msgspec.structs.replace(feed, name=f"feed {n}")) for n in range(size)]
    for channel in channels:
        channel.standing.listeners.append(watch._heard)
        channel.start()
    try:
        yield Crowd(hub, transport, watch, channels)
    finally:
        await hub.close()
        assert transport.open_now == 0


async def test_exactly_one_probe_among_a_thousand_channels() -> None:
    transport = ScriptTransport(refused)
    async with crowd(transport, 1000) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 1000)
        before = len(transport.tries)
        transport.play = open_and_silent
        await all_.watch.until(lambda: all_.count(ChannelState.CONNECTED) == 1)
        assert len(transport.tries) == before + 1
        assert transport.open_now == 1
        assert all_.count(ChannelState.BLOCKED) == 999


async def test_probes_come_one_at_a_time_and_never_before_the_breaker_allows() -> None:
    transport = ScriptTransport(refused)
    async with crowd(transport, 100) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 100)
        burst = len(transport.tries)
        await all_.watch.until(lambda: len(transport.tries) >= burst + 3)
        probes = [tried.at_s for tried in transport.tries[burst:]]
        assert all(later - sooner >= OPEN_S for sooner, later in pairwise(probes))


async def test_a_probe_that_brings_an_event_lets_all_in() -> None:
    transport = ScriptTransport(refused)
    async with crowd(transport, 300) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 300)
        transport.play = well
        await all_.watch.until(lambda: len(all_.watch.events) == 300)
        assert all_.count(ChannelState.CONNECTED) == 300


async def test_the_crowd_that_was_let_in_keeps_to_the_bucket() -> None:
    rate_per_s, size = 200.0, 60
    transport = ScriptTransport(refused)
    async with crowd(transport, size, Gate(rate_per_s, 5)) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == size)
        before = len(transport.tries)
        transport.play = well
        await all_.watch.until(lambda: len(all_.watch.events) == size)
        tries = [tried.at_s for tried in transport.tries[before:]]
        # Never earlier than the bucket allows; a busy machine may make it later.
        assert all(at_s - tries[0] >= (n - 6) / rate_per_s for n, at_s in enumerate(tries))


async def test_a_person_who_resets_the_breaker_lets_all_try() -> None:
    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(open_s=1000))
    transport = ScriptTransport(refused)
    async with crowd(transport, 20, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 20)
        status = all_.channels[7].status
        assert words(status, status.since_s) == "Breaker open · probe in 1000 s"
        assert status.reason
        transport.play = well
        all_.channels[7].reset_breaker()
        await all_.watch.until(lambda: len(all_.watch.events) == 20)


async def test_retry_now_while_blocked_asks_at_once() -> None:
    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(open_s=1000))
    transport = ScriptTransport(refused)
    async with crowd(transport, 1, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 1)
        transport.play = well
        all_.channels[0].retry_now()
        await all_.watch.until(lambda: len(all_.watch.events) == 1)


async def test_nobody_is_said_to_reconnect_before_the_breaker_lets_anybody() -> None:
    """Whoever tripped it, and whoever was waiting when it was tripped."""
    slow = BackoffPolicy(initial_s=500, max_s=500, jitter=False)
    feed = msgspec.structs.replace(FEED, backoff=slow, breaker=BreakerPolicy(threshold=3, open_s=1000))
    transport = ScriptTransport(refused)
    async with crowd(transport, 3, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 3)
        assert len(transport.tries) == 3
        told = all_.watch.states
        assert told == [ChannelState.CONNECTING, ChannelState.RECONNECTING, ChannelState.BLOCKED]
        for channel in all_.channels:
            assert words(channel.status, channel.status.since_s) == "Breaker open · probe in 1000 s"


async def test_who_trips_the_breaker_is_not_said_to_reconnect_first() -> None:
    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(threshold=1, open_s=1000))
    async with crowd(ScriptTransport(refused), 1, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 1)
        assert all_.watch.states == [ChannelState.CONNECTING, ChannelState.BLOCKED]


async def test_a_wait_that_is_longer_than_the_breakers_is_told_as_it_is() -> None:
    async def busy(_ask: Ask) -> AsyncGenerator[bytes, None]:
        fail("server-error", "503 Service Unavailable", 503, retry_after_s=500)
        yield b""

    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(threshold=1, open_s=100))
    transport = ScriptTransport(busy)
    async with crowd(transport, 1, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.RECONNECTING) == 1)
        status = all_.channels[0].status
        assert words(status, status.since_s).startswith("Reconnecting in 50")
        all_.channels[0].reset_breaker()
        transport.play = well
        all_.channels[0].retry_now()
        await all_.watch.until(lambda: len(all_.watch.events) == 1)


async def test_whoever_is_blocked_is_told_what_opened_the_breaker() -> None:
    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(threshold=2, open_s=OPEN_S))
    transport = ScriptTransport(numbered())
    async with crowd(transport, 5, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 5)
        assert all_.channels[0].breaker.why_open == "try 2"
        assert {each.status.reason for each in all_.channels} == {"try 2"}
        # The probe fails for another reason: from then on that is the one.
        await all_.watch.until(lambda: all_.channels[0].breaker.opened == 2)
        again = all_.channels[0].breaker.why_open
        assert again != "try 2"
        await all_.watch.until(lambda: {each.status.reason for each in all_.channels} == {again})


def numbered() -> Callable[[Ask], AsyncGenerator[bytes, None]]:
    """Each try fails for a reason of its own."""
    numbers = count(1)

    async def play(ask: Ask) -> AsyncGenerator[bytes, None]:
        fail("server-error", f"try {next(numbers)}", 503)
        yield b""

    return play


async def test_a_stopped_probe_lets_another_probe_at_once() -> None:
    transport = ScriptTransport(refused)
    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(open_s=OPEN_S, probe_s=1000))
    async with crowd(transport, 10, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 10)
        transport.play = open_and_silent
        await all_.watch.until(lambda: all_.count(ChannelState.CONNECTED) == 1)
        next(each for each in all_.channels if each.status.state is ChannelState.CONNECTED).stop()
        await all_.watch.until(lambda: all_.count(ChannelState.CONNECTED) == 1)


async def test_a_probe_that_is_refused_for_itself_alone_lets_another_probe_at_once() -> None:
    """That one may not come in says nothing of the server, and must not keep the others waiting."""

    async def play(ask: Ask) -> AsyncGenerator[bytes, None]:
        if not barred:
            barred.append(ask.feed.name)
            fail("unauthorized", "401 Unauthorized", 401)
        async for block in well(ask):
            yield block

    barred: list[str] = []
    transport = ScriptTransport(refused)
    feed = msgspec.structs.replace(FEED, breaker=BreakerPolicy(open_s=OPEN_S, probe_s=1000))
    async with crowd(transport, 10, feed=feed) as all_:
        await all_.watch.until(lambda: all_.count(ChannelState.BLOCKED) == 10)
        transport.play = play
        await all_.watch.until(lambda: len(all_.watch.events) == 9)
        failed = [each for each in all_.channels if each.status.state is ChannelState.FAILED]
        assert [each.feed.name for each in failed] == barred


async def later(ask: Ask) -> AsyncGenerator[bytes, None]:
    fail("rate-limited", "429 Too Many Requests", 429, 1000.0)
    yield b""


@pytest.mark.parametrize("policy", [BREAKER, BreakerPolicy(enabled=False)], ids=["breaker on", "breaker off"])
async def test_another_channels_luck_does_not_lower_a_floor(policy: BreakerPolicy) -> None:
    """One was told to wait; the breaker of its origin opens and closes meanwhile."""

    async def play(ask: Ask) -> AsyncGenerator[bytes, None]:
        source = later if ask.feed.name == "feed 0" else plays[0]
        async for block in source(ask):
            yield block

    plays = [refused]
    transport = ScriptTransport(play)
    feed = msgspec.structs.replace(FEED, breaker=policy)
    async with crowd(transport, 10, feed=feed) as all_:
        await all_.watch.until(lambda: all_.channels[0].status.state is ChannelState.RECONNECTING)
        await all_.watch.until(lambda: len(transport.tries) > 12)
        plays[0] = well
        await all_.watch.until(lambda: len(all_.watch.events) == 9)
        all_.channels[3].reset_breaker()
        await asyncio.sleep(0)
        assert all_.channels[0].status.state is ChannelState.RECONNECTING
        assert sum(tried.ask.feed.name == "feed 0" for tried in transport.tries) == 1


async def test_a_breaker_that_changed_while_connected_shortens_no_later_wait() -> None:
    end = asyncio.Event()

    async def play(ask: Ask) -> AsyncGenerator[bytes, None]:
        yield b""
        yield b"retry: 100000\ndata: 1\n\n"
        await end.wait()

    transport = ScriptTransport(play)
    async with crowd(transport, 1) as all_:
        await all_.watch.until(lambda: all_.watch.events)
        all_.channels[0].reset_breaker()
        end.set()
        await all_.watch.until(lambda: all_.channels[0].status.state is ChannelState.RECONNECTING)
        for _ in range(10):
            await asyncio.sleep(0)
        assert len(transport.tries) == 1


async def test_while_the_breaker_is_open_its_channels_poll() -> None:
    async def poll(ask: Ask) -> bytes:
        return b'{"events":[{"id":%d,"data":"polled"}]}' % len(transport.polls)

    polling = PollingPolicy(url="http://origin.example/poll", every_s=0.01)
    feed = msgspec.structs.replace(
        FEED,
        backoff=BackoffPolicy(initial_s=0.001, multiplier=200, max_s=1000, jitter=False),
        breaker=BreakerPolicy(threshold=3, open_s=1000),
        polling=polling,
    )
    transport = ScriptTransport(refused, poll)
    async with crowd(transport, 1, feed=feed) as all_:
        await all_.watch.until(lambda: len(all_.watch.events) >= 3)
        assert all_.count(ChannelState.POLLING) == 1
        assert len(transport.tries) == 3, "at once when the breaker opened, not after one more long wait"
