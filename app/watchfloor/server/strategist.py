"""The political strategist: analyses of a ward in six stages, told in one feed."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor.server import job as jobs
from watchfloor.server import report
from watchfloor.server.access import body_of, identity_of, open_stream
from watchfloor.server.desk import Desk
from watchfloor.server.feed import Feed
from watchfloor.server.identity import Identity
from watchfloor.server.job import Beat, Job
from watchfloor.server.node import Node
from watchfloor.server.record import Draft
from watchfloor.server.refusal import answer, bad_request

KIND = "run"
CANCELLED = "The analysis was cancelled."


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a POST. `fail_at_stage` lets people see what a failure looks like."""

    ward: str
    fail_at_stage: int | None = None


class Strategist:
    kind = KIND

    def __init__(self, node: Node) -> None:
        self._node = node
        pace = node.setting.pace
        self.feed = Feed(system="strategist", heartbeat_s=pace.strategist_heartbeat_s)
        self.desk = Desk(node, self)

    def routes(self) -> list[Route]:
        runs = "/api/v1/strategist/analyses"
        return [
            Route("/api/v1/strategist/feed", self._feed, methods=["GET"]),
            Route(runs, self._start, methods=["POST"]),
            Route(runs, self._list, methods=["GET"]),
            Route(runs + "/{id}", self._show, methods=["GET"]),
            Route(runs + "/{id}", self._cancel, methods=["DELETE"]),
        ]

    def script(self, job: Job) -> tuple[Beat, ...]:
        return report.script(job.id, job.spec, job.seed)

    def stream(self, job: Job) -> str:
        return stream_name(job.company)

    def own_stream(self, _: str) -> str:
        return ""

    def draft(self, job: Job, event: str, data: dict[str, Any], now_s: float) -> Draft:
        return Draft(
            self.stream(job), event, msgspec.json.encode(data), now_s, self._node.setting.keep.strategist
        )

    def advance(self, job: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
        after, drafts = jobs.step(job, self.script(job), now_s, self.draft)
        stage = after.last.get("stage", job.last.get("stage", 0))  # a section names none
        return msgspec.structs.replace(after, last={**after.last, "stage": stage}), drafts

    async def start(self, order: Order, company: str | None) -> Job:
        spec: dict[str, Any] = {"ward": order.ward, "run_s": self._node.setting.pace.run_s}
        if order.fail_at_stage is not None:
            spec["fail_at_stage"] = order.fail_at_stage
        return await self.desk.open(spec, company)

    async def _feed(self, request: Request) -> Response:
        identity = identity_of(request)
        name = stream_name(identity.company)

        async def start(head: int) -> int:
            """Live, but from the beginning of the oldest run under way: half a report is hard to read."""
            documents = await self._node.broker.documents(self.kind, active=True)
            starts = [run.created_s for run in jobs.read_all(documents) if self.stream(run) == name]
            return await self._node.broker.seq_before(name, min(starts) - 0.001) if starts else head

        return await open_stream(
            request, self.feed, name, start=start, identity=identity, company=identity.company
        )

    async def _start(self, request: Request) -> Response:
        identity = identity_of(request)
        order = await body_of(request, Order)
        if not order.ward.strip() or len(order.ward) > 120:
            raise bad_request("`ward` must be a name of 1 to 120 characters.")
        if order.fail_at_stage is not None and not 1 <= order.fail_at_stage <= len(report.STAGES):
            raise bad_request(f"`fail_at_stage` must be from 1 to {len(report.STAGES)}.")
        run = await self.start(order, identity.company)
        return answer({"run_id": run.id, "ward": order.ward, "status": run.status}, 202)

    async def _list(self, request: Request) -> Response:
        return answer({"analyses": [_summary(run) for run in await self.desk.all(identity_of(request))]})

    async def _show(self, request: Request) -> Response:
        run = await self.desk.find(request.path_params["id"], identity_of(request))
        past = self.script(run)[: run.step]
        return answer(
            {**_summary(run), "sections": [beat.data for beat in past if beat.type == "analysis:section"]}
        )

    async def _cancel(self, request: Request) -> Response:
        run = await self.cancel(request.path_params["id"], identity_of(request))
        return answer({"run_id": run.id, "status": run.status})

    async def cancel(self, job_id: str, identity: Identity) -> Job:
        """Ends a run; one that has ended already stays as it is."""

        def decide(run: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
            if not run.is_active:
                return run, ()
            data = {"run_id": run.id, "error": CANCELLED}
            return msgspec.structs.replace(run, status="cancelled"), (
                self.draft(run, "analysis:error", data, now_s),
            )

        return await self.desk.change(job_id, identity, decide)


def stream_name(company: str | None) -> str:
    """What one company orders is told to that company alone."""
    return "strategist" if company is None else f"strategist:{company}"


def _summary(run: Job) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "ward": run.spec["ward"],
        "status": run.status,
        "stage": run.last.get("stage", 0),
        "total": len(report.STAGES),
        "created_at": run.created_s,
    }
