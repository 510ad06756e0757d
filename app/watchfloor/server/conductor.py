"""Drives jobs: each at one node at a time, and on to another node if that one dies."""

import asyncio
import contextlib
from collections.abc import Sequence

from watchfloor.core.error import KnownError
from watchfloor.server import job as jobs
from watchfloor.server.job import Job, Play
from watchfloor.server.log import Line, log
from watchfloor.server.node import Node
from watchfloor.server.record import Record

# A question put at another node publishes nothing yet: so a driver reads its job at least this often.
LOOK_AGAIN_S = 1.0


class Conductor:
    """Steps are committed against the version that was read, so two nodes cannot take the same one."""

    def __init__(self, node: Node, plays: Sequence[Play]) -> None:
        self._node = node
        self._plays = {play.kind: play for play in plays}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wakers: dict[str, set[asyncio.Event]] = {}
        node.listeners.append(self._on_records)
        node.on_job = self.start

    async def run(self) -> None:
        """Looks after jobs that nobody drives. Runs until cancelled, and ends its drivers then."""
        lease_s = self._node.setting.pace.lease_s
        try:
            while True:
                try:
                    await self._look_around()
                except KnownError as error:
                    log.warning(Line("jobs wait for the store", error=error))
                await asyncio.sleep(lease_s / 3)
        finally:
            names, tasks = list(self._tasks), list(self._tasks.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._release(names)

    async def _release(self, names: list[str]) -> None:
        """Another node need not wait until the leases run out."""
        with contextlib.suppress(KnownError):
            for name in names:
                await self._node.broker.release(name, self._node.name)

    def start(self, play: Play, job: Job) -> None:
        """Drives a job from here, if it is not driven here already."""
        name = f"{play.kind}:{job.id}"
        if name in self._tasks:
            for waker in self._wakers.get(play.stream(job), ()):
                waker.set()
            return
        if self._node.is_stopping:
            return
        waker = asyncio.Event()
        self._wakers.setdefault(play.stream(job), set()).add(waker)
        task = asyncio.create_task(self._drive(play, job.id, waker), name=f"drive {name}")
        self._tasks[name] = task
        task.add_done_callback(lambda _: self._ended(name, play.stream(job), waker))

    async def _look_around(self) -> None:
        for play in self._plays.values():
            for document in await self._node.broker.documents(play.kind, active=True):
                name = f"{play.kind}:{document.id}"
                if await self._node.broker.lease(name, self._node.name, self._node.setting.pace.lease_s):
                    self.start(play, jobs.read(document))
                elif name in self._tasks:
                    self._tasks[name].cancel()

    async def _drive(self, play: Play, job_id: str, waker: asyncio.Event) -> None:
        while True:
            waker.clear()
            try:
                wait_s = await self._step(play, job_id)
            except KnownError as error:
                log.warning(Line("job waits for the store", kind=play.kind, id=job_id, error=error))
                wait_s = 1.0
            if wait_s is None:
                return
            await _wait(waker, wait_s)

    async def _step(self, play: Play, job_id: str) -> float | None:
        """Takes the next step if it is due. Seconds to wait, or None at the end."""
        document = await self._node.broker.document(play.kind, job_id)
        if document is None or not document.active:
            return None
        job = jobs.read(document)
        now_s = self._node.now_s()
        if job.status == "paused" and not job.questions:
            return LOOK_AGAIN_S
        if job.due_s > now_s:
            return min(job.due_s - now_s, LOOK_AGAIN_S)
        after, drafts = play.advance(job, now_s)
        records = await self._node.commit(*drafts, documents=[jobs.write(play.kind, after, document.version)])
        if records is not None and not after.is_active:
            log.info(Line("job ended", kind=play.kind, id=job_id, status=after.status, steps=after.step))
        return 0.0

    def _on_records(self, records: Sequence[Record]) -> None:
        """Something happened in a job's stream, perhaps at another node: its driver looks again."""
        for record in records:
            for waker in self._wakers.get(record.stream, ()):
                waker.set()

    def _ended(self, name: str, stream: str, waker: asyncio.Event) -> None:
        self._tasks.pop(name, None)
        wakers = self._wakers.get(stream, set())
        wakers.discard(waker)
        if not wakers:
            self._wakers.pop(stream, None)


async def _wait(waker: asyncio.Event, wait_s: float) -> None:
    try:
        async with asyncio.timeout(wait_s):
            await waker.wait()
    except TimeoutError:
        pass
