"""The generation of content strategies: the standard message as a stream, and the same state by polling."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor.server import job as jobs
from watchfloor.server import lesson
from watchfloor.server.access import body_of, from_start, identity_of, open_stream
from watchfloor.server.desk import Desk
from watchfloor.server.feed import Feed
from watchfloor.server.job import Beat, Job
from watchfloor.server.node import Node
from watchfloor.server.record import Draft
from watchfloor.server.refusal import answer, bad_request

STATUS = {"running": "running", "complete": "complete", "failed": "error"}


class Strategy:
    kind = "strategy"

    def __init__(self, node: Node) -> None:
        self._node = node
        self.feed = Feed(
            system="strategy",
            heartbeat_s=node.setting.pace.strategy_heartbeat_s,
            final_types=frozenset({"complete", "error"}),
        )
        self.desk = Desk(node, self)

    def routes(self) -> list[Route]:
        base = "/api/content-planning/strategies"
        return [
            Route(base, self._create, methods=["POST"]),
            Route(base, self._list, methods=["GET"]),
            Route(base + "/{id}/stream", self._stream, methods=["GET"]),
            Route(base + "/{id}/status", self._status, methods=["GET"]),
        ]

    def script(self, job: Job) -> tuple[Beat, ...]:
        return lesson.script(job.spec)

    def stream(self, job: Job) -> str:
        return self.own_stream(job.id)

    def own_stream(self, job_id: str) -> str:
        return f"strategy:{job_id}"

    def draft(self, job: Job, event: str, data: dict[str, Any], now_s: float) -> Draft:
        body = msgspec.json.encode({**data, "timestamp": iso(now_s)})
        return Draft(self.stream(job), event, body, now_s, self._node.setting.keep.strategy)

    def advance(self, job: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
        after, drafts = jobs.step(job, self.script(job), now_s, self.draft)
        return msgspec.structs.replace(after, last={**after.last, "timestamp": iso(now_s)}), drafts

    async def start(self, brief: dict[str, Any], company: str | None, *, job_id: str = "") -> Job:
        pace = self._node.setting.pace
        spec = {"title": _title(brief), "strategy_s": pace.strategy_s, "limit_s": pace.strategy_limit_s}
        if "fail_at_step" in brief:
            spec["fail_at_step"] = brief["fail_at_step"]
        return await self.desk.open(spec, company, job_id=job_id)

    async def _create(self, request: Request) -> Response:
        identity = identity_of(request)
        brief = await body_of(request, dict[str, Any])
        fail_at = brief.get("fail_at_step", 1)
        if type(fail_at) is not int or not 1 <= fail_at <= len(lesson.STEPS):
            raise bad_request(f"`fail_at_step` must be a whole number from 1 to {len(lesson.STEPS)}.")
        strategy = await self.start(brief, identity.company)
        return answer({"id": strategy.id, "status": "running"}, 202)

    async def _list(self, request: Request) -> Response:
        return answer({"strategies": [self._state(job) for job in await self.desk.all(identity_of(request))]})

    async def _stream(self, request: Request) -> Response:
        identity = identity_of(request)
        found = await self.desk.find(request.path_params["id"], identity)

        async def is_ended() -> bool:
            return not (await self.desk.find(found.id, identity)).is_active

        return await open_stream(
            request,
            self.feed,
            self.stream(found),
            start=from_start,
            identity=identity,
            company=identity.company,
            is_ended=is_ended,
        )

    async def _status(self, request: Request) -> Response:
        identity = identity_of(request)
        return answer(self._state(await self.desk.find(request.path_params["id"], identity)))

    def _state(self, job: Job) -> dict[str, Any]:
        """The last message of the stream, with the id under which it was sent."""
        nothing_yet = {"step": 0, "progress": 0, "message": "Queued", "timestamp": iso(job.created_s)}
        last = {"error": None, "educational_content": None, **(job.last or nothing_yet)}
        event = last.pop("type", "status")
        lesson_beats = [beat for beat in self.script(job)[: job.step] if beat.type == "educational"]
        if lesson_beats:
            last["educational_content"] = lesson_beats[-1].data["educational_content"]
        return {
            "id": job.id,
            "title": job.spec["title"],
            "status": STATUS[job.status],
            "event": event,
            "lastEventId": self.feed.id(job.base + job.step) if job.step else "",
            **last,
        }


def iso(at_s: float) -> str:
    return datetime.fromtimestamp(at_s, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _title(brief: dict[str, Any]) -> str:
    """The first text among the names that briefs use, cut to a line."""
    for name in ("title", "name", "topic", "goal", "brief"):
        value = brief.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:120]
    return "Untitled"
