"""Strategy generation: the stream and the polled status tell one story."""

from typing import Any

import pytest

from tests.integration.server.conftest import Serve, Site, paced
from tests.integration.server.listener import Heard
from watchfloor.server.setting import Limit

BASE = "/api/content-planning/strategies"


async def create(site: Site, **brief: Any) -> str:
    answer = await site.http.post(BASE, json={"title": "Spring campaign", **brief})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def test_a_generation_teaches_and_completes(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    listener = await site.listen(f"{BASE}/{key}/stream")
    heard = await listener.rest()
    assert heard[0].type == "status"
    assert heard[-1].type == "complete"
    assert [event.id for event in heard] == [str(number) for number in range(1, len(heard) + 1)]
    progress = [event.json["progress"] for event in heard]
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 100)
    assert all(event.json["timestamp"].endswith("Z") for event in heard)
    lessons = [event.json["educational_content"] for event in heard if event.type == "educational"]
    assert len(lessons) >= 3
    assert all(lesson["title"] and lesson["body"] and lesson["tips"] for lesson in lessons)
    assert listener.ended == "clean"


async def test_polling_equals_the_stream(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    last = (await (await site.listen(f"{BASE}/{key}/stream")).rest())[-1]
    state = (await site.http.get(f"{BASE}/{key}/status")).json()
    assert (state["status"], state["event"], state["lastEventId"]) == ("complete", "complete", last.id)
    assert {name: state[name] for name in ("step", "progress", "message", "timestamp")} == last.json
    assert state["educational_content"]["tips"]
    assert state["error"] is None


async def test_a_failed_generation_ends_with_an_error(serve: Serve) -> None:
    site = await serve()
    key = await create(site, fail_at_step=2)
    heard = await (await site.listen(f"{BASE}/{key}/stream")).rest()
    assert heard[-1].type == "error"
    state = (await site.http.get(f"{BASE}/{key}/status")).json()
    assert (state["status"], state["error"]) == ("error", heard[-1].json["error"])


async def test_a_generation_gives_up_at_its_limit(serve: Serve) -> None:
    site = await serve(pace=paced(strategy_s=600.0, strategy_limit_s=0.2))
    key = await create(site)
    heard = await (await site.listen(f"{BASE}/{key}/stream")).rest()
    assert heard[-1].type == "error"
    assert "stopped" in heard[-1].json["error"]


async def test_after_the_end_who_has_all_is_told_not_to_come_back(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    heard = await (await site.listen(f"{BASE}/{key}/stream")).rest()
    assert (await site.listen(f"{BASE}/{key}/stream", Last_Event_ID=str(len(heard)))).status == 204
    again = await site.listen(f"{BASE}/{key}/stream", Last_Event_ID=str(len(heard) - 2))
    assert await again.rest() == heard[-2:]
    assert site.node.turnstile.total == 0
    assert site.node.audiences == {}


async def test_one_made_anew_under_its_name_gives_no_id_twice(serve: Serve) -> None:
    site = await serve()
    heard: list[Heard] = []
    for title in ("first", "second"):
        await site.house.strategy.desk.forget("weekly")
        await site.house.strategy.start({"title": title}, None, job_id="weekly")
        last_id = heard[-1].id if heard else ""
        listener = await site.listen(f"{BASE}/weekly/stream", Last_Event_ID=last_id or "0")
        heard += await listener.rest()
        state = (await site.http.get(f"{BASE}/weekly/status")).json()
        assert state["lastEventId"] == heard[-1].id
    assert [event.id for event in heard] == [str(number) for number in range(1, len(heard) + 1)]
    assert [event.json["message"] for event in heard if event.type == "complete"] == [
        "The strategy “first” is ready.",
        "The strategy “second” is ready.",
    ]


async def test_an_unknown_strategy_is_not_there(serve: Serve) -> None:
    site = await serve()
    for path in ("stream", "status"):
        assert (await site.http.get(f"{BASE}/nope/{path}")).status_code == 404


@pytest.mark.parametrize(
    "body", ["[]", '"x"', '{"fail_at_step": "2"}', '{"fail_at_step": true}', '{"fail_at_step": 0}', "{,}"]
)
async def test_a_bad_brief_gets_a_sentence(serve: Serve, body: str) -> None:
    site = await serve()
    answer = await site.http.post(BASE, content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "BAD_REQUEST")


async def test_ended_strategies_beyond_the_limit_are_forgotten_with_their_streams(serve: Serve) -> None:
    site = await serve(limit=Limit(finished_jobs=2))
    keys = []
    for _ in range(4):
        keys.append(await create(site))
        await (await site.listen(f"{BASE}/{keys[-1]}/stream")).rest()
    await create(site)
    assert (await site.http.get(f"{BASE}/{keys[0]}/status")).status_code == 404
    assert await site.node.broker.head(f"strategy:{keys[0]}") == 0
    assert (await site.http.get(f"{BASE}/{keys[3]}/status")).status_code == 200
