"""Commands at any moment, in any state: what was asked holds at once, and nothing is left running."""

import asyncio
import gc
import random
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.integration.fault_server import (
    FaultServer,
    Step,
    Wire,
    answer,
    chunked,
    chunks,
    events,
    rst,
    send,
    silence,
    sse,
)
from tests.integration.gated import Gated
from tests.integration.watch import Watch, feed_of, watching
from watchfloor.core.event import Batch
from watchfloor.core.feed import BreakerPolicy, PollingPolicy
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.net.answer import Opened
from watchfloor.services.net.attempt import Ask, Timing

REST = (ChannelState.IDLE, ChannelState.PAUSED, ChannelState.FAILED)
COMMANDS: dict[str, Callable[[Channel], None]] = {
    "start": Channel.start,
    "stop": Channel.stop,
    "pause": Channel.pause,
    "resume": Channel.resume,
    "retry_now": Channel.retry_now,
    "reset_breaker": Channel.reset_breaker,
}
JSON_POLL = answer("200 OK", '{"events":[],"lastEventId":"2"}', content_type="application/json")


async def _poll_or_refuse(wire: Wire) -> None:
    step = JSON_POLL if wire.request.target.startswith("/poll") else answer("503 Service Unavailable")
    await step(wire)


STATES: dict[ChannelState, list[list[Step]]] = {
    ChannelState.IDLE: [[answer("204 No Content")]],
    ChannelState.CONNECTING: [[silence]],
    ChannelState.CONNECTED: [[sse(), send(events(1, 2)), silence]],
    ChannelState.STALE: [[sse(), send(events(1, 2)), silence]],
    ChannelState.RECONNECTING: [[answer("503 Service Unavailable", retry_after="1000")]],
    ChannelState.BLOCKED: [[answer("503 Service Unavailable")]],
    ChannelState.POLLING: [[_poll_or_refuse]],
    ChannelState.FAILED: [[answer("404 Not Found")]],
    ChannelState.PAUSED: [[sse(), silence]],
}


def settings_for(state: ChannelState, server: FaultServer) -> dict[str, Any]:
    threshold = 3 if state is ChannelState.RECONNECTING else 2
    polling = PollingPolicy(url=server.url + "poll", every_s=0.01)
    return {
        "breaker": BreakerPolicy(threshold=threshold, open_s=1000),
        "polling": polling if state is ChannelState.POLLING else None,
    }


async def channel_in(state: ChannelState, watch: Watch) -> Channel:
    channel = watch.channel
    assert channel is not None
    channel.start()
    if state is ChannelState.STALE:
        await watch.until_state(ChannelState.CONNECTED)
        channel.hearing.on_silence()
    if state is ChannelState.PAUSED:
        channel.pause()
    if state is not ChannelState.CONNECTING:
        await watch.until_state(state)
    return channel


def no_timer_is_left() -> None:
    """Nothing of ours is scheduled any more (a cancelled timer is none)."""
    scheduled = getattr(asyncio.get_running_loop(), "_scheduled", ())
    left = [timer for timer in scheduled if not timer.cancelled()]
    assert not left, left


@pytest.fixture
async def nothing_left() -> AsyncIterator[None]:
    """No socket was forgotten: its ResourceWarning would come when it is collected."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
    assert not [str(each.message) for each in caught]


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("state", STATES)
async def test_each_command_in_each_state(state: ChannelState, command: str) -> None:
    async with (
        FaultServer(*STATES[state]) as server,
        watching(server.url, start=False, **settings_for(state, server)) as watch,
    ):
        channel = await channel_in(state, watch)
        COMMANDS[command](channel)
        match command:
            case "stop":
                assert channel.status.state is ChannelState.IDLE
            case "pause":
                assert channel.status.state is ChannelState.PAUSED
            case "start" | "resume" | "retry_now":
                assert channel.status.state not in REST
            case _:
                assert channel.status.state is state
        if command in ("stop", "pause"):
            await channel.closed()
            assert not channel.running
            await server.deserted()
            assert channel.status.state in REST
        channel.stop()
        await channel.closed()
        assert channel.status.state is ChannelState.IDLE
    no_timer_is_left()


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize("state", STATES)
async def test_the_hub_closes_in_each_state(state: ChannelState) -> None:
    async with FaultServer(*STATES[state]) as server:
        async with watching(server.url, start=False, **settings_for(state, server)) as watch:
            channel = await channel_in(state, watch)
        assert not channel.running
        await server.deserted()
        no_timer_is_left()


def flapping(chance: random.Random) -> list[list[Step]]:
    """Connections that begin and end in every way, some of them in the middle."""
    kinds: list[list[Step]] = [
        [],
        [rst],
        [silence],
        [sse(), send(events(1, 2))],
        [sse(), send(events(1, 2), "data: cut"), rst],
        [sse(), send(events(1, 3)), silence],
        [chunked(), chunks(events(1, 3))],
        [answer("503 Service Unavailable")],
        [answer("429 Too Many Requests", retry_after="0")],
        [answer("404 Not Found")],
        [answer("204 No Content")],
        [answer("307 Temporary Redirect", location="/elsewhere")],
    ]
    return [[_unless_polled(chance.choice(kinds))] for _ in range(12)] + [[_unless_polled([sse(), silence])]]


def _unless_polled(steps: list[Step]) -> Step:
    async def step(wire: Wire) -> None:
        for each in [JSON_POLL] if wire.request.target.startswith("/poll") else steps:
            await each(wire)

    return step


async def some_turns(chance: random.Random, watch: Watch) -> None:
    """Let the loop turn some times, or until something happens."""
    if chance.random() < 0.3 and watch.channel is not None and watch.channel.running:
        seen = len(watch.happenings)
        await watch.until(lambda: len(watch.happenings) > seen or watch.statuses[-1].state in STEADY)
    for _ in range(chance.randrange(30)):
        await asyncio.sleep(0)


STEADY = set(ChannelState) - {ChannelState.STALE, ChannelState.RECONNECTING}


async def play(seed: int) -> None:
    chance = random.Random(seed)
    async with FaultServer(*flapping(chance)) as server:
        breaker = BreakerPolicy(threshold=3, open_s=0.02, probe_s=0.1)
        polling = PollingPolicy(url=server.url + "poll", every_s=0.005) if seed % 2 else None
        async with watching(
            server.url, start=False, breaker=breaker, polling=polling, connect_timeout_s=0.2
        ) as watch:
            channel = watch.channel
            assert channel is not None
            for _ in range(8):
                name = chance.choice(list(COMMANDS))
                before = channel.status.state
                COMMANDS[name](channel)
                after = channel.status.state
                if name in ("stop", "pause"):
                    assert after is (ChannelState.IDLE if name == "stop" else ChannelState.PAUSED)
                elif name != "reset_breaker":
                    assert after not in REST, (name, before)
                await some_turns(chance, watch)
                if name in ("stop", "pause"):
                    assert channel.status.state is after, "only a command ends a rest"
        assert not channel.running
        await server.deserted()
        no_timer_is_left()


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize("first", range(0, 200, 20), ids=lambda first: f"from_{first}")
async def test_any_order_of_commands(first: int) -> None:
    for seed in range(first, first + 20):
        try:
            await play(seed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error


class _Slow:
    """A sink that never has room again."""

    def __init__(self) -> None:
        self.waiting = asyncio.Event()

    def accept(self, batch: Batch) -> None:
        pass

    async def room(self) -> None:
        self.waiting.set()
        await asyncio.Event().wait()


async def test_the_hub_closes_although_a_sink_has_no_room() -> None:
    slow = _Slow()
    async with FaultServer([sse(), send(events(1, 2)), silence]) as server:
        hub = Hub([slow])
        hub.add(feed_of(server.url)).start()
        await slow.waiting.wait()
        await hub.close()
        await server.deserted()


async def test_starts_and_stops_in_quick_succession_never_overlap() -> None:
    transport = Gated()
    hub = Hub([], transport=transport)
    channel = hub.add(feed_of("http://a.example/"))
    channel.start()
    await transport.opened.wait()
    for _ in range(3):
        channel.stop()
        channel.start()
        await asyncio.sleep(0)
    transport.opened.clear()
    asyncio.get_running_loop().call_soon(transport.let_go.set)
    await transport.opened.wait()
    await hub.close()
    assert (transport.most_open, transport.open_now) == (1, 0)


async def test_who_hears_of_an_end_may_stop_the_channel_at_once() -> None:
    """The stop comes in the middle of the channel's own step, and still is the last word."""

    class Stopper(Watch):
        def accept(self, batch: Batch) -> None:
            super().accept(batch)
            if self.channel is not None and any(isinstance(each, AttemptEnded) for each in batch.happenings):
                self.channel.stop()

    watch = Stopper()
    async with FaultServer([answer("503 Service Unavailable")]) as server:
        hub = Hub([watch])
        channel = hub.add(feed_of(server.url))
        watch.follow(channel)
        channel.start()
        await watch.until(lambda: watch.outcomes)
        await channel.closed()
        assert channel.status.state is ChannelState.IDLE
        await hub.close()


async def test_a_resume_that_is_stopped_leaves_no_timer() -> None:
    """Whether a resume brought what it should is looked at a little later; not after the end."""
    async with FaultServer([sse(), send(events(1, 2))], [sse(), silence]) as server:
        async with watching(server.url) as watch:
            await server.asked(2)
            await watch.until(lambda: watch.outcomes and watch.statuses[-1].state is ChannelState.CONNECTED)
        no_timer_is_left()


class Clumsy(Gated):
    """A transport with a bug: its first attempt cannot be ended without an error."""

    @asynccontextmanager
    async def open(self, ask: Ask, timing: Timing) -> AsyncIterator[Opened]:
        first = not self.opened.is_set()
        self.opened.set()
        try:
            await asyncio.Event().wait()
            yield NotImplemented
        finally:
            self.let_go.set()
            if first:
                raise ZeroDivisionError


@pytest.mark.logs("channel feed failed")
async def test_a_bug_in_what_was_stopped_does_not_fail_what_was_started_since() -> None:
    transport, watch = Clumsy(), Watch()
    hub = Hub([watch], transport=transport)
    channel = hub.add(feed_of("http://a.example/"))
    watch.follow(channel)
    channel.start()
    await transport.opened.wait()
    first = channel._task
    assert first is not None
    channel.stop()
    channel.start()
    await asyncio.wait([first])
    for _ in range(5):
        await asyncio.sleep(0)
    assert watch.states == [ChannelState.CONNECTING, ChannelState.IDLE, ChannelState.CONNECTING]
    assert channel.running
    await hub.close()
