"""A supervised connection to one feed: connect, read, judge, wait, resume.

Every state change is decided and done before the next await. Commands (`start`, `stop`, `pause`,
`retry_now`…) may come at any moment: they change what is wanted at once, and wake or end the task that
carries it out.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Protocol

from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.link.breaker import Breaker, Permit, Wait
from watchfloor.core.link.verdict import Outcome
from watchfloor.core.metric import Metrics
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.alarm import Alarm
from watchfloor.services.channel.bygone import Bygone
from watchfloor.services.channel.connection import Connection
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.hearing import Hearing
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.poll import Poll
from watchfloor.services.channel.polling import COMPLETE, Ending, Polling
from watchfloor.services.channel.sequel import Sequel
from watchfloor.services.channel.standing import Sink, Standing
from watchfloor.services.channel.watchdog import Heartbeat
from watchfloor.services.clock import Clock
from watchfloor.services.net.attempt import Ask, AttemptError
from watchfloor.services.net.transport import Transport

PROBE_REFUSED_S = 60.0  # how often SSE is tried again while its server refuses it and polling serves
STOPPED = Outcome(code="stopped", detail="Stopped by the user.")
RESTARTED = Outcome(code="stopped", detail="Restarted by the user.")

_AT_REST = (ChannelState.IDLE, ChannelState.PAUSED, ChannelState.FAILED)


class Credential(Protocol):
    """Secrets for a feed, asked for anew at each attempt."""

    async def headers(self) -> tuple[tuple[str, str], ...]: ...
    async def query(self) -> tuple[tuple[str, str], ...]: ...


class Channel:
    """One feed, kept alive. `standing` says how it is and tells listeners of each change."""

    def __init__(
        self,
        feed: Feed,
        transport: Transport,
        gate: Gate,
        sink: Sink,
        *,
        clock: Clock | None = None,
        past: Past | None = None,
        credential: Credential | None = None,
        why_held: Callable[[], str] = lambda: "",
    ) -> None:
        self.feed = feed
        self.connection = Connection()
        self.bygone = Bygone()
        self._clock = clock or Clock()
        self.intake = Intake(feed, self._clock, past)
        self.standing = Standing(feed.name, self.intake, sink, self._clock)
        self.hearing = Hearing(feed, self.intake, self.standing, sink, self._clock, self._on_dead, why_held)
        self._transport = transport
        self._gate = gate
        self._origin = gate.origin(feed.url, feed.breaker)
        self._credential = credential
        self._task: asyncio.Task[None] | None = None
        self._ending: list[asyncio.Task[None]] = []  # tasks of earlier starts that are not quite done
        self._alarm = Alarm(self._clock.monotonic_s)
        self._scope: asyncio.Timeout | None = None
        self._interruption: Outcome | None = None
        self._hurry = False  # the user asked: no wait before the next attempt
        self._polling = Polling(
            Poll(feed.polling),
            self.hearing,
            self.intake,
            self.standing,
            self._alarm,
            self._clock,
            self._fetch,
        )
        self._sequel = Sequel(
            feed.backoff, self._origin, self.hearing, self.intake, self.standing, self._polling, self._clock
        )

    @property
    def metrics(self) -> Metrics:
        return self.hearing.metrics

    @property
    def heartbeat(self) -> Heartbeat:
        return self.hearing.heartbeat

    # Commands

    @property
    def status(self) -> Status:
        return self.standing.status

    @property
    def running(self) -> bool:
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Connect, unless that is under way."""
        if self.running and self.status.state not in _AT_REST:
            return
        self._hurry = False
        self._polling.poll.forget()
        self._sequel.reset()
        self._alarm.clear()
        self.standing.set(ChannelState.CONNECTING)
        self._ending = [task for task in (*self._ending, self._task) if task is not None and not task.done()]
        self._task = asyncio.create_task(self._run(list(self._ending)), name=f"channel {self.feed.name}")
        self._task.add_done_callback(self._on_task_done)

    def stop(self) -> None:
        """Disconnect and stay so."""
        self._rest(ChannelState.IDLE)

    def pause(self) -> None:
        """Disconnect, to go on later from the last id."""
        self._rest(ChannelState.PAUSED)

    def resume(self) -> None:
        """Go on after a pause."""
        self.start()

    def retry_now(self) -> None:
        """Connect at once: ends a wait, tries again after a failure, restarts what is under way."""
        if not self.running or self.status.state in _AT_REST:
            self.start()
            return
        if self.status.state in (ChannelState.BLOCKED, ChannelState.POLLING):
            self.reset_breaker()
        self._hurry = True
        self._polling.poll.due_s = 0.0
        self._alarm.wake()
        self._interrupt(RESTARTED)

    def reset_breaker(self) -> None:
        """A person vouches for the server: everyone who waits for it may try."""
        self._origin.breaker.reset(self._now_s(), "Reset by hand.")
        self._origin.changed()

    async def closed(self) -> None:
        """Wait until nothing of the channel runs any more."""
        tasks = [task for task in (*self._ending, self._task) if task is not None]
        if tasks:
            await asyncio.wait(tasks)

    @property
    def breaker(self) -> Breaker:
        return self._origin.breaker

    @property
    def next_waits_s(self) -> list[float]:
        """The longest waits of the next tries, for people to see."""
        return self._sequel.upcoming_s(5)

    # The loop

    async def _run(self, previous: "list[asyncio.Task[None]]") -> None:
        if previous:
            await asyncio.wait(previous)
        while await self._once():
            pass

    async def _once(self) -> bool:
        """One turn: leave to connect, an attempt, and what follows from it. False: the end."""
        if not self.feed.sse_enabled:
            return await self._poll_until(None)
        if self._sequel.refused and not await self._poll_until(self._now_s() + PROBE_REFUSED_S):
            return False
        permit = await self._admission()
        if permit is None:
            return False
        outcome = await self._attempt(permit)
        retry_at_s = self._decide(outcome)
        if retry_at_s is None:
            return self._sequel.refused
        if self._polling.policy is not None and self._origin.breaker.probe_at_s(self._now_s()) is not None:
            return await self._poll_until(retry_at_s)
        await self._alarm.until(retry_at_s)
        return True

    async def _admission(self) -> Permit | None:
        """Leave of the breaker and the bucket; while the first is open, the channel is blocked or polls."""
        while True:
            now_s = self._now_s()
            probe_at_s = self._origin.breaker.probe_at_s(now_s)
            if probe_at_s is None or probe_at_s <= now_s:
                # Whoever is let in by a breaker that closes comes by the bucket too: a crowd must not rush.
                if not self._hurry:
                    await self._alarm.until(now_s + self._gate.bucket.take(now_s))
                answer = self._origin.breaker.admit(self._now_s())
                if not isinstance(answer, Wait):
                    return answer
                probe_at_s = answer.until_s
            if not await self._blocked_until(probe_at_s):
                return None

    async def _blocked_until(self, until_s: float) -> bool:
        """Until the breaker changes or would let a probe through. False: the end."""
        self._origin.waiting.add(self._alarm.wake)
        try:
            if self._polling.policy is not None:
                return await self._poll_until(until_s)
            reason = self._origin.breaker.why_open or self.status.reason
            self.standing.set(ChannelState.BLOCKED, retry_at_s=until_s, reason=reason)
            await self._alarm.until(until_s)
            return True
        finally:
            self._origin.waiting.discard(self._alarm.wake)

    async def _attempt(self, permit: Permit) -> Outcome:
        """One connection from its first packet to its end, and the account of it."""
        connection = self._begin(permit)
        outcome = STOPPED
        try:
            async with asyncio.timeout(None) as self._scope:
                await self._converse(connection)
            outcome = Outcome(code="closed", detail="The server closed the stream.")
        except TimeoutError:
            outcome = Outcome(code="timed-out", detail="The server did not answer in time.")
        except AttemptError as error:
            outcome, connection.refused = error.outcome, error.exchange
        finally:
            outcome = self._finish(outcome)
        return outcome

    async def _converse(self, connection: Connection) -> None:
        ask = await self._ask()
        connection.sent_id = ask.last_event_id.decode()
        async with (
            self._transport.open(ask, connection.timing) as opened,
            contextlib.aclosing(opened.blocks) as blocks,
        ):
            self.hearing.opened(connection, opened)
            async for block in blocks:
                batch = self._received(block)
                if batch is None:
                    continue
                await self.hearing.deliver(batch)
                if self.hearing.completes(batch):
                    self._interruption = COMPLETE
                    return

    async def _ask(self) -> Ask:
        secret_headers = await self._credential.headers() if self._credential else ()
        secret_query = await self._credential.query() if self._credential else ()
        return Ask(self.feed, self.intake.resume_id.encode(), secret_headers, secret_query)

    async def _fetch(self, url: str) -> bytes:
        return await self._transport.fetch(await self._ask(), url)

    async def _poll_until(self, until_s: float | None) -> bool:
        """Poll until the stream may be tried again. False: the end."""
        ending = await self._polling.until(until_s, needed=self._sequel.refused or not self.feed.sse_enabled)
        if ending is Ending.REFUSED:
            return await self._blocked_until(until_s or 0.0)
        if ending is Ending.OVER:
            self._sequel.refused = False
        return ending is Ending.DUE

    # What follows from what happened: decided at once, without waiting

    def _begin(self, permit: Permit) -> Connection:
        self._hurry = False
        self._alarm.clear()
        self._interruption = None
        self.standing.set(ChannelState.CONNECTING, attempt=self._sequel.attempt)
        exchange = self.connection.exchange
        if exchange is not None:
            self.bygone.add(self.connection.started_wall_s, exchange)
        self.connection = Connection(self._now_s(), self._clock.wall_s(), permit)
        return self.connection

    def _received(self, block: bytes) -> Batch | None:
        before = self.connection.fruitful
        batch = self.hearing.received(self.connection, block)
        if self.connection.fruitful and not before:
            self._sequel.proved(self.connection)
        if batch is not None:
            self._sequel.recover(self.connection)
        return batch

    def _finish(self, outcome: Outcome) -> Outcome:
        """Close the account of an attempt; what it leaves goes to the journal."""
        self._scope = None
        if self._interruption is not None:
            outcome = self._interruption
        self.hearing.ended(self.connection)
        self.standing.tell(
            self.connection.ended(
                self.feed.name,
                outcome,
                now_s=self._now_s(),
                wall_s=self._clock.wall_s(),
                after_seq=self.intake.ledger.last_seq,
            )
        )
        return outcome

    def _decide(self, outcome: Outcome) -> float | None:
        """What comes next: when to try again, or None for the end (or for polling instead)."""
        if self.status.state in _AT_REST:
            return None  # whoever heard of the attempt's end stopped the channel then and there
        if outcome is RESTARTED:
            self._sequel.recover(self.connection)
            self._sequel.release(self.connection)
            return self._now_s()
        return self._sequel.decide(self.connection, outcome)

    # Small steps

    def _now_s(self) -> float:
        return self._clock.monotonic_s()

    def _on_dead(self, silent_s: float) -> None:
        self._interrupt(Outcome(code="silent", detail=f"Not a byte for {silent_s:.1f} s."))

    def _on_task_done(self, task: "asyncio.Task[None]") -> None:
        """A task that ends by an exception is our bug: it is told, and the channel says so."""
        error = None if task.cancelled() else task.exception()
        if error is not None:
            if task is self._task:  # a later start is none of its business
                self.hearing.watchdog.stop()
                self.standing.set(
                    ChannelState.FAILED,
                    code="bug",
                    reason="An error of Watchfloor's own",
                    advice="see the log",
                )
            context = {"message": f"channel {self.feed.name} failed", "exception": error, "task": task}
            task.get_loop().call_exception_handler(context)

    def _interrupt(self, outcome: Outcome) -> None:
        """End the attempt under way with this outcome."""
        if self._scope is not None and not self._scope.expired():
            self._interruption = outcome
            self._scope.reschedule(asyncio.get_running_loop().time())

    def _rest(self, state: ChannelState) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._sequel.release(self.connection)
        self._sequel.reset()
        self.standing.set(state)
