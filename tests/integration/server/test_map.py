"""The world map: ingest, poll, signals, replay."""

import time
from typing import Any

import msgspec
import pytest

from tests.integration.server.conftest import Serve, paced
from watchfloor.core.error import KnownError
from watchfloor.server.item import Arrival, to_item
from watchfloor.server.setting import Keep

SEED_ITEM = {
    "id": "seed",
    "title": "Israeli airstrike targets Damascus",
    "source": "Reuters",
    "url": "https://news.example/1",
    "tags": '["airstrike"]',
}


def quake(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"q{number}", "title": f"Earthquake of magnitude {number} near Sendai", **more}


async def test_the_first_event_says_what_was_asked_for(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen("/api/map-stream?scope=middle-east&since=1709154000")
    connected = await listener.event()
    assert (connected.type, connected.id) == ("connected", None)
    assert connected.json["scope"] == "middle-east"
    assert connected.json["since"] == 1709154000
    assert abs(connected.json["timestamp"] - time.time()) < 60
    assert listener.headers["content-type"].startswith("text/event-stream")
    assert listener.headers["cache-control"] == "no-cache, no-transform"
    assert listener.headers["x-accel-buffering"] == "no"
    assert listener.retries == [2000]


async def test_the_seeds_news_becomes_the_seeds_event(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen("/api/map-stream")
    answer = await site.http.post("/api/ingest", json=[SEED_ITEM])
    assert (answer.status_code, answer.json()) == (202, {"accepted": 1, "duplicates": 0})
    event = await listener.event("map-event")
    assert event.id == "1"
    data = event.json
    assert (data["type"], data["severity"], data["confidence"]) == ("airstrike", 4, 0.93)
    assert data["from"]["label"] == "Israel"
    assert data["to"] == {"lat": 33.51, "lon": 36.28, "label": "Damascus"}
    assert data["factions"] == ["ISR", "SYR"]
    assert data["source"] == {"name": "Reuters", "url": "https://news.example/1"}
    assert data["time"].endswith("Z")


async def test_the_same_item_is_told_once(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen("/api/map-stream")
    assert (await site.http.post("/api/ingest", json=[quake(1), quake(1)])).json() == {
        "accepted": 1,
        "duplicates": 1,
    }
    assert (await site.http.post("/api/ingest", json=[quake(1), quake(2)])).json() == {
        "accepted": 1,
        "duplicates": 1,
    }
    assert [event.id for event in await listener.events(2, "map-event")] == ["1", "2"]


async def test_news_without_a_signal_is_read_and_not_told(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen("/api/map-stream")
    await site.http.post(
        "/api/ingest", json=[{"id": "a", "title": "A fine day in Paris", "published_at": 1}, quake(2)]
    )
    event = await listener.event("map-event")
    assert (event.id, event.json["type"]) == ("1", "earthquake")
    assert await site.node.broker.unread_items(10) == []


async def test_since_brings_what_is_later_and_no_id_means_live(serve: Serve) -> None:
    site = await serve()
    now_s = time.time()
    items = [quake(number, published_at=now_s - 1000 + number * 100) for number in range(1, 6)]
    await site.house.map.publish_now([_item(item, now_s) for item in items])
    since = await site.listen(f"/api/map-stream?since={int(now_s - 700) + 1}")
    assert [event.id for event in await since.events(2, "map-event")] == ["4", "5"]
    live = await site.listen("/api/map-stream")
    await site.joined("map:global", 2)
    await site.http.post("/api/ingest", json=[quake(6)])
    assert (await live.event("map-event")).id == "6"


async def test_last_event_id_goes_on_where_the_client_was_and_wins_over_since(serve: Serve) -> None:
    site = await serve()
    await site.house.map.publish_now([_item(quake(number), 1e9) for number in range(1, 5)])
    listener = await site.listen("/api/map-stream?since=0", Last_Event_ID="2")
    assert [event.id for event in await listener.events(2, "map-event")] == ["3", "4"]


@pytest.mark.parametrize("unknown", ["99", "abc", "-1", "2x", "9" * 30])
async def test_an_unknown_last_event_id_is_none(serve: Serve, unknown: str) -> None:
    site = await serve()
    await site.house.map.publish_now([_item(quake(1), 1e9)])
    listener = await site.listen("/api/map-stream?since=0", Last_Event_ID=unknown)
    assert (await listener.event("map-event")).id == "1"


async def test_a_region_hears_only_what_concerns_it_under_ids_of_its_own(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen("/api/map-stream?scope=middle-east")
    there = {"id": "m", "title": "Explosion near Basra"}
    await site.http.post("/api/ingest", json=[quake(1, published_at=1), there, quake(3)])
    event = await listener.event("map-event")
    assert (event.id, event.json["to"]["label"]) == ("1", "Basra")


async def test_retention_is_exact_and_what_is_gone_shows_in_the_ids(serve: Serve) -> None:
    site = await serve(keep=Keep(map=3))
    await site.house.map.publish_now([_item(quake(number), 1e9) for number in range(1, 9)])
    listener = await site.listen("/api/map-stream", Last_Event_ID="2")
    assert [event.id for event in await listener.events(3, "map-event")] == ["6", "7", "8"]


async def test_one_read_takes_no_more_than_its_limit_earliest_first(serve: Serve) -> None:
    pace = paced(map_poll_s=600.0, map_poll_limit=2)
    site = await serve(pace=pace)
    listener = await site.listen("/api/map-stream")
    await site.node.broker.add_items([_item(quake(n, published_at=100.0 - n), 1e9) for n in range(5)])
    await site.house.map._poll()
    assert [event.json["title"].split()[3] for event in await listener.events(2, "map-event")] == ["4", "3"]
    assert len(await site.node.broker.unread_items(10)) == 3


async def test_a_ping_comes_without_an_id(serve: Serve) -> None:
    site = await serve(pace=paced(map_ping_s=0.05))
    listener = await site.listen("/api/map-stream")
    ping = await listener.event("ping")
    assert ping.id is None
    assert isinstance(ping.json["timestamp"], int)


@pytest.mark.logs("map poll failed")
async def test_a_failed_read_is_told_and_the_next_goes_on(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = await serve(pace=paced(map_poll_s=0.02))
    listener = await site.listen("/api/map-stream")
    await site.joined("map:global")
    whole = site.node.broker.unread_items

    async def failing(limit: int) -> Any:
        raise KnownError("the disk is gone")

    monkeypatch.setattr(site.node.broker, "unread_items", failing)
    error = await listener.event("error")
    assert (error.id, error.json["error"]) == (None, "Database polling failed")
    monkeypatch.setattr(site.node.broker, "unread_items", whole)
    await site.http.post("/api/ingest", json=[quake(1)])
    assert (await listener.event("map-event")).id == "1"


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("?scope=moon", "scope"),
        ("?since=yesterday", "since"),
        ("?since=nan", "since"),
        ("?since=-5", "since"),
    ],
)
async def test_a_bad_question_gets_a_sentence(serve: Serve, path: str, word: str) -> None:
    site = await serve()
    answer = await site.http.get(f"/api/map-stream{path}")
    assert answer.status_code == 400
    assert answer.json()["error"] == "BAD_REQUEST"
    assert word in answer.json()["message"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"null", b'{"title": "x"}', b'[{"id": 1}]', b'[{"title": ""}]',
     b'[{"title": "x", "published_at": "soon"}]',
     b'[{"title": "x", "published_at": 1e18}]', b"[" * 100_000, b'"\xff"'],
)  # fmt: skip
async def test_a_bad_item_gets_a_sentence_and_adds_nothing(serve: Serve, body: bytes) -> None:
    site = await serve(pace=paced(map_poll_s=600.0))
    answer = await site.http.post("/api/ingest", content=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]
    assert await site.node.broker.unread_items(10) == []


def _item(body: dict[str, Any], now_s: float) -> Any:
    return to_item(msgspec.convert(body, Arrival), max(now_s, time.time()))
