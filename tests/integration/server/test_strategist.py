"""The strategist: runs that pass six stages, fail on request, and can be cancelled."""

import pytest

from tests.integration.server.conftest import Serve, Site, paced
from tests.integration.server.listener import Heard, Listener
from watchfloor.server.record import Document
from watchfloor.server.report import STAGES
from watchfloor.server.setting import Limit

FEED = "/api/v1/strategist/feed"
RUNS = "/api/v1/strategist/analyses"
ENDS = {"analysis:complete", "analysis:error"}


async def start(site: Site, **body: object) -> str:
    answer = await site.http.post(RUNS, json={"ward": "Ward 14", **body})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["run_id"])


async def story(listener: Listener, run_id: str) -> list[Heard]:
    heard: list[Heard] = []
    while not heard or heard[-1].type not in ENDS:
        event = await listener.event()
        if event.json["run_id"] == run_id:
            heard.append(event)
    return heard


async def test_a_run_passes_six_stages_and_leaves_six_sections(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen(FEED)
    heard = await story(listener, await start(site))
    assert heard[0].type == "analysis:start"
    assert heard[0].json["ward"] == "Ward 14"
    assert heard[-1].type == "analysis:complete"
    stages = [event.json["stage"] for event in heard if event.type == "progress"]
    assert stages == sorted(stages)
    assert list(dict.fromkeys(stages)) == [1, 2, 3, 4, 5, 6]
    firsts = {
        event.json["stage"]: event.json["message"] for event in reversed(heard) if event.type == "progress"
    }
    assert tuple(firsts[number] for number in range(1, 7)) == STAGES
    sections = [event.json for event in heard if event.type == "analysis:section"]
    assert [section["index"] for section in sections] == [0, 1, 2, 3, 4, 5]
    assert "Strategic Assessment" in {section["title"] for section in sections}
    assert all(len(section["body"]) > 150 for section in sections)
    ids = [int(event.id or 0) for event in heard]
    assert ids == list(range(ids[0], ids[0] + len(ids)))


async def test_a_run_fails_on_request_and_says_why(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen(FEED)
    run_id = await start(site, fail_at_stage=3)
    heard = await story(listener, run_id)
    assert heard[-1].type == "analysis:error"
    assert "survey" in heard[-1].json["error"]
    assert max(event.json["stage"] for event in heard if event.type == "progress") == 3
    assert (await site.http.get(f"{RUNS}/{run_id}")).json()["status"] == "failed"


async def test_a_cancelled_run_ends_at_once_and_stays_ended(serve: Serve) -> None:
    site = await serve(pace=paced(run_s=600.0))
    listener = await site.listen(FEED)
    run_id = await start(site)
    await listener.event("analysis:start")
    cancelled = await site.http.delete(f"{RUNS}/{run_id}")
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert "cancelled" in (await listener.event("analysis:error")).json["error"]
    assert (await site.http.delete(f"{RUNS}/{run_id}")).json()["status"] == "cancelled"
    assert await site.node.broker.documents("run", active=True) == []


async def test_who_comes_late_resumes_and_polls_the_sections(serve: Serve) -> None:
    site = await serve()
    first = await site.listen(FEED)
    run_id = await start(site)
    heard = await story(first, run_id)
    late = await site.listen(FEED, Last_Event_ID="1")
    assert [await late.event() for _ in heard[1:]] == heard[1:]
    shown = (await site.http.get(f"{RUNS}/{run_id}")).json()
    assert shown["status"] == "complete"
    assert shown["sections"] == [event.json for event in heard if event.type == "analysis:section"]
    assert (await site.http.get(RUNS)).json()["analyses"][0]["run_id"] == run_id


async def test_two_runs_are_told_in_one_feed(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen(FEED)
    runs = {await start(site), await start(site, ward="Harbour East")}
    ended: set[str] = set()
    while ended < runs:
        event = await listener.event()
        if event.type == "analysis:complete":
            ended.add(event.json["run_id"])


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"ward": ""}',
        '{"ward": 5}',
        '{"ward": "x", "fail_at_stage": 7}',
        "[]",
        "",
        '{"ward": "' + "x" * 121 + '"}',
    ],
)
async def test_a_bad_order_gets_a_sentence(serve: Serve, body: str) -> None:
    site = await serve()
    answer = await site.http.post(RUNS, content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "BAD_REQUEST")


async def test_an_unknown_run_is_not_there(serve: Serve) -> None:
    site = await serve()
    for answer in (await site.http.get(f"{RUNS}/nope"), await site.http.delete(f"{RUNS}/{'x' * 300}")):
        assert (answer.status_code, answer.json()["error"]) == (404, "NOT_FOUND")


async def test_too_many_runs_are_refused(serve: Serve) -> None:
    site = await serve(limit=Limit(active_jobs=2))
    await start(site)
    await start(site)
    refused = await site.http.post(RUNS, json={"ward": "Ward 3"})
    assert (refused.status_code, refused.json()["error"]) == (429, "TOO_MANY_JOBS")
    assert "retry-after" in refused.headers


async def test_who_comes_in_the_middle_hears_the_run_from_its_start(serve: Serve) -> None:
    site = await serve(pace=paced(run_s=600.0))
    early = await site.listen(FEED)
    old = await start(site)
    await site.http.delete(f"{RUNS}/{old}")
    run_id = await start(site, ward="Harbour East")
    while (await early.event("progress")).json["run_id"] != run_id:
        pass
    late = await site.listen(FEED)
    first = await late.event()
    assert (first.type, first.json["run_id"]) == ("analysis:start", run_id)


@pytest.mark.logs("job cannot go on")
async def test_a_job_that_cannot_be_read_harms_no_other(serve: Serve) -> None:
    site = await serve()
    listener = await site.listen(FEED)
    broken = Document("run", "broken", 0, True, b'{"id": "broken"}')
    await site.node.commit(documents=[broken])
    site.house._conductor._take_up(site.house.strategist, broken)
    run_id = await start(site)
    assert (await story(listener, run_id))[-1].type == "analysis:complete"
