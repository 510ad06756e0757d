"""What waits to be committed: bounded, filled by the loop, emptied by the writer's thread."""

import threading
import time
from collections import deque
from collections.abc import Callable

import msgspec

from watchfloor.journal.packing import Packed

Call = Callable[[], None]
# So much is worth a commit at once. Memory that is soon used again stays in the processor's caches.
COMMIT_EVENTS = 8_192
COMMIT_BYTES = 4 << 20


class Work(msgspec.Struct):
    """What the writer's thread has to do next."""

    batches: list[Packed]
    calls: list[Call]
    closing: bool


class Inbox:
    """A bounded queue of batches, and of calls to make on the writer's thread.

    `full` is what the sockets wait for. `on_room` is called, on the writer's thread, after each commit.
    """

    def __init__(self, *, max_events: int, max_bytes: int, on_room: Callable[[], None]) -> None:
        self._max_events = max_events
        self._max_bytes = max_bytes
        self._on_room = on_room
        self._changed = threading.Condition()
        self._batches: deque[Packed] = deque()
        self._calls: deque[Call] = deque()
        self._events = 0
        self._bytes = 0
        self._since_s = 0.0
        self._urgent = False
        self._closing = False
        self._ended = False

    @property
    def events(self) -> int:
        return self._events

    @property
    def full(self) -> bool:
        return self._events >= self._max_events or self._bytes >= self._max_bytes

    @property
    def has_ended(self) -> bool:
        """The thread is gone: nothing is written any more."""
        return self._ended

    @property
    def is_leaving(self) -> bool:
        """It is to end, and nothing waits that would be lost with it."""
        return self._closing and not self._events

    def add(self, batch: Packed) -> None:
        """Take a batch. What is over the bound is taken too: it has been received already."""
        with self._changed:
            if not self._batches:
                self._since_s = time.monotonic()
                self._changed.notify()
            self._batches.append(batch)
            self._events += len(batch.rows)
            self._bytes += batch.size_bytes
            if self._events >= COMMIT_EVENTS or self._bytes >= COMMIT_BYTES or self.full:
                self._urgent = True
                self._changed.notify()

    def call(self, call: Call) -> bool:
        """Have something done on the writer's thread, after what came before is committed.

        False: the thread has ended, and nothing will be done.
        """
        with self._changed:
            if not self._ended:
                self._calls.append(call)
                self._changed.notify()
            return not self._ended

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify()

    def wait(self, delay_s: float, idle_s: float | None) -> Work | None:
        """The next work: once the oldest batch is `delay_s` old, or many wait, or a call or the end is due.

        None when nothing is due within `idle_s`. What is taken leaves room only when `done` is called.
        """
        with self._changed:
            until_s = None if idle_s is None else time.monotonic() + idle_s
            while not self._due(delay_s):
                left_s = self._left_s(delay_s, until_s)
                if left_s is not None and left_s <= 0:
                    return None
                self._changed.wait(left_s)
            self._urgent = False
            calls = list(self._calls)
            self._calls.clear()
            return Work(list(self._batches), calls, self._closing)

    def _due(self, delay_s: float) -> bool:
        if self._calls or self._closing or self._urgent:
            return True
        return bool(self._batches) and time.monotonic() - self._since_s >= delay_s

    def _left_s(self, delay_s: float, until_s: float | None) -> float | None:
        now_s = time.monotonic()
        ends = [self._since_s + delay_s] if self._batches else []
        if until_s is not None:
            ends.append(until_s)
        return min(ends) - now_s if ends else None

    def pause(self, span_s: float) -> bool:
        """Wait before another try; ends early, with True, when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing, span_s)
            return self._closing

    def give_up(self) -> None:
        """The thread ends: whoever waits for it learns why."""
        with self._changed:
            calls = list(self._calls)
            self._calls.clear()
            self._ended = True
        for call in calls:
            call()
        self._on_room()

    def done(self, batches: list[Packed]) -> None:
        """These batches are committed: there is room for others."""
        with self._changed:
            for _ in batches:
                batch = self._batches.popleft()
                self._events -= len(batch.rows)
                self._bytes -= batch.size_bytes
            self._since_s = time.monotonic()
        self._on_room()
