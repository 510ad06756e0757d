"""The demo's parts, told without their pauses: each says what the documentation says it does."""

import asyncio
import random
from collections.abc import Coroutine

import msgspec
import pytest

from tests.integration.server.conftest import Serve, Site, paced, until
from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID
from watchfloor.server.scenario.demo import QUESTIONS, TOPICS, WARDS, Demo
from watchfloor.server.scenario.storm import Storm


class Pauses:
    """Goes on at once, so many times, and then never."""

    def __init__(self, count: int) -> None:
        self.spans_s: list[float] = []
        self.over = asyncio.Event()
        self._count = count

    async def __call__(self, span_s: float) -> None:
        if len(self.spans_s) == self._count:
            self.over.set()
            await asyncio.Event().wait()
        self.spans_s.append(span_s)
        await asyncio.sleep(0)


async def played(part: Coroutine[None, None, None], pauses: Pauses) -> None:
    task = asyncio.create_task(part)
    async with asyncio.timeout(60):
        await pauses.over.wait()
    task.cancel()
    await asyncio.wait({task})


async def told(site: Site, channel: str) -> list[tuple[str, dict[str, object]]]:
    records = await site.node.broker.after(f"cockpit:{COMPANY}:{channel}", 0, 1_000)
    return [(record.type, msgspec.json.decode(record.data)) for record in records]


@pytest.mark.parametrize(
    ("part", "channel", "types", "least_s", "most_s"),
    [
        ("_dashboard", "dashboard-updates", {"dashboard-update"}, 0.8, 2.5),
        ("_evidence", "evidence-updates", {"evidence-update", "evidence-deleted"}, 5, 14),
        ("_reports", "report-updates", {"report-ready", "report-failed"}, 25, 50),
    ],
)
async def test_the_company_speaks_in_its_channels_at_a_human_pace(
    serve: Serve, part: str, channel: str, types: set[str], least_s: float, most_s: float
) -> None:
    site, pauses = await serve(), Pauses(60)
    await played(getattr(Demo(site.house, pauses), part)(random.Random(1)), pauses)
    heard = await told(site, channel)
    assert len(heard) == 60
    assert {type_ for type_, _ in heard} == types
    assert least_s <= min(pauses.spans_s) < max(pauses.spans_s) <= most_s


async def test_the_world_is_told_every_two_to_four_seconds(serve: Serve) -> None:
    site, pauses = await serve(pace=paced(map_poll_s=60.0)), Pauses(20)
    await played(Demo(site.house, pauses)._world(random.Random(1)), pauses)
    assert 2 <= min(pauses.spans_s) < max(pauses.spans_s) <= 4
    assert len(await site.node.broker.unread_items(100)) == 20


async def test_analyses_go_from_ward_to_ward_and_the_third_of_five_fails(serve: Serve) -> None:
    site, pauses = await serve(pace=paced(run_s=0.02)), Pauses(5)
    await played(Demo(site.house, pauses)._analyses(random.Random(1)), pauses)
    runs = (await site.http.get("/api/v1/strategist/analyses")).json()["analyses"]
    oldest_first = sorted(runs, key=lambda run: float(run["created_at"]))[:5]
    assert [run["ward"] for run in oldest_first] == list(WARDS[:5])
    failed = [number for number, run in enumerate(oldest_first) if run["status"] == "failed"]
    assert failed == [2]
    assert 3 <= oldest_first[2]["stage"] <= 5
    assert 8 <= min(pauses.spans_s) < max(pauses.spans_s) <= 14


async def test_the_strategy_is_made_anew_under_its_name(serve: Serve) -> None:
    site, pauses = await serve(pace=paced(strategy_s=0.02)), Pauses(3)
    demo = Demo(site.house, pauses)
    await site.house.strategy.start({"title": TOPICS[0]}, None, job_id=STRATEGY_ID)
    await played(demo._strategies(random.Random(1)), pauses)
    state = (await site.http.get(f"/api/content-planning/strategies/{STRATEGY_ID}/status")).json()
    assert state["title"] == TOPICS[3]
    assert 25 <= min(pauses.spans_s) < max(pauses.spans_s) <= 40


async def test_the_audience_asks_both_sides(serve: Serve) -> None:
    site, pauses = await serve(pace=paced(utterance_s=0.02)), Pauses(len(QUESTIONS))
    await site.http.get("/healthz")
    demo = Demo(site.house, pauses)
    await demo.prepare()
    listener = await site.listen(f"/api/debates/{DEBATE_ID}/stream")
    await site.http.post(f"/api/debates/{DEBATE_ID}/pause")
    await played(demo._audience(random.Random(1)), pauses)
    answers = [event.json for event in await listener.events(len(QUESTIONS), "intervention_response")]
    assert [answer["intervention"] for answer in answers] == list(QUESTIONS)
    assert {answer["speaker"] for answer in answers} == {"Pro advocate", "Skeptic"}
    assert 35 <= min(pauses.spans_s) < max(pauses.spans_s) <= 80


async def test_a_debate_begins_again_some_time_after_its_end(serve: Serve) -> None:
    site, pauses = await serve(), Pauses(1)
    demo = Demo(site.house, pauses)
    await demo.prepare()
    path = f"/api/debates/{DEBATE_ID}"
    first = (await site.http.post(f"{path}/pause")).json()  # it would last two hours
    (document,) = await site.node.broker.documents("debate", active=True)
    body = msgspec.json.encode({**msgspec.json.decode(document.body), "status": "complete"})
    ended = msgspec.structs.replace(document, active=False, body=body)
    assert await site.node.commit(documents=[ended]) is not None
    task = asyncio.create_task(demo._debate(random.Random(1)))
    async with asyncio.timeout(30):
        while (again := (await site.http.get(path)).json()).get("created_at") in {None, first["created_at"]}:
            pass
    task.cancel()
    await asyncio.wait({task})
    assert (again["status"], again["topic"]) == ("running", first["topic"])
    assert 50 <= pauses.spans_s[0] <= 70


async def test_a_second_start_repeats_neither_the_world_nor_the_company(serve: Serve) -> None:
    site = await serve()
    demo = Demo(site.house)
    await demo.prepare()
    heads = [await site.node.broker.head(name) for name in STREAMS]
    assert heads == [40, 60, 6, 1]
    await demo.prepare()
    assert [await site.node.broker.head(name) for name in STREAMS] == heads


STREAMS = (
    "map:global",
    *(
        f"cockpit:{COMPANY}:{channel}"
        for channel in ("dashboard-updates", "evidence-updates", "report-updates")
    ),
)


async def test_a_storm_is_half_the_world_and_half_the_company(serve: Serve) -> None:
    site = await serve(storm_per_s=2_000.0)
    storm = asyncio.create_task(Storm(site.house).play())
    published = site.node.meter.value
    await until(lambda: published("watchfloor_published_total", system="cockpit") >= 200)
    storm.cancel()
    await asyncio.wait({storm})
    figures = await told(site, "dashboard-updates")
    assert {type_ for type_, _ in figures} == {"dashboard-update"}
    assert len({body["metric"] for _, body in figures}) > 1
    world = await site.node.broker.after("map:global", 0, 2_000)
    assert 150 <= len(world) <= published("watchfloor_published_total", system="cockpit")
    assert {record.type for record in world} == {"map-event"}
    titles = {msgspec.json.decode(record.data)["title"] for record in world}
    assert len(titles) > 50
