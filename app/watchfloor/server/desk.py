"""Where jobs of one kind are opened, found and changed, by any node."""

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

from watchfloor.server import job as jobs
from watchfloor.server.identity import Identity
from watchfloor.server.job import Job, Play
from watchfloor.server.node import Node
from watchfloor.server.record import Draft
from watchfloor.server.refusal import RefusalError, not_found

Decide = Callable[[Job, float], tuple[Job, tuple[Draft, ...]]]
TRIES = 20


class Desk:
    def __init__(self, node: Node, play: Play) -> None:
        self._node = node
        self._play = play

    async def open(self, spec: dict[str, Any], company: str | None, *, job_id: str = "") -> Job:
        """Stores a new job; whoever conducts takes it from there. One with the same id is left alone."""
        await self._make_room(company)
        now_s = self._node.now_s()
        chance = self._node.chance
        job_id = job_id or str(uuid.UUID(int=chance.getrandbits(128), version=4))
        job = Job(
            id=job_id,
            base=await self._node.broker.head(self._play.own_stream(job_id)),
            company=company,
            created_s=now_s,
            due_s=now_s,
            seed=chance.getrandbits(32),
            spec=spec,
        )
        await self._node.commit(documents=[jobs.write(self._play.kind, job, 0)])
        self._node.on_job(self._play, job)
        return job

    async def all(self, identity: Identity) -> list[Job]:
        """Newest first, those under way before those ended."""
        found: list[Job] = []
        for active in (True, False):
            documents = await self._node.broker.documents(self._play.kind, active=active)
            found += reversed(jobs.read_all(documents))
        return [job for job in found if identity.may_see(job.company)]

    async def find(self, job_id: str, identity: Identity) -> Job:
        """Another company's job is not there: to say that it exists would already tell something."""
        document = await self._node.broker.document(self._play.kind, job_id) if len(job_id) <= 64 else None
        job = None if document is None else jobs.read(document)
        if job is None or not identity.may_see(job.company):
            raise not_found(self._play.kind)
        return job

    async def change(self, job_id: str, identity: Identity, decide: Decide) -> Job:
        """Decides on the job as it is, and again if it moved on meanwhile."""
        for _ in range(TRIES):
            await self.find(job_id, identity)
            document = await self._node.broker.document(self._play.kind, job_id)
            if document is None:
                raise not_found(self._play.kind)
            before = jobs.read(document)
            after, drafts = decide(before, self._node.now_s())
            if after == before and not drafts:
                return after
            written = jobs.write(self._play.kind, after, document.version)
            if await self._node.commit(*drafts, documents=[written]) is not None:
                self._node.on_job(self._play, after)
                return after
        message = f"The {self._play.kind} changes too quickly; try again."
        raise RefusalError(503, "BUSY", message, retry_after_s=1)

    async def forget(self, job_id: str) -> None:
        """Makes room for another job under the same id, if this one has ended. Its events count on."""
        stream = self._play.own_stream(job_id)
        await self._node.broker.forget(self._play.kind, job_id, stream, for_good=False)
        self._node.end_audience(stream)

    async def ended(self, job_id: str) -> None:
        """Returns when the job is no longer under way."""
        while True:
            document = await self._node.broker.document(self._play.kind, job_id)
            if document is None or not document.active:
                return
            await asyncio.sleep(0.5)

    async def _make_room(self, company: str | None) -> None:
        """Each company has its own bounds: one that orders much takes nothing from another."""
        limit = self._node.setting.limit
        broker = self._node.broker
        if len(await self._owned(company, active=True)) >= limit.active_jobs:
            message = f"There are {limit.active_jobs} under way already; wait until one has ended."
            raise RefusalError(429, "TOO_MANY_JOBS", message, retry_after_s=10)
        ended = await self._owned(company, active=False)
        for job in ended[: max(0, len(ended) - limit.finished_jobs + 1)]:
            await broker.forget(self._play.kind, job.id, self._play.own_stream(job.id), for_good=True)

    async def _owned(self, company: str | None, *, active: bool) -> list[Job]:
        documents = await self._node.broker.documents(self._play.kind, active=active)
        return [job for job in jobs.read_all(documents) if job.company == company]
