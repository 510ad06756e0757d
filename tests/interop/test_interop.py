"""Our channel and servers that we did not write: nothing lost, nothing doubled, whoever falls over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.interop.listener import Listener
from tests.interop.nginx import proxy
from tests.interop.origin import ORIGINS, Origin
from tests.interop.program import Program, free_port
from tests.interop.script import expected
from watchfloor.core.happening import AttemptEnded, GapFound, IdsRestarted, Resumed

pytestmark = pytest.mark.timeout(300)  # the first of them installs the Node server
HEARTBEATS = 2


@dataclass
class Way:
    """From the channel to the server, perhaps through a proxy."""

    origin: Origin
    proxy: Program | None
    url: str

    async def restart(self) -> None:
        await self.origin.kill()
        await self.origin.start()


@asynccontextmanager
async def way_to(name: str, folder: Path, *, proxied: bool) -> AsyncIterator[Way]:
    origin = ORIGINS[name](folder)
    before = proxy(folder / "proxy", free_port(), origin.port) if proxied else None
    try:
        await origin.start()
        if before is not None:
            await before.start()
        yield Way(origin, before, f"http://127.0.0.1:{before.port if before else origin.port}/stream")
    finally:
        if before is not None:
            await before.kill()
        await origin.close()


@pytest.fixture(params=["direct", "through nginx"])
async def way(request: pytest.FixtureRequest, name: str, tmp_path: Path) -> AsyncIterator[Way]:
    async with way_to(name, tmp_path, proxied=request.param != "direct") as way:
        yield way


@pytest.fixture(params=list(ORIGINS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def check(listener: Listener, way: Way, count: int) -> None:
    """Every event came once, in order, and the ledger knows it."""
    assert listener.said == expected(count)
    assert listener.totals.balanced
    assert listener.totals.stored == count
    assert listener.totals.refused == {}
    assert listener.totals.missing in ((0,) if way.origin.provable else (0, None))
    assert not [told for told in listener.happenings if isinstance(told, GapFound | IdsRestarted)]


async def test_events_arrive_complete(way: Way) -> None:
    async with Listener(way.url) as listener:
        await way.origin.offer(10)
        await listener.until(10)
        await way.origin.offer(way.origin.many)
        await listener.until(way.origin.many)
        check(listener, way, way.origin.many)
        assert listener.totals.duplicates == 0


async def test_what_was_there_before_comes_too(way: Way) -> None:
    await way.origin.offer(way.origin.many)
    async with Listener(way.url) as listener:
        await listener.until(way.origin.many)
        check(listener, way, way.origin.many)


async def test_a_killed_server_costs_nothing(way: Way) -> None:
    async with Listener(way.url) as listener:
        await way.origin.offer(way.origin.many // 2)
        await listener.until(way.origin.many // 10)
        await way.restart()
        await way.origin.offer(way.origin.many)
        await listener.until(way.origin.many)
        check(listener, way, way.origin.many)
        assert [told for told in listener.happenings if isinstance(told, AttemptEnded)]


async def test_a_new_start_of_ours_goes_on_where_the_last_one_ended(way: Way) -> None:
    await way.origin.offer(way.origin.many // 2)
    async with Listener(way.url) as first:
        await first.until(way.origin.many // 10)
    before = len(first.events)
    await way.origin.offer(way.origin.many)
    async with Listener(way.url, first.past) as second:
        await second.until(way.origin.many - before)
        assert first.said + second.said == expected(way.origin.many)
        assert [event.seq for event in first.events + second.events] == list(range(1, way.origin.many + 1))
        assert second.totals.balanced
        assert second.totals.stored == way.origin.many
        assert not [told for told in second.happenings if isinstance(told, GapFound | IdsRestarted)]


async def test_a_killed_proxy_costs_nothing(name: str, tmp_path: Path) -> None:
    async with way_to(name, tmp_path, proxied=True) as way, Listener(way.url) as listener:
        assert way.proxy is not None
        await way.origin.offer(way.origin.many // 2)
        await listener.until(way.origin.many // 10)
        await way.proxy.kill()
        await way.origin.offer(way.origin.many)
        await way.proxy.start()
        await listener.until(way.origin.many)
        check(listener, way, way.origin.many)
        assert not [told for told in listener.happenings if isinstance(told, Resumed) and told.ignored]


async def test_heartbeats_are_no_events(way: Way) -> None:
    """sse-starlette and better-sse send comments; nchan sends an event without data, which is none."""
    async with Listener(way.url) as listener:
        await way.origin.offer(3)
        await listener.until(3)
        for _ in range(HEARTBEATS):
            await listener.until_heartbeat()
        check(listener, way, 3)
