"""Asks at intervals while the stream cannot be had."""

from collections.abc import Awaitable, Callable
from enum import Enum, auto

from watchfloor.core.feed import PollingPolicy
from watchfloor.core.link.verdict import Next, Outcome, judge
from watchfloor.core.state import ChannelState
from watchfloor.core.stream.frame import Frame
from watchfloor.services.channel.alarm import Alarm
from watchfloor.services.channel.hearing import Hearing
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.poll import Poll
from watchfloor.services.channel.standing import Standing
from watchfloor.services.clock import Clock
from watchfloor.services.net.attempt import AttemptError

COMPLETE = Outcome(code="complete", detail="The stream is complete.")


Polled = tuple[list[Frame], str]  # what came, and the id behind it
Fetch = Callable[[str, Callable[[bytes], Polled]], Awaitable[Polled]]


class Ending(Enum):
    """Why polling ended."""

    DUE = auto()  # the stream may be tried again
    REFUSED = auto()  # for good, but the stream never was: it is waited for without polling
    OVER = auto()  # there is nothing more to come; `standing` says why


class Polling:
    """`fetch` asks once, and reads the answer with what it is given. `policy` is None without an address to
    ask, and once that has refused."""

    def __init__(
        self,
        poll: Poll,
        hearing: Hearing,
        intake: Intake,
        standing: Standing,
        alarm: Alarm,
        clock: Clock,
        fetch: Fetch,
    ) -> None:
        self.poll = poll
        self._hearing = hearing
        self._intake = intake
        self._standing = standing
        self._alarm = alarm
        self._clock = clock
        self._fetch = fetch

    @property
    def policy(self) -> PollingPolicy | None:
        return self.poll.policy

    async def until(self, until_s: float | None, *, needed: bool) -> Ending:
        """Ask until then. `needed`: there is no stream to wait for, so a refusal is the end."""
        policy = self.policy
        if policy is None:
            detail = "Streaming is switched off and the feed has no polling address."
            self._standing.fail(Outcome(code="bad-request", detail=detail), "switch streaming on")
            return Ending.OVER
        # Until the first answer nothing is known to arrive: what ended the stream still holds.
        status = self._standing.status
        self._show(policy, code=status.code, reason=status.reason)
        while True:
            due_s = self.poll.due_s if until_s is None else min(self.poll.due_s, until_s)
            if await self._alarm.until(due_s) or (until_s is not None and self._now_s() >= until_s):
                self._hearing.gone()
                return Ending.DUE
            ending = await self._once(policy, needed=needed)
            if ending is not None:
                return ending
            if self.poll.tired(self._now_s()):
                detail = f"Not complete within {policy.give_up_s:g} s of polling."
                self._standing.fail(Outcome(code="timed-out", detail=detail), "start it again")
                return Ending.OVER

    async def _once(self, policy: PollingPolicy, *, needed: bool) -> Ending | None:
        self.poll.begin(self._now_s())
        try:
            frames, last_id = await self._fetch(policy.url, self._frames)
        except AttemptError as error:
            return self._failed(error.outcome, policy, needed=needed)
        if self._standing.status.code:
            self._show(policy)
        batch = self._hearing.polled(frames, last_id)
        if batch.events or batch.happenings:
            await self._hearing.deliver(batch)
        if self._hearing.completes(batch):
            self._standing.set(ChannelState.IDLE, code=COMPLETE.code, reason=COMPLETE.detail)
            return Ending.OVER
        return None

    def _frames(self, body: bytes) -> Polled:
        return self.poll.frames(body, self._intake.stream_id)

    def _failed(self, outcome: Outcome, policy: PollingPolicy, *, needed: bool) -> Ending | None:
        verdict = judge(outcome)
        if verdict.next is Next.RETRY:
            self.poll.put_off(self._now_s(), outcome.retry_after_s)
            self._show(policy, code=outcome.code, reason=outcome.detail)
            return None
        if needed:
            self._standing.fail(outcome, verdict.advice)
            return Ending.OVER
        self.poll.policy = None
        self._standing.warn("polling-refused", f"Polling was refused: {outcome.detail}")
        return Ending.REFUSED

    def _show(self, policy: PollingPolicy, *, code: str = "", reason: str = "") -> None:
        self._standing.set(ChannelState.POLLING, polling_every_s=policy.every_s, code=code, reason=reason)

    def _now_s(self) -> float:
        return self._clock.monotonic_s()
