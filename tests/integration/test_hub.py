"""Many listeners, one connection: nobody holds up anybody else, and what is dropped is counted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from tests.integration.fault_server import FaultServer, chunked, chunks, events, send, silence, sse, when
from tests.integration.gated import Gated
from tests.integration.watch import PATIENCE_S, Watch, feed_of
from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Event
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.workspace import Pace
from watchfloor.services.channel.hub import Hub
from watchfloor.services.channel.subscription import Subscription


@asynccontextmanager
async def hub_of(*sinks: object) -> AsyncIterator[Hub]:
    hub = Hub(list(sinks))  # type: ignore[arg-type]
    try:
        yield hub
    finally:
        await hub.close()


async def collect(subscription: Subscription, count: int) -> list[str]:
    found: list[str] = []
    async with asyncio.timeout(PATIENCE_S):
        async for batch in subscription:
            found += [event.data for event in batch]
            if len(found) >= count:
                return found
    raise AssertionError(f"ended after {found}")


ONE_TO_NINE = [str(n) for n in range(1, 10)]


async def test_two_subscribers_share_one_connection() -> None:
    async with FaultServer([sse(), send(events(1, 9)), silence]) as server, hub_of() as hub:
        feed = feed_of(server.url)
        first, second = hub.subscribe(feed), hub.subscribe(feed)
        assert await collect(first, 9) == ONE_TO_NINE
        assert await collect(second, 9) == ONE_TO_NINE
        assert len(server.requests) == 1
        assert len(hub.channels) == 1


async def test_a_name_stands_for_one_feed() -> None:
    async with hub_of() as hub:
        feed = feed_of("http://a.example/")
        assert hub.add(feed) is hub.add(feed)
        with pytest.raises(KnownError, match="There is already another feed named 'feed'"):
            hub.add(feed_of("http://b.example/"))


async def test_a_filter_lets_through_what_is_wanted() -> None:
    async with FaultServer([sse(), send(events(1, 9)), silence]) as server, hub_of() as hub:
        even = hub.subscribe(feed_of(server.url), wanted=lambda event: int(event.data) % 2 == 0)
        assert await collect(even, 4) == ["2", "4", "6", "8"]
        assert (even.skipped, even.dropped) == (0, 0)


async def test_priority_decides_who_hears_first() -> None:
    heard: list[int] = []

    async with (
        FaultServer([sse(), when(ready := asyncio.Event()), send(events(1, 1)), silence]) as server,
        hub_of() as hub,
    ):
        subscriptions = []
        for priority in (1, 5, 3):

            def note(_: Event, priority: int = priority) -> bool:
                heard.append(priority)
                return True

            subscriptions.append(hub.subscribe(feed_of(server.url), wanted=note, priority=priority))
        ready.set()
        await collect(subscriptions[0], 1)
        assert heard == [5, 3, 1]


async def test_one_that_never_listens_holds_up_nobody() -> None:
    async with FaultServer([sse(), send(events(1, 9)), silence]) as server, hub_of() as hub:
        feed = feed_of(server.url)
        idle, active = hub.subscribe(feed, priority=9), hub.subscribe(feed)
        assert await collect(active, 9) == ONE_TO_NINE
        assert await collect(idle, 9) == ONE_TO_NINE, "what waits is still there"


async def test_a_filter_that_fails_is_its_own_subscribers_trouble() -> None:
    def picky(event: Event) -> bool:
        return event.data != "5" or bool(1 / 0)

    script = [sse(), send(events(1, 3)), when(more := asyncio.Event()), send(events(4, 9)), silence]
    async with FaultServer(script) as server, hub_of() as hub:
        feed = feed_of(server.url)
        failing, well = hub.subscribe(feed, wanted=picky, priority=9), hub.subscribe(feed)
        assert await collect(failing, 3) == ["1", "2", "3"]
        more.set()
        assert await collect(well, 9) == ONE_TO_NINE
        with pytest.raises(ZeroDivisionError):
            await anext(failing)
        with pytest.raises(StopAsyncIteration):
            await anext(failing)
        assert hub.channels["feed"].status.state is ChannelState.CONNECTED


async def test_over_its_bound_a_slow_one_loses_the_oldest_and_it_is_counted() -> None:
    async with FaultServer([sse(), send(events(1, 12_000)), silence]) as server, hub_of() as hub:
        feed = feed_of(server.url)
        slow, quick = hub.subscribe(feed), hub.subscribe(feed)
        await collect(quick, 12_000)
        kept = await collect(slow, 10_000)
        assert (len(kept), kept[0], kept[-1], slow.dropped) == (10_000, "2001", "12000", 2000)


async def test_a_buffer_keeps_the_last() -> None:
    async with FaultServer([sse(), send(events(1, 500)), silence]) as server, hub_of() as hub:
        feed = feed_of(server.url)
        buffer = hub.subscribe(feed, pace=Pace(kind="buffer", size=100))
        quick = hub.subscribe(feed, priority=-1)
        await collect(quick, 500)
        kept = await collect(buffer, 100)
        assert (kept[0], kept[-1], len(kept), buffer.skipped, buffer.dropped) == ("401", "500", 100, 400, 0)


async def test_removing_a_feed_ends_its_subscriptions() -> None:
    async with FaultServer([sse(), send(events(1, 3)), silence]) as server, hub_of() as hub:
        feed = feed_of(server.url)
        subscription = hub.subscribe(feed)
        await collect(subscription, 3)
        channel = hub.channels["feed"]
        hub.remove("feed")
        with pytest.raises(StopAsyncIteration):
            await anext(subscription)
        await channel.closed()
        await server.deserted()
        assert hub.add(feed) is not channel


async def test_a_closed_subscription_hears_no_more_and_the_others_do() -> None:
    script = [sse(), send(events(1, 3)), when(more := asyncio.Event()), send(events(4, 9)), silence]
    async with FaultServer(script) as server, hub_of() as hub:
        feed = feed_of(server.url)
        first, second = hub.subscribe(feed), hub.subscribe(feed)
        await collect(first, 3)
        first.close()
        first.close()
        more.set()
        assert await collect(second, 9) == ONE_TO_NINE
        with pytest.raises(StopAsyncIteration):
            await anext(first)


class Narrow(Watch):
    """A sink with room only when the test makes some."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.waited = asyncio.Event()

    async def room(self) -> None:
        if not self.gate.is_set():
            self.waited.set()
            await self.gate.wait()


async def test_a_sink_without_room_holds_the_socket_and_nothing_is_lost() -> None:
    count = 200_000  # far more than sockets hold between them
    narrow, sent = Narrow(), asyncio.Event()

    async def done(_: object) -> None:
        sent.set()

    script = [chunked(), *[chunks(events(n, n + 999)) for n in range(1, count, 1000)], done, silence]
    async with FaultServer(script) as server, hub_of(narrow) as hub:
        channel = hub.add(feed_of(server.url))
        narrow.follow(channel)
        channel.start()
        await narrow.waited.wait()
        await narrow.until(lambda: narrow.events)
        held = len(narrow.batches)
        for _ in range(100):
            await asyncio.sleep(0)
        assert not sent.is_set()
        assert len(narrow.batches) == held
        assert len(narrow.events) < count
        narrow.gate.set()
        await narrow.until(lambda: len(narrow.events) == count)
        assert sent.is_set()
        assert [event.seq for event in narrow.events] == list(range(1, count + 1))


async def test_waiting_for_room_is_not_silence() -> None:
    """The journal is slow for longer than three heartbeats: the stream is neither stale nor dropped."""
    narrow, more = Narrow(), asyncio.Event()
    script = [sse(), send(events(1, 1)), when(more), send(events(2, 2)), silence]
    async with FaultServer(script) as server, hub_of(narrow) as hub:
        channel = hub.add(feed_of(server.url, heartbeat_s=1000.0))
        narrow.follow(channel)
        channel.start()
        await narrow.waited.wait()
        channel.hearing.watchdog.last_byte_s -= 10_000
        channel.hearing.watchdog._look()
        narrow.gate.set()
        more.set()
        await narrow.until_data("1", "2")
        assert ChannelState.STALE not in narrow.states
        assert (narrow.outcomes, len(server.requests)) == ([], 1)


async def test_the_hub_closes_although_one_will_not_end() -> None:
    """Within its two seconds; who is late is let go of."""
    transport = Gated()
    hub = Hub([], transport=transport)
    channel = hub.add(feed_of("http://a.example/"))
    channel.start()
    await transport.opened.wait()
    async with asyncio.timeout(PATIENCE_S):
        await hub.close()
    assert channel.running
    assert channel.status.state is ChannelState.IDLE
    transport.let_go.set()
    await channel.closed()


async def test_many_channels_close_together() -> None:
    watch = Watch()
    async with FaultServer([sse(), send(events(1, 1)), silence]) as server:
        async with hub_of(watch) as hub:
            feed = feed_of(server.url)
            for n in range(50):
                hub.add(msgspec.structs.replace(feed, name=f"feed {n}")).start()
            await watch.until(lambda: len(watch.events) == 50)
            assert server.open == 50
        await server.deserted()


async def test_sinks_hear_in_order_and_before_subscribers() -> None:
    order: list[str] = []

    class Ear(Watch):
        def accept(self, batch: Batch) -> None:
            super().accept(batch)
            if batch.events:
                order.append("sink")

    async with FaultServer([sse(), send(events(1, 1)), silence]) as server, hub_of(Ear(), Ear()) as hub:

        def note(_: Event) -> bool:
            order.append("subscriber")
            return True

        subscription = hub.subscribe(feed_of(server.url), wanted=note)
        await collect(subscription, 1)
        assert order == ["sink", "sink", "subscriber"]
