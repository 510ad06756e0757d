"""The debate: phases, speakers and stored utterances; people can pause it and ask."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor.server import argument, frame
from watchfloor.server import job as jobs
from watchfloor.server.access import body_of, from_start, identity_of, open_stream
from watchfloor.server.desk import Desk
from watchfloor.server.feed import Feed
from watchfloor.server.identity import Identity
from watchfloor.server.job import Beat, Job
from watchfloor.server.node import Node
from watchfloor.server.record import Draft
from watchfloor.server.refusal import RefusalError, answer, bad_request

QUESTIONS_WAITING = 20
ROUNDS = 500
TOPIC = "Free public transport by 2030"


class Motion(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a POST. Other programs call the topic by other names: each of them will do."""

    topic: str = ""
    proposition: str = ""
    motion: str = ""
    title: str = ""
    rounds: int = 2
    utterance_s: float | None = None

    @property
    def named(self) -> str:
        return self.topic or self.proposition or self.motion or self.title or TOPIC


class Intervention(msgspec.Struct, frozen=True, kw_only=True):
    """A question, by whichever of its names."""

    content: str = ""
    question: str = ""
    message: str = ""
    text: str = ""
    speaker: str = ""  # to whom it is put
    author: str = "Audience"

    @property
    def asked(self) -> str:
        return self.content or self.question or self.message or self.text


class Debate:
    kind = "debate"

    def __init__(self, node: Node) -> None:
        self._node = node
        self.feed = Feed(
            system="debate",
            heartbeat_s=node.setting.pace.debate_heartbeat_s,
            final_types=frozenset({"complete"}),
        )
        self.desk = Desk(node, self)

    def routes(self) -> list[Route]:
        base = "/api/debates"
        return [
            Route(base, self._create, methods=["POST"]),
            Route(base, self._list, methods=["GET"]),
            Route(base + "/{id}", self._show, methods=["GET"]),
            Route(base + "/{id}/stream", self._stream, methods=["GET"]),
            Route(base + "/{id}/pause", self._pause, methods=["POST"]),
            Route(base + "/{id}/resume", self._resume, methods=["POST"]),
            Route(base + "/{id}/interventions", self._intervene, methods=["POST"]),
        ]

    def script(self, job: Job) -> tuple[Beat, ...]:
        spec = job.spec
        return argument.script(spec["topic"], spec["rounds"], spec["utterance_s"], job.seed)

    def stream(self, job: Job) -> str:
        return self.own_stream(job.id)

    def own_stream(self, job_id: str) -> str:
        return f"debate:{job_id}"

    def draft(self, job: Job, event: str, data: dict[str, Any], now_s: float) -> Draft:
        body = {**data, "timestamp": round(now_s * 1000)}
        if event in {"utterance", "intervention_response"}:
            body = {"id": f"{job.id[:8]}-{job.step + job.spec.get('asked', 0)}", **body}
        return Draft(
            self.stream(job), event, msgspec.json.encode(body), now_s, self._node.setting.keep.debate
        )

    def advance(self, job: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
        """The next line, or the answer to a question that waits; a paused debate answers only."""
        if job.questions:
            return self._answer(job, now_s)
        after, drafts = jobs.step(job, self.script(job), now_s, self.draft)
        news: dict[str, Any] = {key: after.last[key] for key in ("phase", "speaker") if key in after.last}
        last = {**job.last, **news}
        return msgspec.structs.replace(after, last=last), drafts

    def _answer(self, job: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
        question, *others = job.questions
        speaker = question["speaker"] or argument.PRO
        after = msgspec.structs.replace(
            job,
            questions=tuple(others),
            due_s=now_s + job.spec["utterance_s"],
            spec={**job.spec, "asked": job.spec.get("asked", 0) + 1},
        )
        data = {
            "phase": job.last.get("phase", "opening"),
            "speaker": speaker,
            "content": argument.answer(question["content"], speaker),
            "intervention": question["content"],
            "author": question["author"],
        }
        return after, (self.draft(after, "intervention_response", data, now_s),)

    async def start(self, motion: Motion, company: str | None, *, job_id: str = "") -> Job:
        utterance_s = (
            self._node.setting.pace.utterance_s if motion.utterance_s is None else motion.utterance_s
        )
        spec = {"topic": " ".join(motion.named.split()), "rounds": motion.rounds, "utterance_s": utterance_s}
        return await self.desk.open(spec, company, job_id=job_id)

    async def _create(self, request: Request) -> Response:
        identity = identity_of(request)
        motion = await body_of(request, Motion)
        if not motion.named.strip() or len(motion.named) > 300:
            raise bad_request("`topic` must be a text of 1 to 300 characters.")
        if not 0 <= motion.rounds <= ROUNDS:
            raise bad_request(f"`rounds` must be from 0 to {ROUNDS}.")
        if motion.utterance_s is not None and not 0.02 <= motion.utterance_s <= 60:
            raise bad_request("`utterance_s` must be from 0.02 to 60.")
        debate = await self.start(motion, identity.company)
        return answer(_summary(debate), 201, {"Location": f"/api/debates/{debate.id}"})

    async def _list(self, request: Request) -> Response:
        return answer({"debates": [_summary(debate) for debate in await self.desk.all(identity_of(request))]})

    async def _show(self, request: Request) -> Response:
        return answer(_summary(await self.desk.find(request.path_params["id"], identity_of(request))))

    async def _stream(self, request: Request) -> Response:
        identity = identity_of(request)
        debate = await self.desk.find(request.path_params["id"], identity)

        async def is_ended() -> bool:
            return not (await self.desk.find(debate.id, identity)).is_active

        def greeting(client_id: str) -> bytes:
            return frame.encode_json("connected", {"clientId": client_id, "debateId": debate.id})

        return await open_stream(
            request,
            self.feed,
            self.stream(debate),
            start=from_start,
            identity=identity,
            company=identity.company,
            greeting=greeting,
            is_ended=is_ended,
        )

    async def _pause(self, request: Request) -> Response:
        return await self._switch(request, "running", "paused", "pause")

    async def _resume(self, request: Request) -> Response:
        return await self._switch(request, "paused", "running", "resume")

    async def _switch(self, request: Request, before: str, after: jobs.Status, event: str) -> Response:
        def decide(debate: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
            _require_active(debate)
            if debate.status != before:
                return debate, ()
            changed = msgspec.structs.replace(debate, status=after, due_s=now_s + debate.spec["utterance_s"])
            data = {"debateId": debate.id, "phase": debate.last.get("phase", "opening")}
            return changed, (self.draft(debate, event, data, now_s),)

        return answer(
            _summary(await self.desk.change(request.path_params["id"], identity_of(request), decide))
        )

    async def _intervene(self, request: Request) -> Response:
        intervention = await body_of(request, Intervention)
        if not intervention.asked.strip() or len(intervention.asked) > 2_000:
            raise bad_request("`content` must be a text of 1 to 2,000 characters.")
        if len(intervention.speaker) > 80 or len(intervention.author) > 80:
            raise bad_request("`speaker` and `author` must not be longer than 80 characters.")
        debate = await self.intervene(request.path_params["id"], identity_of(request), intervention)
        return answer({"id": debate.id, "status": debate.status, "waiting": len(debate.questions)}, 202)

    async def intervene(self, job_id: str, identity: Identity, intervention: Intervention) -> Job:
        """Puts a question; a speaker takes it up before the next line."""

        def decide(debate: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
            _require_active(debate)
            if len(debate.questions) >= QUESTIONS_WAITING:
                message = f"{QUESTIONS_WAITING} interventions wait for their answer already."
                raise RefusalError(429, "TOO_MANY_INTERVENTIONS", message, retry_after_s=5)
            asked = {
                "content": intervention.asked,
                "speaker": intervention.speaker,
                "author": intervention.author,
            }
            questions = (*debate.questions, asked)
            due_s = (
                min(debate.due_s, now_s + debate.spec["utterance_s"]) if debate.status == "running" else now_s
            )
            return msgspec.structs.replace(debate, questions=questions, due_s=due_s), ()

        return await self.desk.change(job_id, identity, decide)


def _require_active(debate: Job) -> None:
    if not debate.is_active:
        raise RefusalError(409, "DEBATE_COMPLETE", "This debate is complete.")


def _summary(debate: Job) -> dict[str, Any]:
    return {
        "id": debate.id,
        "topic": debate.spec["topic"],
        "status": debate.status,
        "phase": debate.last.get("phase", ""),
        "speaker": debate.last.get("speaker", ""),
        "events": debate.step,
        "created_at": debate.created_s,
    }
