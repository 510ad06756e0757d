"""Drives jobs: each at one node at a time, and on to another node if that one dies."""

import asyncio
import contextlib
from collections.abc import Sequence

from watchfloor.core.error import BugError, KnownError
from watchfloor.server import job as jobs
from watchfloor.server.job import Job, Play
from watchfloor.server.log import Line, log
from watchfloor.server.node import Node
from watchfloor.server.record import Document, Record
from watchfloor.server.task import cancel_all

# A question put at another node publishes nothing yet: so a driver reads its job at least this often.
LOOK_AGAIN_S = 1.0


class Conductor:
    """Steps are committed against the version that was read, so two nodes cannot take the same one."""

    def __init__(self, node: Node, plays: Sequence[Play]) -> None:
        self._node = node
        self._plays = {play.kind: play for play in plays}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wakers: dict[str, asyncio.Event] = {}
        self._unplayable: set[str] = set()
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
            names = list(self._tasks)
            await cancel_all(self._tasks.values())
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
            self._wakers[name].set()
            return
        if self._node.is_stopping:
            return
        if name in self._unplayable:
            return
        waker = self._wakers[name] = asyncio.Event()
        task = asyncio.create_task(self._drive(play, job.id, waker), name=f"drive {name}")
        self._tasks[name] = task
        task.add_done_callback(lambda _: self._ended(name))

    async def _look_around(self) -> None:
        for play in self._plays.values():
            for document in await self._node.broker.documents(play.kind, active=True):
                name = f"{play.kind}:{document.id}"
                if await self._node.broker.lease(name, self._node.name, self._node.setting.pace.lease_s):
                    self._take_up(play, document)
                elif name in self._tasks:
                    self._tasks[name].cancel()

    def _take_up(self, play: Play, document: Document) -> None:
        """One job that cannot be read must not keep the others waiting."""
        try:
            self.start(play, jobs.read(document))
        except BugError as error:
            self._give_up(play, document.id, error)

    def _give_up(self, play: Play, job_id: str, error: BugError) -> None:
        name = f"{play.kind}:{job_id}"
        if name not in self._unplayable:
            self._unplayable.add(name)
            log.error(Line("job cannot go on", kind=play.kind, id=job_id, error=error))

    async def _drive(self, play: Play, job_id: str, waker: asyncio.Event) -> None:
        while True:
            waker.clear()
            try:
                wait_s = await self._step(play, job_id)
            except KnownError as error:
                log.warning(Line("job waits for the store", kind=play.kind, id=job_id, error=error))
                wait_s = 1.0
            except BugError as error:
                self._give_up(play, job_id, error)
                return
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
        """Something happened in a job's own stream, perhaps at another node: its driver looks again."""
        for record in records:
            waker = self._wakers.get(record.stream)  # a stream of its own is named as the job is
            if waker is not None:
                waker.set()

    def _ended(self, name: str) -> None:
        self._tasks.pop(name, None)
        self._wakers.pop(name, None)


async def _wait(waker: asyncio.Event, wait_s: float) -> None:
    try:
        async with asyncio.timeout(wait_s):
            await waker.wait()
    except TimeoutError:
        pass
