"""One running feed server: its broker, its audiences, its clock and its counters."""

import asyncio
import random
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from watchfloor.core.error import KnownError
from watchfloor.server.audience import Audience
from watchfloor.server.broker import Broker
from watchfloor.server.fault import FaultDesk
from watchfloor.server.feed import Feed
from watchfloor.server.job import Job, Play
from watchfloor.server.log import BroadcastLog, Line, log
from watchfloor.server.member import Member
from watchfloor.server.meter import Meter
from watchfloor.server.record import Change, Document, Draft, Record
from watchfloor.server.setting import Setting
from watchfloor.server.task import cancel_all
from watchfloor.server.turnstile import Turnstile

PAGE = 500
PAUSE_S = 1.0  # before a store that refused is asked again


class Node:
    """What the systems share. They know each other only through it."""

    def __init__(
        self, setting: Setting, broker: Broker, *, now_s: Callable[[], float], chance: random.Random
    ) -> None:
        self.setting = setting
        self.broker = broker
        self.now_s = now_s
        self.chance = chance
        self.name = uuid.UUID(int=chance.getrandbits(128), version=4).hex[:12]
        self.meter = Meter()
        self.faults = FaultDesk(
            lambda: list(self.audiences.values()),
            lambda: {member: feed.system for member, feed in self.members.items()},
        )
        self.turnstile = Turnstile(setting.limit)
        self.audiences: dict[str, Audience] = {}
        self.members: dict[Member, Feed] = {}
        self.listeners: list[Callable[[Sequence[Record]], None]] = []
        self.on_job: Callable[[Play, Job], None] = lambda *_: None  # set by whoever conducts
        self.is_stopping = False
        self._broadcasts = BroadcastLog(time.monotonic)
        self._repairs: dict[str, asyncio.Task[None]] = {}

    async def open(self) -> None:
        await self.broker.open(self._deliver, self.refresh)

    async def close(self) -> None:
        self.end_streams()
        await self.faults.clear()
        await cancel_all(self._repairs.values())
        for audience in self.audiences.values():
            audience.close()
        await self.broker.close()

    def end_streams(self) -> None:
        """Tells every client to come back, and lets its answer end."""
        self.is_stopping = True
        for member in tuple(self.members):
            member.end()

    def end_audience(self, stream: str) -> None:
        """Its stream is gone: whoever listens is let go, and the next one begins anew."""
        audience = self.audiences.pop(stream, None)
        if audience is not None:
            audience.close()
            for member in tuple(audience.members):
                member.end()

    async def census(self) -> None:
        """Lets the nodes know of each other's connections: a company's limit holds over all of them."""
        span_s = self.setting.pace.lease_s
        while True:
            try:
                counts = await self.broker.census(self.name, self.turnstile.companies, 3 * span_s)
            except KnownError:
                counts = []  # who cannot be reached cannot be counted; the store's absence is told elsewhere
            self.turnstile.elsewhere = sum(map(Counter, counts), Counter())
            await asyncio.sleep(span_s / 2)

    def account(self, member: Member) -> None:
        """Adds to the counters what the member was sent since the last time."""
        system = self.members[member].system
        events, size_bytes = member.take_account()
        self.meter.add("watchfloor_delivered_total", events, system=system)
        self.meter.add("watchfloor_written_bytes_total", size_bytes, system=system)

    async def watch(self) -> None:
        """Cuts off clients that have taken no byte for too long. Runs until cancelled."""
        stall_s = self.setting.limit.stall_s
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(stall_s / 4)
            self._broadcasts.tell(self.clients)
            for member in tuple(self.members):
                if member.is_blocked and loop.time() - member.blocked_at_s > stall_s:
                    member.cut_off(f"took nothing for {stall_s:g} s")

    async def commit(
        self, *drafts: Draft, documents: Sequence[Document] = (), taking: str = ""
    ) -> list[Record] | None:
        change = Change(drafts=drafts, documents=tuple(documents), taking=taking)
        records = await self.broker.commit(change)
        if records is not None:
            self.meter.published(records)
        return records

    async def audience(self, feed: Feed, stream: str) -> Audience:
        """The audience of a stream, held for the caller until `leave`."""
        audience = self.audiences.get(stream)
        if audience is None:
            audience = self.audiences[stream] = self._audience(feed, stream)
            self.faults.mark(audience)
        audience.holders += 1
        if audience.head < 0:
            try:
                head = await self.broker.head(stream)
            except BaseException:
                self.leave(audience)
                raise
            audience.start(head)
        return audience

    def leave(self, audience: Audience) -> None:
        audience.holders -= 1
        if audience.holders == 0:
            audience.close()
            if self.audiences.get(audience.stream) is audience:
                del self.audiences[audience.stream]

    def _audience(self, feed: Feed, stream: str) -> Audience:
        return Audience(
            feed,
            stream,
            self.setting.limit,
            coalesce_s=self.setting.pace.coalesce_s,
            now_s=self.now_s,
            on_gap=self._repair,
        )

    def _deliver(self, records: Sequence[Record]) -> None:
        for record in records:
            audience = self.audiences.get(record.stream)
            if audience is not None:
                audience.append(record)
        for listener in self.listeners:
            listener(records)
        self._broadcasts.add(records, self.clients)

    def clients(self, stream: str) -> int:
        audience = self.audiences.get(stream)
        return len(audience.members) if audience is not None else 0

    def _repair(self, audience: Audience) -> None:
        """A record skipped numbers: news was lost between the nodes. The store has it."""
        if audience.stream not in self._repairs:
            task = asyncio.create_task(self._catch_up(audience), name=f"repair {audience.stream}")
            self._repairs[audience.stream] = task
            task.add_done_callback(lambda _: self._repairs.pop(audience.stream, None))

    async def _catch_up(self, audience: Audience) -> None:
        while audience.holders:
            try:
                head = await self.broker.head(audience.stream)
                records = await self.broker.after(audience.stream, audience.head, PAGE)
            except KnownError as error:
                log.warning(Line("repair failed", stream=audience.stream, error=error))
                await asyncio.sleep(1.0)
                continue
            if head < audience.head:
                # The store forgot the stream, as a Redis without persistence does when it starts again.
                log.warning(Line("stream began anew", stream=audience.stream, head=head, was=audience.head))
                self.end_audience(audience.stream)
                return
            if not records:
                return
            for record in records:
                audience.append(record, after_gap=True)

    def refresh(self) -> None:
        """After the link between the nodes was down: every audience reads what it may have missed."""
        for audience in self.audiences.values():
            self._repair(audience)


async def persist(what: str, work: Callable[[], Awaitable[None]]) -> None:
    """Repeats work that the store refused, so that a background task outlives an outage."""
    while True:
        try:
            await work()
            return
        except KnownError as error:
            log.warning(Line("waiting for the store", work=what, error=error))
            await asyncio.sleep(PAUSE_S)
