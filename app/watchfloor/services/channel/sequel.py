"""What follows from how a connection went: what its origin is blamed for, and when it is tried again."""

from watchfloor.core.feed import BackoffPolicy
from watchfloor.core.link.backoff import Backoff, quality
from watchfloor.core.link.verdict import Next, Outcome, Verdict, judge
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.connection import Connection
from watchfloor.services.channel.gate import Origin
from watchfloor.services.channel.hearing import Hearing
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.polling import Polling
from watchfloor.services.channel.standing import Standing
from watchfloor.services.clock import Clock

QUALITY_SPAN_S = 300
_OF_PERMISSION = (
    "unauthorized",
    "proxy-unauthorized",
    "withheld",
    "forbidden",
)  # polling would be refused as well


class Sequel:
    """Decides at once, without waiting; `standing` says what was decided.

    `refused`: the stream was refused for good, and polling serves instead.
    """

    def __init__(
        self,
        policy: BackoffPolicy,
        origin: Origin,
        hearing: Hearing,
        intake: Intake,
        standing: Standing,
        polling: Polling,
        clock: Clock,
    ) -> None:
        self.refused = False
        self._backoff = Backoff(policy)
        self._origin = origin
        self._hearing = hearing
        self._intake = intake
        self._standing = standing
        self._polling = polling
        self._clock = clock

    @property
    def attempt(self) -> int:
        """How many have failed in a row."""
        return self._backoff.attempt

    def upcoming_s(self, count: int) -> list[float]:
        """The longest waits of the next tries."""
        return self._backoff.upcoming_s(count, self._quality())

    def blocked_beyond(self, moment_s: float) -> bool:
        """The breaker lets nobody try before then."""
        probe_at_s = self._origin.breaker.probe_at_s(self._now_s())
        return probe_at_s is not None and probe_at_s >= moment_s

    def reset(self) -> None:
        """Somebody starts or stops it: nothing of the attempts before counts."""
        self.refused = False
        self._backoff.reset()

    # While the connection lasts

    def proved(self, connection: Connection) -> None:
        """The first event or comment: the server is well."""
        self.refused = False
        self._polling.poll.forget()
        self._hearing.resumption.proved()
        permit = connection.permit
        if permit is not None and self._origin.breaker.succeeded(permit, self._now_s()):
            self._origin.changed()

    def recover(self, connection: Connection) -> None:
        """Once the connection has served for long enough, all failures before it are forgotten."""
        if self._backoff.attempt and connection.settled(self._now_s(), self._backoff.healthy_after_s):
            self._backoff.reset()

    def release(self, connection: Connection) -> None:
        """It ends for no fault of the origin's: somebody else may try."""
        permit = connection.permit
        if permit is not None and self._origin.breaker.released(permit):
            self._origin.changed()

    # Once it has ended

    def decide(self, connection: Connection, outcome: Outcome) -> float | None:
        """When to try again, or None for the end (or for polling instead)."""
        now_s = self._now_s()
        self.recover(connection)
        verdict = judge(outcome)
        empty = outcome.code == "closed" and not connection.fruitful
        failed = verdict.next is not Next.END and (empty or outcome.code != "closed")
        self._hearing.metrics.attempted(failed=failed, now_s=now_s)
        self._blame(connection, outcome, sick=verdict.blames_origin or empty)
        if verdict.next is Next.END:
            self._standing.set(ChannelState.IDLE, code=outcome.code, reason=outcome.detail)
            return None
        if verdict.next is Next.FAIL:
            self._refuse(outcome, verdict)
            return None
        if self._backoff.exhausted:
            self._fail(outcome, f"gave up after {self._backoff.policy.tries} tries")
            return None
        return self._retry(outcome, now_s)

    def _blame(self, connection: Connection, outcome: Outcome, *, sick: bool) -> None:
        permit = connection.permit
        if permit is None or connection.fruitful:
            return  # it proved itself; that it ended says nothing about new connections
        if not sick:
            self.release(connection)
        elif self._origin.breaker.failed(permit, self._now_s(), outcome.detail):
            self._origin.changed()

    def _retry(self, outcome: Outcome, now_s: float) -> float:
        wait_s = self._backoff.next_s(
            self._clock.random,
            retry_s=self._intake.retry_s,
            retry_after_s=outcome.retry_after_s,
            quality=self._quality(),
        )
        self._hearing.metrics.reconnections += 1
        if self._polling.policy is None and self.blocked_beyond(now_s + wait_s):
            return now_s + wait_s  # who asks for leave now is told so: nothing is tried that soon
        self._standing.set(
            ChannelState.RECONNECTING,
            attempt=self._backoff.attempt,
            retry_at_s=now_s + wait_s,
            last_byte_at_s=self._hearing.watchdog.last_byte_s or None,
            code=outcome.code,
            reason=outcome.detail,
        )
        return now_s + wait_s

    def _refuse(self, outcome: Outcome, verdict: Verdict) -> None:
        """Refused for good: polling may serve instead, unless it is a matter of permission."""
        if self._polling.policy is not None and outcome.code not in _OF_PERMISSION:
            self.refused = True
            self._standing.set(self._standing.status.state, code=outcome.code, reason=outcome.detail)
        else:
            self._fail(outcome, verdict.advice)

    def _fail(self, outcome: Outcome, advice: str) -> None:
        self.refused = False
        self._standing.fail(outcome, advice)

    # Small steps

    def _quality(self) -> str:
        now_s, metrics = self._now_s(), self._hearing.metrics
        connect_ms = metrics.connection_ms.summary(QUALITY_SPAN_S, now_s).mean
        return quality(metrics.error_rate(QUALITY_SPAN_S, now_s), connect_ms)

    def _now_s(self) -> float:
        return self._clock.monotonic_s()
