"""The five systems at both ends: what the feed server sends is what channel, profiles and models make of it.

The tests of the server know the wire, and those of the profiles know samples. Here neither is written down:
where one end calls something by another name than the other, a test of this file fails.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import Feed
from watchfloor.core.preset.catalogue import preset
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.setting import Pace, Setting
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub

PATIENCE_S = 30.0
QUICK = Pace(
    map_poll_s=0.05,
    map_spacing_s=0.0,
    map_ping_s=0.1,
    run_s=0.4,
    strategy_s=0.4,
    utterance_s=0.03,
    lease_s=0.6,
)
COMPANY = "acme-corp"


class Desk:
    """A server, and a desk that watches it: everything but the window."""

    def __init__(self, server: EmbeddedServer, http: httpx.AsyncClient) -> None:
        self.server = server
        self.http = http
        self.session = Session()
        self.events: list[Event] = []
        self.hub = Hub([self])
        self._came = asyncio.Event()

    def accept(self, batch: Batch) -> None:
        self.session.apply(batch)
        self.events += batch.events
        self._came.set()

    async def room(self) -> None:
        pass

    async def watch(self, kind: str, **answers: str) -> Channel:
        """Adds a feed as a person does, by its preset, and returns when it is connected."""
        feed: Feed = preset(kind).feed(self.server.url, answers)
        self.session.add_channel(feed.name, feed.profile, feed.url)
        channel = self.hub.add(feed)
        channel.start()
        await self.until(lambda: channel.status.state is not ChannelState.CONNECTING)
        return channel

    async def post(self, path: str, body: object) -> dict[str, object]:
        answer = await self.http.post(path, json=body)
        assert answer.is_success, answer.text
        told: dict[str, object] = answer.json()
        return told

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not holds():
                self._came.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(0.05):  # a status comes without an event
                        await self._came.wait()

    def heard(self, *types: str) -> bool:
        return set(types) <= {event.type for event in self.events}

    def summaries(self, type_: str) -> list[str]:
        return [self.session.read(event).summary for event in self.events if event.type == type_]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with _open() as opened:
        yield opened
        for event in opened.events:
            reading = opened.session.read(event)
            assert not reading.raw, f"{event.type}: {reading.problem}"
        for row in opened.session.channels.values():
            assert row.totals.balanced
            assert row.totals.missing in {0, None}
            assert not row.totals.refused


@asynccontextmanager
async def _open() -> AsyncIterator[Desk]:
    async with (
        EmbeddedServer(Setting(dev=True, pace=QUICK)) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as http,
    ):
        desk = Desk(server, http)
        try:
            yield desk
        finally:
            await desk.hub.close()


async def test_a_run_is_followed_through_six_stages_and_writes_six_sections(desk: Desk) -> None:
    channel = await desk.watch("strategist")
    run_id = str((await desk.post("/api/v1/strategist/analyses", {"ward": "14"}))["run_id"])
    await desk.until(lambda: desk.heard("analysis:complete"))
    run = desk.session.runs.get((channel.feed.name, run_id))
    assert run is not None
    assert (run.subject, run.stage, run.total, run.over, run.failed) == ("Ward 14", 6, 6, True, False)
    assert len(desk.session.library.analysis(channel.feed.name, run_id).sections) == 6
    assert desk.heard("analysis:start", "progress", "analysis:section")
    shown = (await desk.http.get(f"/api/v1/strategist/analyses/{run_id}")).json()
    assert (shown["status"], shown["stage"]) == ("complete", 6)


async def test_a_failed_run_and_a_cancelled_one_are_told_apart(desk: Desk) -> None:
    channel = await desk.watch("strategist")
    failing = await desk.post("/api/v1/strategist/analyses", {"ward": "Mill Lane", "fail_at_stage": 2})
    await desk.until(lambda: desk.heard("analysis:error"))
    failed = desk.session.runs.get((channel.feed.name, str(failing["run_id"])))
    assert failed is not None
    assert failed.failed
    going = await desk.post("/api/v1/strategist/analyses", {"ward": "Ward 9"})
    assert (await desk.http.delete(f"/api/v1/strategist/analyses/{going['run_id']}")).status_code == 200
    await desk.until(lambda: len(desk.summaries("analysis:error")) == 2)
    cancelled = desk.session.runs.get((channel.feed.name, str(going["run_id"])))
    assert cancelled is not None
    assert (cancelled.cancelled, cancelled.failed) == (True, False)
    assert desk.summaries("analysis:error")[1] == "Analysis cancelled"


async def test_a_strategy_teaches_completes_and_stays_closed(desk: Desk) -> None:
    made = await desk.post("/api/content-planning/strategies", {"title": "Harbour"})
    channel = await desk.watch("strategy", strategy=str(made["id"]))
    await desk.until(lambda: channel.status.state is ChannelState.IDLE)
    assert desk.heard("status", "progress", "educational", "complete")
    (run,) = desk.session.runs
    assert (run.over, run.failed, run.percent, run.total) == (True, False, 100.0, 8)
    assert (run.named(1), run.named(8)) == ("Reading the brief", "Writing the strategy")
    lessons = desk.session.library.analysis(channel.feed.name, run.name).sections
    assert lessons
    assert all(lesson.lesson and lesson.tips for lesson in lessons)


async def test_a_strategy_that_fails_says_so(desk: Desk) -> None:
    made = await desk.post("/api/content-planning/strategies", {"title": "Harbour", "fail_at_step": 3})
    channel = await desk.watch("strategy", strategy=str(made["id"]))
    await desk.until(lambda: channel.status.state is ChannelState.IDLE)
    (run,) = desk.session.runs
    assert run.failed
    assert desk.summaries("error")[0].startswith("Strategy failed: ")


async def test_the_map_shows_from_where_to_where(desk: Desk) -> None:
    await desk.watch("map")
    news = {
        "title": "Israeli airstrike targets Damascus",
        "source": {"name": "Reuters", "url": "https://r.example"},
    }
    await desk.post("/api/ingest", [news])
    await desk.until(lambda: desk.heard("connected", "map-event", "ping"))
    desk.session.take_changes()
    (marker,) = desk.session.places
    assert (marker.kind, marker.severity, marker.place, marker.from_place) == (
        "airstrike",
        4,
        "Damascus",
        "Israel",
    )
    assert desk.summaries("connected") == ["Connected · scope global"]


CHANNELS = {
    "dashboard-updates": ["dashboard-update"],
    "evidence-updates": ["evidence-update", "evidence-deleted"],
    "report-updates": ["report-ready", "report-failed"],
}
BODIES = {
    "dashboard-update": {"metric": "SROI", "value": 2.5},
    "evidence-update": {"evidenceId": 7, "title": "Snippet"},
    "evidence-deleted": {"evidenceId": 7},
    "report-ready": {"reportId": "rep-1", "title": "Board summary"},
    "report-failed": {"reportId": "rep-2", "title": "CSRD", "error": "No pages"},
}


@pytest.mark.parametrize("name", CHANNELS)
async def test_the_cockpit_says_the_same_streaming_and_polling(desk: Desk, name: str) -> None:
    channel = await desk.watch("cockpit", company=COMPANY, channel=name)
    for type_ in CHANNELS[name]:
        order = {"companyId": COMPANY, "channel": name, "type": type_, "data": BODIES[type_]}
        assert await desk.post("/sse/test-broadcast", order) == {"success": True}
    await desk.until(lambda: desk.heard(*CHANNELS[name]))
    assert channel.feed.polling is not None
    polled = (await desk.http.get(channel.feed.polling.url)).json()
    streamed = [event for event in desk.events if event.own_id]
    assert [(item["id"], item["type"]) for item in polled["events"]] == [(e.id, e.type) for e in streamed]
    assert polled["lastEventId"] == streamed[-1].id
    greeted = [f"Connected · {COMPANY} · {name}"] if name == "dashboard-updates" else []
    assert desk.summaries("connected") == greeted


async def test_a_figure_of_the_cockpit_is_drawn(desk: Desk) -> None:
    channel = await desk.watch("cockpit", company=COMPANY, channel="dashboard-updates")
    for value in (2.5, 2.6):
        await desk.server.house.cockpit.publish(
            COMPANY, "dashboard-updates", "dashboard-update", {"metric": "SROI", "value": value}
        )
    await desk.until(lambda: len(desk.summaries("dashboard-update")) == 2)
    desk.session.take_changes()
    assert (channel.feed.name, "SROI") in desk.session.metrics


async def test_a_debate_is_heard_with_its_questions_and_stays_closed(desk: Desk) -> None:
    made = await desk.post("/api/debates", {"topic": "Night buses", "rounds": 1})
    path = f"/api/debates/{made['id']}"
    channel = await desk.watch("debate", debate=str(made["id"]))
    debate = desk.session.library.debate(channel.feed.name)
    await desk.until(lambda: desk.heard("connected", "phase_transition", "utterance"))
    await desk.post(f"{path}/pause", {})
    await desk.until(lambda: debate.halted)
    await desk.post(
        f"{path}/interventions", {"content": "Who pays?", "speaker": "Skeptic", "author": "Row 4"}
    )
    await desk.until(lambda: desk.heard("intervention_response"))
    answer = next(line for line in debate.lines if line.intervention)
    assert (answer.speaker, answer.question, debate.speaker) == ("Skeptic", "Who pays?", "Skeptic")
    shown = (await desk.http.get(path)).json()
    assert (debate.phase, shown["status"]) == (shown["phase"], "paused")
    await desk.post(f"{path}/resume", {})
    await desk.until(lambda: channel.status.state is ChannelState.IDLE)
    assert debate.complete
    assert not debate.halted
    assert desk.heard("pause", "resume", "complete")
    assert desk.summaries("connected") == [f"Connected · {made['id']}"]
    channel.start()  # whoever asks again hears that there is nothing more
    await desk.until(lambda: not channel.running)
    assert desk.summaries("complete") == ["Debate complete"]


STREAMS = {
    "/api/v1/strategist/feed": None,
    "/api/map-stream": "connected",
    f"/sse/stream?companyId={COMPANY}&channel=dashboard-updates": "connected",
    f"/sse/stream?companyId={COMPANY}&channel=evidence-updates": None,
}


@pytest.mark.parametrize("path", STREAMS)
async def test_every_stream_has_the_headers_that_proxies_need(desk: Desk, path: str) -> None:
    async with desk.http.stream("GET", path) as answer:
        headers = {name: answer.headers.get(name) for name in HEADERS}
        assert (answer.status_code, headers) == (200, HEADERS)
        first = await anext(answer.aiter_lines())
        assert first.startswith("retry: ")


HEADERS = {
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    "connection": "keep-alive",
}
