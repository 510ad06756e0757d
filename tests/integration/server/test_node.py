"""Several nodes behind one Redis are one server."""

import asyncio
import signal
from typing import Any

import httpx
import pytest

from tests.integration.server.conftest import Serve, Site, StartProcess, paced, until
from tests.integration.server.listener import Heard, Listener
from watchfloor.server.node import Node
from watchfloor.server.record import Record
from watchfloor.server.setting import Limit

DASHBOARD = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
BODY = {"companyId": "acme-corp", "channel": "dashboard-updates", "type": "dashboard-update"}


async def collect(listener: Listener, heard: list[Heard], last: int) -> None:
    """Events until the one whose value is `last`, or until the node is gone."""
    while not heard or heard[-1].json["value"] != last:
        try:
            heard.append(await listener.event("dashboard-update"))
        except AssertionError:
            return


async def publish(site: Site, value: int) -> None:
    await site.house.cockpit.publish("acme-corp", "dashboard-updates", "dashboard-update", {"value": value})


async def test_a_client_that_loses_its_node_in_mid_stream_goes_on_at_another(
    start_process: StartProcess, redis_address: str
) -> None:
    """Published through one node, heard at the other, which is killed: nothing lost, nothing twice."""
    nodes = [await start_process("--dev", "--database", redis_address) for _ in range(2)]
    clients = [[await Listener.open(node.url + DASHBOARD) for _ in range(5)] for node in nodes]
    stories: list[list[Heard]] = [[] for _ in range(10)]
    flat = [listener for group in clients for listener in group]
    collecting = [asyncio.create_task(collect(*pair, 299)) for pair in zip(flat, stories, strict=True)]
    async with httpx.AsyncClient(base_url=nodes[1].url, trust_env=False) as http:
        for value in range(300):
            answer = await http.post("/sse/test-broadcast", json={**BODY, "data": {"value": value}})
            assert answer.status_code == 200
            if value == 240:
                nodes[0].send(signal.SIGKILL)
    await asyncio.gather(*collecting)
    for number, listener in enumerate(flat[:5]):
        assert listener.ended == "broken"
        async with await Listener.open(
            nodes[1].url + DASHBOARD, {"Last-Event-ID": listener.last_id}
        ) as again:
            await collect(again, stories[number], 299)
    for story in stories:
        # History holds a hundred; the clients came back within that.
        assert [event.json["value"] for event in story] == list(range(300))
        assert [event.id for event in story] == [f"event-{number}" for number in range(1, 301)]
    for listener in flat:
        await listener.close()


async def test_a_job_goes_on_when_the_node_that_drove_it_is_killed(
    start_process: StartProcess, redis_address: str
) -> None:
    nodes = [await start_process("--run-s", "3", "--database", redis_address) for _ in range(2)]
    listener = await Listener.open(nodes[1].url + "/api/v1/strategist/feed")
    async with httpx.AsyncClient(trust_env=False) as http:
        await http.post(nodes[0].url + "/api/v1/strategist/analyses", json={"ward": "Ward 14"})
    heard = [await listener.event("progress")]
    nodes[0].send(signal.SIGKILL)
    while heard[-1].type != "analysis:complete":
        heard.append(await listener.event())
    ids = [int(event.id or 0) for event in heard]
    assert ids == list(range(ids[0], ids[0] + len(ids)))
    assert sum(event.type == "analysis:section" for event in heard) == 6
    await listener.close()


async def test_what_one_node_is_asked_the_other_does(serve: Serve, redis_address: str) -> None:
    """A debate opened at one node is heard, paused and resumed at the other."""
    one = await serve(database=redis_address)
    two = await serve(database=redis_address)
    debate = (await one.http.post("/api/debates", json={"rounds": 0})).json()["id"]
    listeners = [await site.listen(f"/api/debates/{debate}/stream") for site in (one, two)]
    await listeners[0].event("utterance")
    assert (await two.http.post(f"/api/debates/{debate}/pause")).json()["status"] == "paused"
    await listeners[0].event("pause")
    await two.http.post(f"/api/debates/{debate}/interventions", json={"content": "Why?"})
    await listeners[0].event("intervention_response")
    await two.http.post(f"/api/debates/{debate}/resume")
    stories = [await listener.rest() for listener in listeners]
    assert stories[0][-1] == stories[1][-1]
    assert stories[0][-1].type == "complete"


async def test_feed_items_are_read_by_one_node_alone(serve: Serve, redis_address: str) -> None:
    sites = [await serve(database=redis_address) for _ in range(2)]
    listeners = [await site.listen("/api/map-stream") for site in sites]
    items = [
        {"id": str(number), "title": f"Earthquake of magnitude {number} near Sendai"} for number in range(20)
    ]
    for number, item in enumerate(items):
        await sites[number % 2].http.post("/api/ingest", json=[item])
    heard = [await listener.events(20, "map-event") for listener in listeners]
    assert heard[0] == heard[1]
    assert len({event.json["title"] for event in heard[0]}) == 20


async def test_a_companys_connections_count_on_all_nodes(serve: Serve, redis_address: str) -> None:
    limit = Limit(company_connections=2)
    one = await serve(database=redis_address, limit=limit)
    two = await serve(database=redis_address, limit=limit)
    for _ in range(2):
        await one.listen(DASHBOARD)
    await until(lambda: two.node.turnstile.elsewhere["acme-corp"] == 2)
    assert (await two.listen(DASHBOARD)).status == 429


@pytest.mark.logs("link to the other nodes broken")
async def test_news_lost_between_nodes_is_read_again(serve: Serve, redis_address: str) -> None:
    import redis.asyncio

    one = await serve(database=redis_address)
    two = await serve(database=redis_address)
    listener = await two.listen(DASHBOARD)
    await two.joined("cockpit:acme-corp:dashboard-updates")
    client = redis.asyncio.Redis.from_url(redis_address)
    for value in range(40):
        if value % 10 == 5:
            await client.client_kill_filter(_type="pubsub")
        await one.house.cockpit.publish(
            "acme-corp", "dashboard-updates", "dashboard-update", {"value": value}
        )
    heard = await listener.events(40, "dashboard-update")
    assert [event.json["value"] for event in heard] == list(range(40))
    await client.aclose()


@pytest.mark.logs("link to the other nodes broken", "stream began anew")
async def test_a_store_that_lost_everything_ends_streams_so_that_clients_begin_anew(
    serve: Serve, redis_address: str
) -> None:
    """Their next numbers would otherwise look like old ones, and be kept from those who listen."""
    import redis.asyncio

    site = await serve(database=redis_address)
    for value in range(3):
        await publish(site, value)
    listener = await site.listen(DASHBOARD)
    await listener.events(3, "dashboard-update")
    client = redis.asyncio.Redis.from_url(redis_address)
    await client.flushall()
    await client.client_kill_filter(_type="pubsub")
    await client.aclose()
    await listener.rest()
    assert listener.ended == "clean"
    await publish(site, 7)
    again = await site.listen(DASHBOARD, Last_Event_ID=listener.last_id)
    event = await again.event("dashboard-update")
    assert (event.id, event.json) == ("event-1", {"value": 7})


@pytest.mark.logs("link to the other nodes broken", "cannot reach Redis")
async def test_a_redis_that_goes_away_is_said_and_outlived(serve: Serve, redis_address: str) -> None:
    """Streams stay open, requests get a sentence, and all goes on when Redis answers again."""
    proxy = _Cable(redis_address)
    await proxy.plug()
    site = await serve(database=f"redis://127.0.0.1:{proxy.port}/0", pace=paced(cockpit_heartbeat_s=0.05))
    listener = await site.listen(DASHBOARD)
    await site.joined("cockpit:acme-corp:dashboard-updates")
    await proxy.pull()
    refused = await site.http.get("/sse/poll?companyId=acme-corp&channel=dashboard-updates")
    assert (refused.status_code, refused.json()["error"]) == (503, "STORE_UNAVAILABLE")
    assert (await site.http.get("/healthz")).status_code == 503
    listener.comments.clear()
    assert await listener.comment() == "heartbeat"
    await proxy.plug()
    async with asyncio.timeout(20):
        while (await site.http.get("/healthz")).status_code != 200:
            pass
    await site.house.cockpit.publish("acme-corp", "dashboard-updates", "dashboard-update", {"value": 1})
    assert (await listener.event("dashboard-update")).id == "event-1"
    await proxy.pull()


class _Cable:
    """A way to Redis that can be pulled out."""

    def __init__(self, address: str) -> None:
        host, port = address.removeprefix("redis://").partition("/")[0].split(":")
        self._far = (host, int(port))
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: list[asyncio.Task[None]] = []
        self.port = 0

    async def plug(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def pull(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._writers.clear()
        self._tasks.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream, onward = await asyncio.open_connection(*self._far)
        self._writers += [writer, onward]
        self._tasks += [
            asyncio.create_task(_pump(reader, onward)),
            asyncio.create_task(_pump(upstream, writer)),
        ]


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
    target.close()


async def test_records_that_come_out_of_turn_wait_for_those_before(serve: Serve) -> None:
    """What the broker's news skipped is read from the store, in order."""
    site = await serve()
    listener = await site.listen(DASHBOARD)
    stream = "cockpit:acme-corp:dashboard-updates"
    await site.joined(stream)
    audience = site.node.audiences[stream]
    taken: list[Record] = []
    whole: Any = Node._deliver

    def deaf(records: Any) -> None:
        taken.extend(records)

    site.node.broker._deliver = deaf  # type: ignore[attr-defined] # as a link that loses news
    for value in range(5):
        await site.house.cockpit.publish(
            "acme-corp", "dashboard-updates", "dashboard-update", {"value": value}
        )
    assert audience.head == 0
    whole(site.node, [taken[4]])
    heard = await listener.events(5, "dashboard-update")
    assert [event.id for event in heard] == [f"event-{number}" for number in range(1, 6)]
