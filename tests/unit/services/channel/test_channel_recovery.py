"""When failures are forgotten: after a connection that served, however many tries and clicks came before."""

import asyncio
import time
from collections.abc import AsyncGenerator
from functools import partial

import pytest

from tests.integration.watch import PATIENT, Watch
from tests.unit.services.script_transport import ScriptTransport, fail
from watchfloor.core.feed import BackoffPolicy, Feed
from watchfloor.core.link.backoff import HEALTHY_S
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.hub import Hub
from watchfloor.services.clock import Clock
from watchfloor.services.net.attempt import Ask

SLOW = BackoffPolicy(initial_s=20.0, multiplier=2, max_s=60.0, jitter=False)
FEED = Feed(name="feed", url="http://origin.example/", backoff=SLOW, breaker=PATIENT)
FAILURES = 3


class Weather:
    """A server that refuses a few times, then serves until it is told to drop; and a clock that can jump."""

    def __init__(self) -> None:
        self.dropped = asyncio.Event()
        self.more = asyncio.Event()
        self.later_s = 0.0
        self.transport = ScriptTransport(self._play)
        self.watch = Watch()
        clock = Clock(monotonic_s=lambda: time.monotonic() + self.later_s, random=lambda: 1.0)
        self.hub = Hub([self.watch], transport=self.transport, clock=clock)
        self.channel = self.hub.add(FEED)
        self.watch.follow(self.channel)

    async def _play(self, _ask: Ask) -> AsyncGenerator[bytes, None]:
        if len(self.transport.tries) <= FAILURES:
            fail("refused", "Nothing listens there.")
        yield b""
        yield b": served\n\n"
        await self.more.wait()
        yield b": still there\n\n"
        await self.dropped.wait()

    def _has_failed(self, count: int) -> bool:
        return self.channel.status.attempt == count

    async def connected_at_last(self) -> None:
        """After as many clicks on Retry now as there are failures."""
        self.channel.start()
        for count in range(1, FAILURES + 1):
            await self.watch.until(partial(self._has_failed, count))
            self.channel.retry_now()
        await self.watch.until_state(ChannelState.CONNECTED)
        await self.watch.until(lambda: self.channel.connection.fruitful)


@pytest.mark.parametrize(("served_s", "attempt"), [(HEALTHY_S + 1, 1), (HEALTHY_S - 2, FAILURES + 1)])
async def test_a_connection_that_served_for_some_seconds_starts_the_count_anew(
    served_s: float, attempt: int
) -> None:
    weather = Weather()
    await weather.connected_at_last()
    weather.later_s += served_s
    weather.more.set()
    weather.dropped.set()
    status = await weather.watch.until_state(ChannelState.RECONNECTING)
    assert status.attempt == attempt
    assert status.retry_at_s is not None
    wait_s = status.retry_at_s - status.since_s
    assert (wait_s <= 1.0) is (attempt == 1)  # the first retry after a healthy connection is quick
    await weather.hub.close()


async def test_what_comes_shows_that_failures_are_forgotten() -> None:
    weather = Weather()
    await weather.connected_at_last()
    assert weather.channel.next_waits_s[0] > 1.0
    weather.later_s += HEALTHY_S + 1
    weather.more.set()
    await weather.watch.until(lambda: weather.channel.next_waits_s[0] <= 1.0)
    await weather.hub.close()


async def test_a_click_on_a_healthy_connection_forgets_them_too() -> None:
    weather = Weather()
    await weather.connected_at_last()
    weather.later_s += HEALTHY_S + 1
    weather.channel.retry_now()
    await weather.watch.until(lambda: len(weather.transport.tries) == FAILURES + 2)
    await weather.watch.until_state(ChannelState.CONNECTED)
    assert weather.channel.next_waits_s[0] <= 1.0
    await weather.hub.close()
