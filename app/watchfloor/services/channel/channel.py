"""A supervised connection to one feed: connect, read, judge, wait, resume.

Every state change is decided and done before the next await. Commands (`start`, `stop`, `pause`,
`retry_now`…) may come at any moment: they change what is wanted at once, and wake or end the task that
carries it out.
"""

import asyncio
from collections.abc import Callable

from watchfloor.core.feed import Feed
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.link.breaker import Breaker, Permit, Wait
from watchfloor.core.link.verdict import Outcome
from watchfloor.core.metric import Metrics
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.alarm import Alarm
from watchfloor.services.channel.bygone import Bygone
from watchfloor.services.channel.caller import Caller, Credential
from watchfloor.services.channel.connection import Connection
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.hearing import Hearing
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.poll import Poll
from watchfloor.services.channel.polling import Ending, Polling
from watchfloor.services.channel.sequel import Sequel
from watchfloor.services.channel.standing import Sink, Standing
from watchfloor.services.channel.watchdog import Heartbeat
from watchfloor.services.clock import Clock
from watchfloor.services.net.transport import Transport

PROBE_REFUSED_S = 60.0  # how often SSE is tried again while its server refuses it and polling serves
RESTARTED = Outcome(code="stopped", detail="Restarted by the user.")

_AT_REST = (ChannelState.IDLE, ChannelState.PAUSED, ChannelState.FAILED)


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
        self._clock = clock or Clock()
        self.intake = Intake(feed, self._clock, past)
        self.standing = Standing(feed.name, self.intake, sink, self._clock)
        self.hearing = Hearing(feed, self.intake, self.standing, sink, self._clock, self._on_dead, why_held)
        self._gate = gate
        self._origin = gate.origin(feed.url, feed.breaker)
        self._caller = Caller(
            feed, transport, self.hearing, self.intake, self.standing, self._clock, credential
        )
        self._task: asyncio.Task[None] | None = None
        self._ending: list[asyncio.Task[None]] = []  # tasks of earlier starts that are not quite done
        self._alarm = Alarm(self._clock.monotonic_s)
        self._hurry = False  # the user asked: no wait before the next attempt
        self._polling = Polling(
            Poll(feed.polling),
            self.hearing,
            self.intake,
            self.standing,
            self._alarm,
            self._clock,
            self._caller.fetch,
        )
        self._sequel = Sequel(
            feed.backoff, self._origin, self.hearing, self.intake, self.standing, self._polling, self._clock
        )

    @property
    def connection(self) -> Connection:
        """The one under way, or the last."""
        return self._caller.connection

    @property
    def bygone(self) -> Bygone:
        """What went over the wire of those before."""
        return self._caller.bygone

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
        self._caller.interrupt(RESTARTED)

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
        self._hurry = False
        self._alarm.clear()
        outcome = await self._caller.call(permit, self._sequel)
        retry_at_s = self._decide(outcome)
        if retry_at_s is None:
            return self._sequel.refused
        if self._polling.policy is not None and self._origin.breaker.probe_at_s(self._now_s()) is not None:
            return await self._poll_until(retry_at_s)
        await self._pause(retry_at_s)
        return True

    async def _pause(self, retry_at_s: float) -> None:
        """Until then. A person may ask before, or the breaker may open for longer, whoever tripped it."""
        self._origin.waiting.add(self._alarm.wake)
        try:
            while not self._hurry and not self._sequel.blocked_beyond(retry_at_s):
                if not await self._alarm.until(retry_at_s):
                    return
        finally:
            self._origin.waiting.discard(self._alarm.wake)

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

    async def _poll_until(self, until_s: float | None) -> bool:
        """Poll until the stream may be tried again. False: the end."""
        ending = await self._polling.until(until_s, needed=self._sequel.refused or not self.feed.sse_enabled)
        if ending is Ending.REFUSED:
            return await self._blocked_until(until_s or 0.0)
        if ending is Ending.OVER:
            self._sequel.refused = False
        return ending is Ending.DUE

    # What follows from what happened: decided at once, without waiting

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
        self._caller.interrupt(Outcome(code="silent", detail=f"Not a byte for {silent_s:.1f} s."))

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

    def _rest(self, state: ChannelState) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._sequel.release(self.connection)
        self._sequel.reset()
        self.standing.set(state)
