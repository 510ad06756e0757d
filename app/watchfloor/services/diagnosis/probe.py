"""One connection for the doctor: opened, listened to closely, and accounted for."""

import asyncio
import contextlib
from collections.abc import Callable

from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.link.verdict import Outcome
from watchfloor.services.channel.connection import Connection
from watchfloor.services.clock import Clock
from watchfloor.services.net.answer import Opened
from watchfloor.services.net.attempt import Ask, AttemptError
from watchfloor.services.net.transport import Transport

LOOK_S = 0.1  # how often a stream that is silent is looked at
STALL_S = 0.2  # a look that comes so late was kept waiting by this machine
STOPPED = Outcome(code="stopped", detail="We ended it.")

Enough = Callable[[Listening, float], bool]


class Probe:
    """Listens until `enough` was heard or the other side ends it."""

    def __init__(self, transport: Transport, ask: Ask, clock: Clock) -> None:
        self.connection = Connection()
        self.listening: Listening | None = None
        self.attempt: AttemptEnded | None = None
        self.outcome = STOPPED
        self.is_out_of_time = False  # no answer came within the time that there was
        self._transport = transport
        self._ask = ask
        self._clock = clock
        self._opened_s = 0.0

    @property
    def lasted_s(self) -> float:
        return self.listening.lasted_s if self.listening else 0.0

    @property
    def last_event_id(self) -> str:
        return self.listening.last_event_id if self.listening else ""

    async def listen(self, connect_s: float, enough: Enough, opened: Callable[["Probe"], None]) -> None:
        """Open it within `connect_s`, say so to `opened`, then listen; `enough` is asked all the time."""
        self.connection = Connection(self._clock.monotonic_s(), self._clock.wall_s())
        self.connection.sent_id = self._ask.last_event_id.decode()
        try:
            async with asyncio.timeout(connect_s) as scope:
                await self._converse(scope, enough, opened)
            self.outcome = Outcome(code="closed", detail="The server closed the stream.")
        except TimeoutError:
            self.is_out_of_time = self.listening is None
            if self.is_out_of_time:
                detail = f"No answer came within {connect_s:.1f} s."
                self.outcome = Outcome(code="timed-out", detail=detail)
        except AttemptError as error:
            self.outcome, self.connection.refused = error.outcome, error.exchange
        self._close()

    def so_far(self) -> AttemptEnded:
        """The account of the attempt while it lasts."""
        return self._account(Outcome(code=""))

    async def _converse(
        self, scope: asyncio.Timeout, enough: Enough, opened: Callable[["Probe"], None]
    ) -> None:
        async with (
            self._transport.open(self._ask, self.connection.timing) as stream,
            contextlib.aclosing(stream.blocks) as blocks,
        ):
            listening = self._begin(stream)
            scope.reschedule(None)
            opened(self)
            look = _Look(
                scope, lambda: self._is_enough(listening, enough), lambda: listening.stalled(self._at_s())
            )
            try:
                async for block in blocks:
                    self._take(listening, block)
            finally:
                look.stop()

    def _is_enough(self, listening: Listening, enough: Enough) -> bool:
        listening.still(self._at_s())
        return enough(listening, listening.lasted_s)

    def _begin(self, stream: Opened) -> Listening:
        self._opened_s = self._clock.monotonic_s()
        self.connection.answered(stream, self._opened_s)
        self.listening = Listening(
            headers=stream.headers,
            opened_wall_s=self._clock.wall_s(),
            waited_s=(self.connection.timing.headers_ms or 0.0) / 1000,
            ndjson=stream.ndjson,
            http_version=stream.http_version,
            max_event_bytes=self._ask.feed.max_event_bytes,
            last_event_id=self.connection.sent_id,
        )
        return self.listening

    def _take(self, listening: Listening, block: bytes) -> None:
        now_s = self._clock.monotonic_s()
        self.connection.received(len(block), now_s)
        listening.take(block, self._at_s())
        if listening.events or listening.comments:
            self.connection.proved(now_s)

    def _close(self) -> None:
        if self.listening is not None:
            self.listening.end(self._at_s(), self.outcome.code)
            self.connection.events = self.listening.events
        self.attempt = self._account(self.outcome)

    def _account(self, outcome: Outcome) -> AttemptEnded:
        now_s, wall_s = self._clock.monotonic_s(), self._clock.wall_s()
        return self.connection.ended(self._ask.feed.name, outcome, now_s=now_s, wall_s=wall_s, after_seq=0)

    def _at_s(self) -> float:
        return self._clock.monotonic_s() - self._opened_s


class _Look:
    """Ends a scope once `is_enough`, from within: a read that never returns is no hindrance."""

    def __init__(
        self, scope: asyncio.Timeout, is_enough: Callable[[], bool], stalled: Callable[[], None]
    ) -> None:
        self._scope = scope
        self._is_enough = is_enough
        self._stalled = stalled
        self._loop = asyncio.get_running_loop()
        self._due_s = 0.0  # kept here, for a handle of the window's loop does not say when it is due
        self._timer = self._next()

    def _next(self) -> asyncio.TimerHandle:
        self._due_s = self._loop.time() + LOOK_S
        return self._loop.call_later(LOOK_S, self._look)

    def stop(self) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        if self._loop.time() - self._due_s > STALL_S:
            self._stalled()
        if self._is_enough():
            self._scope.reschedule(self._loop.time())
        else:
            self._timer = self._next()
