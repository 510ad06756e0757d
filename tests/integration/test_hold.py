"""While the disk is full a channel says that it waits for the journal, and then goes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.integration.fault_server import FaultServer, Request, Wire, answer, event, send, silence, sse
from tests.integration.watch import Watch, feed_of
from watchfloor.core.feed import Feed, PollingPolicy
from watchfloor.core.happening import StateChanged
from watchfloor.core.state import ChannelState
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub

LARGE = "x" * 20_000
SMALL = Settings(commit_s=0.0, retry_s=0.01, index=False, max_events=10)
STORY = "".join(event(LARGE, number) for number in range(1, 21))


class Disk:
    """A journal whose file may not grow: for SQLite that is a full disk."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._connection = writer._worker.book.connection

    async def fill(self) -> None:
        await self._bound(int(self._connection.pragma("page_count")))

    async def empty(self) -> None:
        await self._bound(1_000_000)

    async def _bound(self, pages: int) -> None:
        await self.writer._on_thread(
            lambda: self._connection.pragma("max_page_count", pages), in_trouble=True
        )


@asynccontextmanager
async def full(path: Path, feed: Feed) -> AsyncIterator[tuple[Channel, Watch, Disk]]:
    disk = Disk(Writer.open(path, settings=SMALL))
    await disk.fill()
    watch = Watch()
    hub = Hub([disk.writer, watch], why_held=lambda: disk.writer.trouble)
    channel = hub.add(feed)
    watch.follow(channel)
    channel.start()
    try:
        yield channel, watch, disk
    finally:
        await hub.close()
        await disk.empty()
        await disk.writer.close()


async def test_a_stream_waits_and_reads_on_once_there_is_room(tmp_path: Path) -> None:
    more = asyncio.Event()

    async def later(wire: Wire) -> None:
        await more.wait()
        await send(event("the last", 21))(wire)

    async with (
        FaultServer([sse(), send(STORY), later, silence]) as server,
        full(tmp_path / "a.watchfloor", feed_of(server.url)) as (channel, watch, disk),
    ):
        held = await watch.until_state(ChannelState.HELD)
        assert "is full" in held.reason
        assert held.since_s >= channel.connection.started_s
        await disk.empty()
        back = await watch.until_state(ChannelState.CONNECTED)
        assert back.latency_ms is not None
        assert back.since_s > held.since_s
        more.set()
        await watch.until(lambda: watch.data[-1:] == ["the last"])
        await disk.writer.flush()
    told = [(each.state, each.reason) for each in watch.told(StateChanged)]
    assert told[2][0] == "held"
    assert told[3] == ("connected", "The journal has room again: reading goes on")


async def test_polling_waits_likewise_and_is_polling_afterwards(tmp_path: Path) -> None:
    def body(request: Request) -> str:
        asked = int(request.target.partition("lastEventId=")[2] or 0)
        found = [{"id": str(n), "type": "m", "data": LARGE} for n in range(asked + 1, 21)]
        return json.dumps({"events": found, "lastEventId": "20"})

    async def poll(wire: Wire) -> None:
        await answer("200 OK", body(wire.request), content_type="application/json")(wire)

    async with FaultServer([poll]) as server:
        policy = PollingPolicy(url=f"{server.url}poll", every_s=0.05)
        feed = feed_of(server.url, polling=policy, sse_enabled=False)
        async with full(tmp_path / "a.watchfloor", feed) as (_, watch, disk):
            await watch.until_state(ChannelState.HELD)
            await disk.empty()
            back = await watch.until_state(ChannelState.POLLING)
            assert back.polling_every_s == 0.05
            assert back.code == ""


async def test_who_stops_a_feed_that_waits_is_obeyed_at_once(tmp_path: Path) -> None:
    async with (
        FaultServer([sse(), send(STORY), silence]) as server,
        full(tmp_path / "a.watchfloor", feed_of(server.url)) as (channel, watch, disk),
    ):
        await watch.until_state(ChannelState.HELD)
        channel.pause()
        await channel.closed()
        await disk.empty()
        await disk.writer.flush()
        assert watch.states[-1] is ChannelState.PAUSED
