"""One file survives whatever happens to the process."""

import asyncio
import signal
from pathlib import Path

import httpx

from tests.integration.server.conftest import StartProcess
from tests.integration.server.listener import Heard, Listener

DASHBOARD = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
BODY = {"companyId": "acme-corp", "channel": "dashboard-updates", "type": "dashboard-update"}


async def test_after_kill_9_every_answered_event_is_there_under_its_id(
    start_process: StartProcess, tmp_path: Path
) -> None:
    words = ("--dev", "--database", str(tmp_path / "feed.sqlite"))
    sent, heard = 0, []
    last_id = ""
    for _ in range(3):
        node = await start_process(*words)
        async with (
            httpx.AsyncClient(base_url=node.url, trust_env=False) as http,
            await Listener.open(
                node.url + DASHBOARD, {"Last-Event-ID": last_id} if last_id else {}
            ) as listener,
        ):
            for _ in range(20):
                sent += 1
                body = {**BODY, "data": {"value": sent}}
                assert (await http.post("/sse/test-broadcast", json=body)).status_code == 200
            # The client hears only half of it before the server dies.
            heard += await listener.events(10, "dashboard-update")
            last_id = heard[-1].id or ""
            node.send(signal.SIGKILL)
            await node.end()
    node = await start_process(*words)
    async with await Listener.open(node.url + DASHBOARD, {"Last-Event-ID": last_id}) as listener:
        heard += await listener.events(sent - len(heard), "dashboard-update")
    assert [event.json["value"] for event in heard] == list(range(1, sent + 1))
    assert [event.id for event in heard] == [f"event-{number}" for number in range(1, sent + 1)]


async def test_a_run_and_a_debate_go_on_where_they_were_killed(
    start_process: StartProcess, tmp_path: Path
) -> None:
    words = ("--run-s", "3", "--utterance-s", "0.1", "--database", str(tmp_path / "feed.sqlite"))
    node = await start_process(*words)
    async with httpx.AsyncClient(base_url=node.url, trust_env=False) as http:
        feed = await Listener.open(node.url + "/api/v1/strategist/feed")
        await http.post("/api/v1/strategist/analyses", json={"ward": "Ward 14"})
        debate = (await http.post("/api/debates", json={"rounds": 0})).json()["id"]
        floor = await Listener.open(f"{node.url}/api/debates/{debate}/stream")
        run = [await feed.event("analysis:start"), await feed.event()]
        said = [await floor.event("phase_transition"), await floor.event()]
    node.send(signal.SIGKILL)
    await node.end()
    await feed.close()
    await floor.close()
    node = await start_process(*words)
    async with (
        await Listener.open(node.url + "/api/v1/strategist/feed", {"Last-Event-ID": feed.last_id}) as feed,
        await Listener.open(
            f"{node.url}/api/debates/{debate}/stream", {"Last-Event-ID": floor.last_id}
        ) as floor,
    ):
        run += await _until(feed, "analysis:complete")
        said += [event for event in await _until(floor, "complete") if event.type != "connected"]
    for story in (run, said):
        assert [event.id for event in story] == [str(number) for number in range(1, len(story) + 1)]
    assert sum(event.type == "analysis:section" for event in run) == 6


async def _until(listener: Listener, type: str) -> list[Heard]:  # noqa: A002 -- the wire's word
    heard = [await listener.event()]
    while heard[-1].type != type:
        heard.append(await listener.event())
    return heard


async def test_sigterm_ends_cleanly_and_tells_clients_to_come_back(start_process: StartProcess) -> None:
    node = await start_process("--scenario", "demo")
    listeners = [await Listener.open(node.url + path) for path in (DASHBOARD, "/api/map-stream") * 3]
    for listener in listeners:
        await listener.event()
    node.send(signal.SIGTERM)
    await asyncio.gather(*(listener.rest() for listener in listeners))
    assert await node.end() == 0
    for listener in listeners:
        assert listener.ended == "clean"
        assert listener.retries == [2000, 1000]
        assert listener.comments[-1] == "the server is going away"
        await listener.close()
