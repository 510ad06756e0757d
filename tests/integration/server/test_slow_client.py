"""A client that does not keep up harms nobody but itself, and itself only until it comes back."""

import asyncio
import socket

import pytest

from tests.integration.server.conftest import Serve, Site, until
from watchfloor.server.setting import Keep, Limit

STREAM = "cockpit:acme-corp:dashboard-updates"
PATH = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
FILLING = "x" * 20_000


async def deaf_client(site: Site) -> socket.socket:
    """Asks for the stream and never reads it."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(deaf, ("127.0.0.1", site.server.port))
    await loop.sock_sendall(deaf, f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return deaf


async def flood(site: Site, count: int) -> None:
    for value in range(count):
        data = {"value": value, "filling": FILLING}
        await site.house.cockpit.publish("acme-corp", "dashboard-updates", "dashboard-update", data)


@pytest.mark.logs("client cut off .*behind")
async def test_it_is_cut_off_while_the_others_hear_everything(serve: Serve) -> None:
    site = await serve(limit=Limit(lag_events=100, lag_bytes=10_000_000), keep=Keep(cockpit=1000))
    quick = await site.listen(PATH)
    deaf = await deaf_client(site)
    await site.joined(STREAM, 2)
    collecting = asyncio.create_task(quick.events(600, "dashboard-update"))
    await flood(site, 600)
    heard = await collecting
    assert [event.json["value"] for event in heard] == list(range(600))
    await until(lambda: site.node.clients(STREAM) == 1)
    assert site.node.meter.value("watchfloor_cut_off_total", system="cockpit") == 1
    assert site.node.turnstile.total == 1
    deaf.close()
    back = await site.listen(PATH, Last_Event_ID="event-2")
    assert [event.id for event in await back.events(598, "dashboard-update")][-1] == "event-600"


@pytest.mark.logs("client cut off .*bytes")
async def test_bytes_count_too(serve: Serve) -> None:
    site = await serve(limit=Limit(lag_bytes=500_000), keep=Keep(cockpit=1000))
    deaf = await deaf_client(site)
    await site.joined(STREAM)
    audience = site.node.audiences[STREAM]
    await flood(site, 600)
    assert audience._size_bytes <= 500_000
    await until(lambda: not site.node.members)
    deaf.close()


@pytest.mark.logs("client cut off .*took nothing")
async def test_one_that_takes_nothing_for_long_is_cut_off_without_news(serve: Serve) -> None:
    site = await serve(
        limit=Limit(stall_s=0.2, lag_events=10_000, lag_bytes=100_000_000), keep=Keep(cockpit=1000)
    )
    deaf = await deaf_client(site)
    await site.joined(STREAM)
    await flood(site, 400)
    await until(lambda: not site.node.members)
    deaf.close()


@pytest.mark.logs("client cut off .*took nothing")
async def test_one_that_stalls_in_its_history_is_cut_off_as_well(serve: Serve) -> None:
    site = await serve(limit=Limit(stall_s=0.2), keep=Keep(cockpit=1000))
    await flood(site, 900)
    deaf = await deaf_client(site)
    await until(lambda: len(site.node.members) == 1)
    await until(lambda: not site.node.members)
    assert site.node.audiences == {}
    deaf.close()


@pytest.mark.logs("client cut off .*behind")
async def test_a_history_longer_than_the_ring_is_read_while_news_goes_on(serve: Serve) -> None:
    """No seam between history and live, wherever the ring begins."""
    site = await serve(limit=Limit(lag_events=50), keep=Keep(cockpit=5000))
    await site.listen(PATH)
    await flood(site, 700)
    late = await site.listen(PATH)
    publishing = asyncio.create_task(flood(site, 300))
    heard = await late.events(1000, "dashboard-update")
    await publishing
    assert [event.id for event in heard] == [f"event-{number}" for number in range(1, 1001)]


async def test_a_client_that_leaves_takes_everything_with_it(serve: Serve) -> None:
    site = await serve()
    listeners = [await site.listen(PATH) for _ in range(20)]
    await site.joined(STREAM, 20)
    for listener in listeners:
        await listener.close()
    await until(lambda: not site.node.members)
    assert site.node.audiences == {}
    assert (site.node.turnstile.total, site.node.turnstile.companies) == (0, {})


@pytest.mark.logs("client cut off .*took nothing")
async def test_one_whose_stream_ends_while_it_reads_nothing_is_let_go(serve: Serve) -> None:
    """A token runs out: the last bytes of the answer wait for a client that takes none."""
    limit = Limit(stall_s=0.2, lag_events=10_000, lag_bytes=100_000_000)
    site = await serve(limit=limit, keep=Keep(cockpit=1000))
    deaf = await deaf_client(site)
    await site.joined(STREAM)
    member = next(iter(site.node.members))
    while not member.is_blocked:
        await flood(site, 10)
    member.end()
    await until(lambda: not site.node.members)
    assert site.node.turnstile.total == 0
    deaf.close()
