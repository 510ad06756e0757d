"""The fault desk: each fault can be seen, ends, and loses nothing."""

import json
from typing import Any

import pytest

from tests.integration.server.conftest import Serve, Site, paced, until
from watchfloor.server.feed import SYSTEMS

DASHBOARD = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
STREAM = "cockpit:acme-corp:dashboard-updates"


async def cause(site: Site, **order: Any) -> None:
    answer = await site.http.post("/faults", json=order)
    assert answer.status_code == 201, answer.text


async def publish(site: Site, value: Any) -> None:
    await site.house.cockpit.publish("acme-corp", "dashboard-updates", "dashboard-update", {"value": value})


async def test_there_is_no_fault_desk_outside_development(serve: Serve) -> None:
    site = await serve()
    assert (await site.http.post("/faults", json={"kind": "drop"})).status_code == 404
    assert (await site.http.get("/faults")).status_code == 404


async def test_drop_breaks_streams_as_a_network_does(serve: Serve) -> None:
    site = await serve(dev=True)
    listener = await site.listen(DASHBOARD)
    other = await site.listen("/api/map-stream")
    await site.joined(STREAM)
    await cause(site, kind="drop", system="cockpit", for_s=60)
    await listener.rest()
    assert listener.ended == "broken"
    again = await site.listen(DASHBOARD)
    await again.rest()
    assert again.ended == "broken"
    assert not other.ended
    await site.http.delete("/faults")
    await publish(site, 1)
    assert (await (await site.listen(DASHBOARD)).event("dashboard-update")).json == {"value": 1}


async def test_stall_holds_everything_back_and_loses_nothing(serve: Serve) -> None:
    site = await serve(dev=True, pace=paced(cockpit_heartbeat_s=0.02))
    listener = await site.listen(DASHBOARD)
    await listener.comment()
    await cause(site, kind="stall", for_s=60)
    listener.comments.clear()
    await publish(site, 1)
    late = await site.listen(DASHBOARD)
    await until(lambda: len(site.node.members) == 2)
    assert (await site.http.get("/healthz")).status_code == 200
    await site.http.delete("/faults")
    for who in (listener, late):
        assert (await who.event("dashboard-update")).id == "event-1"


@pytest.mark.parametrize(("status", "retry_after_s"), [(503, 7), (429, None)])
async def test_refuse_answers_as_asked_and_sends_away_who_is_there(
    serve: Serve, status: int, retry_after_s: int | None
) -> None:
    site = await serve(dev=True)
    listener = await site.listen(DASHBOARD)
    await site.joined(STREAM)
    await cause(site, kind="refuse", system="cockpit", for_s=60, status=status, retry_after_s=retry_after_s)
    await listener.rest()
    assert listener.ended == "clean"
    refused = await site.http.get(DASHBOARD)
    assert (refused.status_code, refused.json()["error"]) == (status, "FAULT")
    assert refused.headers.get("retry-after") == (None if retry_after_s is None else "7")
    poll = await site.http.get("/sse/poll?companyId=acme-corp&channel=dashboard-updates")
    assert poll.status_code == 200  # the way round stays open
    assert (await site.listen("/api/map-stream")).status == 200


async def test_malformed_adds_broken_events_and_harms_no_good_one(serve: Serve) -> None:
    site = await serve(dev=True)
    listener = await site.listen(DASHBOARD)
    await site.joined(STREAM)
    await cause(site, kind="malformed", system="cockpit", for_s=60)
    broken = await listener.event("dashboard-update")
    assert broken.id is None
    with pytest.raises(json.JSONDecodeError):
        broken.json  # noqa: B018
    await publish(site, 1)
    while (event := await listener.event("dashboard-update")).id is None:
        pass
    assert (event.id, event.json) == ("event-1", {"value": 1})


@pytest.mark.parametrize("kind", ["silent", "stall"])
async def test_heartbeats_stop_where_they_are_told_to_and_nowhere_else(serve: Serve, kind: str) -> None:
    """The pings of the map, which go on, tell how long the cockpit was silent."""
    site = await serve(dev=True, pace=paced(cockpit_heartbeat_s=0.02, map_ping_s=0.02))
    listener, clock = await site.listen(DASHBOARD), await site.listen("/api/map-stream")
    await listener.comment()
    await cause(site, kind=kind, system="cockpit", for_s=60)
    await publish(site, 1)
    if kind == "silent":
        await listener.event("dashboard-update")  # events go on, and what was on its way has come
    else:
        await clock.events(5, "ping")
    member = next(member for member, feed in site.node.members.items() if feed.system == "cockpit")
    written_bytes = member.bytes_written
    await clock.events(10, "ping")
    assert member.bytes_written == written_bytes
    await site.http.delete("/faults")
    listener.comments.clear()
    assert await listener.comment() == "heartbeat"


async def test_slow_writes_bit_by_bit_and_whole_in_the_end(serve: Serve) -> None:
    site = await serve(dev=True, pace=paced(cockpit_heartbeat_s=0.02))
    listener = await site.listen(DASHBOARD)
    await site.joined(STREAM)
    await cause(site, kind="slow", for_s=60)
    await publish(site, "x" * 2000)
    await publish(site, 2)
    member = next(iter(site.node.members))
    await until(lambda: 0 < len(member.tail) < 2000)
    await site.http.delete("/faults")
    heard = await listener.events(2, "dashboard-update")
    assert [event.json["value"] for event in heard] == ["x" * 2000, 2]


async def test_a_server_that_stops_in_the_middle_of_an_event_ends_it_unsaid(serve: Serve) -> None:
    site = await serve(dev=True)
    listener = await site.listen(DASHBOARD)
    await site.joined(STREAM)
    await cause(site, kind="slow", for_s=60)
    await publish(site, "x" * 2000)
    member = next(iter(site.node.members))
    await until(lambda: 0 < len(member.tail) < 2000)
    await site.server.stop()
    assert [event.type for event in await listener.rest()] == ["connected"]


async def test_a_fault_ends_by_itself_and_is_listed_until_then(serve: Serve) -> None:
    site = await serve(dev=True)
    await cause(site, kind="refuse", system="map", for_s=0.2)
    listed = (await site.http.get("/faults")).json()["faults"]
    assert [(fault["kind"], fault["system"]) for fault in listed] == [("refuse", "map")]
    await until(lambda: site.node.faults.shown() == [])
    assert (await site.listen("/api/map-stream")).status == 200


@pytest.mark.parametrize("system", SYSTEMS)
async def test_each_system_can_fail_alone(serve: Serve, system: str) -> None:
    site = await serve(dev=True)
    await cause(site, kind="refuse", system=system, for_s=60)
    debate = (await site.http.post("/api/debates", json={})).json()["id"]
    strategy = (await site.http.post("/api/content-planning/strategies", json={})).json()["id"]
    paths = {
        "strategist": "/api/v1/strategist/feed",
        "strategy": f"/api/content-planning/strategies/{strategy}/stream",
        "map": "/api/map-stream",
        "cockpit": DASHBOARD,
        "debate": f"/api/debates/{debate}/stream",
    }
    for name, path in paths.items():
        assert (await site.listen(path)).status == (503 if name == system else 200)


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"kind": "flood"},
        {"kind": "drop", "system": "moon"},
        {"kind": "drop", "for_s": 0},
        {"kind": "drop", "for_s": 9e9},
        {"kind": "refuse", "status": 200},
        {"kind": "refuse", "retry_after_s": -1},
    ],
)
async def test_a_bad_order_gets_a_sentence_and_changes_nothing(serve: Serve, order: dict[str, Any]) -> None:
    site = await serve(dev=True)
    answer = await site.http.post("/faults", json=order)
    assert (answer.status_code, answer.json()["error"]) == (400, "BAD_REQUEST")
    assert site.node.faults.shown() == []


async def test_stall_holds_back_history_too(serve: Serve) -> None:
    site = await serve(dev=True)
    await publish(site, 1)
    await cause(site, kind="stall", system="cockpit", for_s=60)
    late = await site.listen(DASHBOARD)
    await until(lambda: len(site.node.members) == 1)
    assert site.node.clients(STREAM) == 0
    await site.http.delete("/faults")
    assert (await late.event("dashboard-update")).id == "event-1"
