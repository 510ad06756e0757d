"""A view of one channel's events at a pace of its own; slow readers lose the oldest, and it is counted."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence

from watchfloor.core.event import Event
from watchfloor.core.workspace.workspace import Pace
from watchfloor.services.clock import Clock

MAX_PENDING = 10_000


class Subscription:
    """Iterate over it for lists of events. Nothing it does holds up the channel or another subscriber."""

    def __init__(
        self,
        *,
        pace: Pace | None = None,
        wanted: Callable[[Event], bool] | None = None,
        priority: int = 0,
        clock: Clock | None = None,
        on_close: "Callable[[Subscription], None] | None" = None,
    ) -> None:
        self.pace = pace or Pace()
        self.priority = priority
        self.skipped = 0  # by the pace, as asked
        self.dropped = 0  # over the bound
        self.unwanted = 0  # that the filter did not want
        bound = {"all": MAX_PENDING, "buffer": self.pace.size}.get(self.pace.kind, 1)
        self._pending: deque[Event] = deque(maxlen=max(1, bound))
        self._wanted = wanted
        self._clock = clock or Clock()
        self._on_close = on_close
        self._changed = asyncio.Event()
        self._closed = False
        self._error: Exception | None = None
        self._delivered_s: float | None = None
        self._offered_s = 0.0

    @property
    def held_back(self) -> int:
        """How many events it has not handed out, and never will."""
        return self.skipped + self.dropped + self.unwanted

    def offer(self, events: Sequence[Event]) -> None:
        """Take events without waiting."""
        with contextlib.ExitStack() as stack:
            stack.push(self._failed)
            self._offer(events)

    def _offer(self, events: Sequence[Event]) -> None:
        wanted = self._wanted
        kept = events if wanted is None else [event for event in events if wanted(event)]
        self.unwanted += len(events) - len(kept)
        if not kept:
            return
        over = len(self._pending) + len(kept) - (self._pending.maxlen or 0)
        if over > 0 and self.pace.kind == "all":
            self.dropped += over
        elif over > 0:
            self.skipped += over
        self._pending.extend(kept)
        self._offered_s = self._clock.monotonic_s()
        self._changed.set()

    def _failed(self, _: object, error: BaseException | None, __: object) -> bool:
        """What the subscriber's own filter raises ends its own iteration, and holds up nobody else."""
        if not isinstance(error, Exception):
            return False
        self._error = error
        self.close()
        return True

    def close(self) -> None:
        """No more events; what is pending is still handed out."""
        if not self._closed:
            self._closed = True
            self._changed.set()
            if self._on_close is not None:
                self._on_close(self)

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> list[Event]:
        while not self._pending:
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            if self._closed:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        while not self._closed and (left_s := self._due_s() - self._clock.monotonic_s()) > 0:
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self._changed.wait()
        events = list(self._pending)
        self._pending.clear()
        self._delivered_s = self._clock.monotonic_s()
        return events

    def _due_s(self) -> float:
        """When the pending events may be handed out."""
        if self.pace.kind == "debounce":
            return self._offered_s + self.pace.delay_s
        if self.pace.kind == "throttle" and self._delivered_s is not None:
            return self._delivered_s + self.pace.delay_s
        return 0.0
