"""Inside another program: on its loop, without trace."""

import asyncio
import gc
import signal
import socket
import subprocess
import sys
import threading

import httpx
import pytest

from tests.integration.server.conftest import APP, QUICK, Serve, until
from tests.integration.server.listener import Listener
from watchfloor.core.error import KnownError
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.scenario import COMPANY, DEBATE_ID, STRATEGY_ID, paced
from watchfloor.server.setting import Setting


def _threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name == "feed-store"}


async def test_it_stops_without_trace_while_clients_listen() -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    before = asyncio.all_tasks()
    async with EmbeddedServer(paced(Setting(scenario="demo"))) as server:
        listeners = [await Listener.open(server.url + "/api/map-stream?since=0") for _ in range(20)]
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == handlers
    for listener in listeners:
        await listener.rest()
        assert listener.ended == "clean"
        await listener.close()
    assert asyncio.all_tasks() == before
    assert _threads() == set()


async def test_who_is_cut_off_as_the_server_ends_leaves_no_complaint() -> None:
    """The answer ended before uvicorn knew that nobody was there: it logged that the answer is incomplete."""
    async with EmbeddedServer(Setting()) as server:
        listener = await Listener.open(server.url + "/api/map-stream?since=0")
        (member,) = server.house.node.members
        member.end()
        member.drop()
        await until(lambda: not server.house.node.members)
        await listener.rest()
        await listener.close()


async def test_it_can_be_started_again_and_twice_at_once() -> None:
    for _ in range(3):
        async with EmbeddedServer(Setting()) as one, EmbeddedServer(Setting()) as two:
            assert one.url != two.url
            async with httpx.AsyncClient(trust_env=False) as http:
                for server in (one, two):
                    assert (await http.get(server.url + "/healthz")).json()["status"] == "ok"
    gc.collect()
    assert _threads() == set()


async def test_a_port_that_is_taken_is_said_and_nothing_is_left_behind() -> None:
    async with EmbeddedServer(Setting()) as server:
        with pytest.raises(KnownError, match=rf"cannot listen on 127\.0\.0\.1 port {server.port}"):
            await EmbeddedServer(Setting(port=server.port)).start()
    assert _threads() == set()


@pytest.mark.parametrize("host", ["999.1.1.1", "no.such.host.invalid", "2001:db8::1"])
async def test_an_address_that_is_not_ours_is_said(host: str) -> None:
    with pytest.raises(KnownError, match="cannot listen on"):
        await EmbeddedServer(Setting(host=host)).start()


async def test_an_unknown_scenario_or_database_is_said_and_leaves_nothing() -> None:
    with pytest.raises(KnownError, match="no scenario 'opera'"):
        await EmbeddedServer(Setting(scenario="opera")).start()
    with pytest.raises(KnownError, match="takes a file or a redis:// address, not postgres://"):
        EmbeddedServer(Setting(database="postgres://x"))
    assert _threads() == set()


async def test_ipv6_has_its_brackets() -> None:
    async with EmbeddedServer(Setting(host="::1")) as server, httpx.AsyncClient(trust_env=False) as http:
        assert server.url.startswith("http://[::1]:")
        assert (await http.get(server.url + "/healthz")).status_code == 200


async def test_the_demo_has_something_to_show_at_once() -> None:
    setting = Setting(scenario="demo", pace=QUICK)
    async with EmbeddedServer(setting) as server:
        async with await Listener.open(server.url + "/api/map-stream?since=0") as world:
            events = [event.json for event in await world.events(40, "map-event")]
        assert len({event["id"] for event in events}) == 40
        times = [event["time"] for event in events]
        assert times == sorted(times)
        dashboard = f"{server.url}/sse/stream?companyId={COMPANY}&channel=dashboard-updates"
        async with await Listener.open(dashboard) as cockpit:
            for event in await cockpit.events(20, "dashboard-update"):
                assert isinstance(event.json["value"], int | float)
                assert event.json["metric"]
                assert event.json["widgets"]
        async with await Listener.open(f"{server.url}/api/debates/{DEBATE_ID}/stream") as debate:
            assert (await debate.event("utterance")).json["speaker"] == "Moderator"
        path = f"{server.url}/api/content-planning/strategies/{STRATEGY_ID}/stream"
        async with await Listener.open(path) as strategy:
            assert (await strategy.event("progress")).json["progress"] > 0
        async with await Listener.open(
            server.url + "/api/v1/strategist/feed", {"Last-Event-ID": "0"}
        ) as feed:
            assert (await feed.event("progress")).json["stage"] == 1


async def test_the_same_seed_tells_the_same_world(serve: Serve) -> None:
    titles = []
    for seed in (7, 7, 8):
        site = await serve(scenario="demo", seed=seed)
        listener = await site.listen("/api/map-stream?since=0")
        titles.append([event.json["title"] for event in await listener.events(40, "map-event")])
    assert titles[0] == titles[1] != titles[2]


async def test_a_storm_comes_at_its_rate(serve: Serve) -> None:
    site = await serve(scenario="storm", storm_per_s=400.0)
    listener = await site.listen(f"/sse/stream?companyId={COMPANY}&channel=dashboard-updates")
    ids = [
        int((event.id or "").removeprefix("event-"))
        for event in await listener.events(300, "dashboard-update")
    ]
    assert ids == list(range(ids[0], ids[0] + 300))
    assert await site.node.broker.head("map:global") > 0


def test_the_server_imports_neither_window_nor_client() -> None:
    code = (
        "import sys, watchfloor.command.serve\n"
        "bad = {'PySide6', 'httpx', 'pyqtgraph', 'qasync', 'numpy', 'redis'} & set(sys.modules)\n"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(APP)})


def test_a_server_that_asks_for_no_token_does_without_the_library_for_them() -> None:
    code = (
        "import random, sys\n"
        "from watchfloor.server.app import application\n"
        "from watchfloor.server.house import House\n"
        "from watchfloor.server.setting import Setting\n"
        "application(House(Setting(), now_s=lambda: 0.0, chance=random.Random(1)))\n"
        "bad = {'joserfc', 'cryptography'} & set(sys.modules)\n"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(APP)})


async def test_small_writes_are_not_held_back(serve: Serve) -> None:
    """Nagle's algorithm would add 40 ms to every second small write."""
    site = await serve()
    listener = await site.listen("/api/map-stream")
    await site.joined("map:global")
    member = next(iter(site.node.members))
    wire = member.wire.get_extra_info("socket")  # type: ignore[attr-defined] # a transport's
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await listener.close()


async def test_a_client_that_reads_nothing_does_not_hold_up_the_end() -> None:
    server = EmbeddedServer(Setting())
    await server.start()
    _, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1024)
    path = f"/sse/stream?companyId={COMPANY}&channel=dashboard-updates"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    await until(lambda: server.house.node.clients(f"cockpit:{COMPANY}:dashboard-updates") == 1)
    member = next(iter(server.house.node.members))
    while not member.is_blocked:
        await server.house.cockpit.publish(COMPANY, "dashboard-updates", "dashboard-update", "x" * 100_000)
    await server.stop()
    assert server.house.node.members == {}
    writer.close()


def test_it_runs_on_a_thread_of_its_own() -> None:
    urls: list[str] = []
    ready, ending = threading.Event(), threading.Event()

    async def live() -> None:
        async with EmbeddedServer(Setting(scenario="demo")) as server:
            urls.append(server.url)
            ready.set()
            await asyncio.to_thread(ending.wait)

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    assert ready.wait(30)
    assert httpx.get(urls[0] + "/healthz", trust_env=False).json()["status"] == "ok"
    ending.set()
    thread.join(30)
    assert not thread.is_alive()
    assert _threads() == set()


async def test_who_listens_has_no_task_and_ends_with_his_connection(serve: Serve) -> None:
    """What a request needs is let go once its client is live; what it took is given back at its end."""
    site = await serve()
    tasks = asyncio.all_tasks()
    listeners = [await site.listen("/api/map-stream") for _ in range(20)]
    await site.joined("map:global", 20)
    await until(lambda: asyncio.all_tasks() <= tasks)
    assert (len(site.node.members), site.node.turnstile.total) == (20, 20)
    await site.http.post("/api/ingest", json=[{"title": "Earthquake near Sendai"}])
    for listener in listeners:
        assert (await listener.event("map-event")).id == "1"
        await listener.close()
    await until(lambda: not site.node.audiences)
    assert (len(site.node.members), site.node.turnstile.total) == (0, 0)
    assert site.node.meter.value("watchfloor_connections", system="map") == 0
    assert site.node.meter.value("watchfloor_delivered_total", system="map") == 20


async def test_a_stream_that_ends_ends_its_answer_and_its_connection(serve: Serve) -> None:
    site = await serve()
    made = (await site.http.post("/api/debates", json={"rounds": 0})).json()
    listener = await site.listen(f"/api/debates/{made['id']}/stream")
    assert [event.type for event in await listener.rest()][-1] == "complete"
    assert listener.ended == "clean"
    await until(lambda: not site.node.members)
