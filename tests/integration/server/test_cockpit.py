"""The cockpit: channels, history, polling, statistics, test broadcasts."""

from typing import Any

import pytest

from tests.integration.server.conftest import Serve, Site, paced, until

DASHBOARD = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
POLL = "/sse/poll?companyId=acme-corp&channel=dashboard-updates"


async def publish(site: Site, *values: Any, company: str = "acme-corp") -> None:
    for value in values:
        await site.house.cockpit.publish(company, "dashboard-updates", "dashboard-update", {"value": value})


async def test_a_stream_begins_with_connected_and_the_history(serve: Serve) -> None:
    site = await serve()
    await publish(site, 1, 2)
    listener = await site.listen(DASHBOARD)
    connected = await listener.event()
    assert (connected.type, connected.id) == ("connected", None)
    assert connected.json["companyId"] == "acme-corp"
    await site.joined("cockpit:acme-corp:dashboard-updates")
    await publish(site, 3)
    heard = await listener.events(3)
    assert [(event.type, event.id, event.json["value"]) for event in heard] == [
        ("dashboard-update", "event-1", 1),
        ("dashboard-update", "event-2", 2),
        ("dashboard-update", "event-3", 3),
    ]


@pytest.mark.parametrize("how", ["header", "query", "both"])
async def test_resuming_brings_what_was_missed_and_nothing_twice(serve: Serve, how: str) -> None:
    site = await serve()
    await publish(site, *range(1, 6))
    path = DASHBOARD + {"header": "", "query": "&lastEventId=event-3", "both": "&lastEventId=event-1"}[how]
    listener = await site.listen(path, **({} if how == "query" else {"Last_Event_ID": "event-3"}))
    heard = await listener.events(2, "dashboard-update")
    assert [event.id for event in heard] == ["event-4", "event-5"]


async def test_history_holds_a_hundred_and_the_rest_shows_as_a_gap(serve: Serve) -> None:
    site = await serve()
    await publish(site, *range(1, 131))
    listener = await site.listen(DASHBOARD, Last_Event_ID="event-5")
    heard = await listener.events(100, "dashboard-update")
    assert [event.id for event in heard] == [f"event-{number}" for number in range(31, 131)]


@pytest.mark.parametrize("last", ["event-5", ""])
async def test_history_is_no_longer_while_somebody_listens(serve: Serve, last: str) -> None:
    """The stream replays what the poll answers, whoever else is connected."""
    site = await serve()
    present = await site.listen(DASHBOARD)
    await present.event()
    await site.joined("cockpit:acme-corp:dashboard-updates")
    await publish(site, *range(1, 131))
    listener = await site.listen(DASHBOARD, **({"Last_Event_ID": last} if last else {}))
    heard = await listener.events(100, "dashboard-update")
    assert [event.id for event in heard] == [f"event-{number}" for number in range(31, 131)]
    assert listener.headers["content-type"] == "text/event-stream"


async def test_the_first_block_is_the_greeting(serve: Serve) -> None:
    """Whoever takes blocks apart by hand meets no empty one before it."""
    site = await serve()
    async with site.http.stream("GET", DASHBOARD) as answer:
        async for text in answer.aiter_text():
            assert text.startswith("retry: 2000\nevent: connected\ndata: ")
            break


async def test_polling_tells_the_same_as_the_stream(serve: Serve) -> None:
    site = await serve()
    await publish(site, "a", "b", {"deep": ["ü", None, 1.5, "line\nbreak"]})
    listener = await site.listen(DASHBOARD)
    streamed = [(e.id, e.type, e.json) for e in await listener.events(3, "dashboard-update")]
    polled = (await site.http.get(POLL)).json()
    assert [(e["id"], e["type"], e["data"]) for e in polled["events"]] == streamed
    assert polled["lastEventId"] == "event-3"
    assert (await site.http.get(POLL + "&lastEventId=event-2")).json()["events"] == polled["events"][2:]
    nothing = (await site.http.get(POLL + "&lastEventId=event-3")).json()
    assert nothing == {"events": [], "lastEventId": "event-3"}


async def test_polling_an_empty_channel(serve: Serve) -> None:
    site = await serve()
    assert (await site.http.get(POLL)).json() == {"events": [], "lastEventId": ""}


async def test_channels_and_companies_are_apart(serve: Serve) -> None:
    site = await serve()
    await publish(site, "other", company="globex")
    await site.house.cockpit.publish("acme-corp", "evidence-updates", "evidence-deleted", {"evidenceId": 7})
    listener = await site.listen("/sse/stream?companyId=acme-corp&channel=evidence-updates")
    event = await listener.event()
    assert (event.type, event.id, event.json) == ("evidence-deleted", "event-1", {"evidenceId": 7})
    assert (await site.http.get(POLL)).json()["events"] == []


async def test_statistics_count_open_streams_and_forget_closed_ones(serve: Serve) -> None:
    site = await serve()
    await publish(site, 1, 2)
    listeners = [await site.listen(DASHBOARD) for _ in range(3)]
    await site.listen("/sse/stream?companyId=globex&channel=report-updates")
    await site.joined("cockpit:acme-corp:dashboard-updates", 3)
    await site.joined("cockpit:globex:report-updates")
    assert (await site.http.get("/sse/stats")).json() == {
        "totalConnections": 4,
        "connectionsByCompany": {"acme-corp": 3, "globex": 1},
        "connectionsByChannel": {"dashboard-updates": 3, "report-updates": 1},
        "historySize": 2,
    }
    await listeners[0].close()
    await until(lambda: len(site.node.members) == 3)
    assert (await site.http.get("/sse/stats")).json()["totalConnections"] == 3
    assert site.node.turnstile.companies["acme-corp"] == 2


async def test_more_than_a_hundred_connections_of_a_company_are_refused(serve: Serve) -> None:
    site = await serve()
    for _ in range(100):
        await site.listen(DASHBOARD)
    refused = await site.http.get(DASHBOARD)
    assert refused.status_code == 429
    assert refused.json()["error"] == "TOO_MANY_CONNECTIONS"
    assert int(refused.headers["retry-after"]) > 0
    other = await site.listen("/sse/stream?companyId=globex&channel=dashboard-updates")
    assert other.status == 200


@pytest.mark.parametrize(
    "company", ["", "Acme", "-acme", "a" * 64, "acme_corp", "acme corp", "acme\n", "ácme", "a:b"]
)
async def test_a_bad_company_is_refused(serve: Serve, company: str) -> None:
    site = await serve()
    answer = await site.http.get("/sse/stream", params={"companyId": company, "channel": "dashboard-updates"})
    assert (answer.status_code, answer.json()["error"]) == (400, "INVALID_COMPANY")


async def test_an_unknown_channel_is_refused(serve: Serve) -> None:
    site = await serve()
    for path in ("/sse/stream", "/sse/poll"):
        answer = await site.http.get(path, params={"companyId": "acme-corp", "channel": "secrets"})
        assert (answer.status_code, answer.json()["error"]) == (400, "INVALID_CHANNEL")


async def test_a_test_broadcast_arrives_in_development_only(serve: Serve) -> None:
    body = {
        "companyId": "test-company",
        "channel": "dashboard-updates",
        "type": "dashboard-update",
        "data": {"metric": "SROI", "value": 2.5},
    }
    site = await serve(dev=True)
    listener = await site.listen("/sse/stream?companyId=test-company&channel=dashboard-updates")
    assert (await site.http.post("/sse/test-broadcast", json=body)).status_code == 200
    assert (await listener.event("dashboard-update")).json == body["data"]
    closed = await serve()
    assert (await closed.http.post("/sse/test-broadcast", json=body)).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"type": "x\ndata: {}"},
        {"type": "connected"},
        {"channel": "x"},
        {"companyId": "A"},
        {"type": 1},
        {"data": ...},
    ],
)
async def test_a_bad_test_broadcast_is_refused_and_stores_nothing(
    serve: Serve, change: dict[str, Any]
) -> None:
    site = await serve(dev=True)
    good = {"companyId": "acme-corp", "channel": "dashboard-updates", "type": "dashboard-update", "data": 1}
    body = {key: value for key, value in {**good, **change}.items() if value is not ...}
    assert (await site.http.post("/sse/test-broadcast", json=body)).status_code == 400
    assert await site.node.broker.history_size("cockpit:") == 0


async def test_a_heartbeat_comes_as_a_comment(serve: Serve) -> None:
    site = await serve(pace=paced(cockpit_heartbeat_s=0.05))
    listener = await site.listen("/sse/stream?companyId=acme-corp&channel=report-updates")
    assert await listener.comment() == "heartbeat"


async def test_a_head_request_is_answered_without_a_stream(serve: Serve) -> None:
    site = await serve()
    answer = await site.http.head(DASHBOARD)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert site.node.audiences == {}


async def test_the_counters_know_of_streams_that_are_still_open(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen(DASHBOARD)
    await site.joined("cockpit:acme-corp:dashboard-updates")
    await publish(site, 1, 2, 3)
    await listener.events(3, "dashboard-update")
    for _ in range(2):
        text = (await site.http.get("/metrics")).text
        assert 'watchfloor_delivered_total{system="cockpit"} 3\n' in text
        assert 'watchfloor_connections{system="cockpit"} 1\n' in text
    await listener.close()
    await until(lambda: not site.node.members)
    text = (await site.http.get("/metrics")).text
    assert 'watchfloor_delivered_total{system="cockpit"} 3\n' in text
    assert 'watchfloor_connections{system="cockpit"} 0\n' in text


async def test_the_front_page_lists_what_there_is(serve: Serve) -> None:
    site = await serve()
    endpoints = (await site.http.get("/")).json()["endpoints"]
    assert "GET /sse/stream" in endpoints
    assert "POST /faults" not in endpoints


@pytest.mark.parametrize(
    ("channel", "known"),
    [
        ("dashboard-updates", "`dashboard-update`"),
        ("evidence-updates", "`evidence-update` or `evidence-deleted`"),
        ("report-updates", "`report-ready` or `report-failed`"),
    ],
)
async def test_a_type_of_another_channel_is_told_which_there_are(
    serve: Serve, channel: str, known: str
) -> None:
    site = await serve(dev=True)
    body = {"companyId": "acme-corp", "channel": channel, "type": "connected", "data": 1}
    answer = await site.http.post("/sse/test-broadcast", json=body)
    assert (answer.status_code, answer.json()["message"]) == (400, f"`type` must be {known} on this channel.")
    assert await site.node.broker.history_size("cockpit:") == 0
