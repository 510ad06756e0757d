"""Finds silence: one timer a channel, whatever the rate of its reads."""

import asyncio
from collections import deque
from collections.abc import Callable

STALE_BEATS = 2.5
DROP_BEATS = 3.0
REMEMBERED = 300
_LEARN_FROM = 3
_LATE_S = 1.0  # who looks so much later than was meant was stopped, or asleep
_LEARN_LOOK_S = 1.0  # until there is a rhythm: a quick heart may stop soon after it was learnt
_QUICKEST_S = 0.2  # comments closer than this are talk
_LEAST_BEAT_S = 1.0  # a quicker heart is judged as if it beat so slowly: a hiccup is no death


class Heartbeat:
    """The stream's rhythm: as its profile says, or learnt from comments that come alone."""

    def __init__(self, known_s: float | None) -> None:
        self._known_s = known_s
        self._beats_s: deque[float] = deque(maxlen=8)
        self.beaten_at_s: deque[float] = deque(maxlen=REMEMBERED)  # on the monotonic clock
        self._last_s: float | None = None

    @property
    def every_s(self) -> float | None:
        if self._known_s is not None:
            return self._known_s
        if len(self._beats_s) < _LEARN_FROM:
            return None
        slowest_s, quickest_s = max(self._beats_s), min(self._beats_s)
        if slowest_s < _QUICKEST_S or slowest_s >= 2 * quickest_s:
            return None  # irregular comments are talk, not a heartbeat
        return max(slowest_s, _LEAST_BEAT_S)

    def beat(self, now_s: float) -> None:
        if self._last_s is not None:
            self._beats_s.append(now_s - self._last_s)
        self._last_s = now_s
        self.beaten_at_s.append(now_s)

    def interrupt(self) -> None:
        """The connection ended: the time until the next beat says nothing of the rhythm."""
        self._last_s = None


class Watchdog:
    """Calls `stale` after 2.5 heartbeats without a byte and `drop` after 3, or after a fixed silence.

    Without either it calls `stale` after a silence that is odd for the stream, and never `drop`.

    What came while this program itself stood still is not read yet: after that it begins to count anew, and
    calls `stood_still`.

    The timer is set for when silence would be due and looks again when it fires, so bytes cost it
    nothing, and a loop that fires early only makes it look twice.
    """

    def __init__(
        self,
        heartbeat: Heartbeat,
        silence_s: float | None,
        monotonic_s: Callable[[], float],
        odd_silence_s: Callable[[], float | None] = lambda: None,
        stood_still: Callable[[], None] = lambda: None,
    ) -> None:
        self._heartbeat = heartbeat
        self._silence_s = silence_s
        self._monotonic_s = monotonic_s
        self._odd_silence_s = odd_silence_s
        self._stood_still = stood_still
        self._timer: asyncio.TimerHandle | None = None
        self.last_byte_s = 0.0
        self._due_s = 0.0
        self.held = False  # nobody reads right now: that no byte comes says nothing of the server
        self._stale: Callable[[], None] = lambda: None
        self._drop: Callable[[], None] = lambda: None

    def start(self, stale: Callable[[], None], drop: Callable[[], None]) -> None:
        self._stale, self._drop = stale, drop
        self.last_byte_s = self._due_s = self._monotonic_s()
        self.held = False
        self._look()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _limits_s(self) -> tuple[float | None, float | None]:
        """Silence after which the stream is stale, and after which it is dropped."""
        if self._silence_s is not None:
            return None, self._silence_s
        every_s = self._heartbeat.every_s
        if every_s is None:
            return self._odd_silence_s(), None
        return STALE_BEATS * every_s, DROP_BEATS * every_s

    def _look(self) -> None:
        now_s = self._monotonic_s()
        is_late = now_s - self._due_s > _LATE_S
        if is_late:
            self._stood_still()
        if self.held or is_late:
            self.last_byte_s = now_s
        silent_s = now_s - self.last_byte_s
        stale_s, drop_s = self._limits_s()
        if drop_s is not None and silent_s >= drop_s:
            self._drop()
            return
        if stale_s is not None and silent_s >= stale_s:
            self._stale()
        due_s = [
            limit_s - silent_s for limit_s in (stale_s, drop_s) if limit_s is not None and limit_s > silent_s
        ]
        # Without a rhythm yet there is little to be late for; look again in a while, for one may be learnt.
        if drop_s is None or not due_s:
            due_s = [_LEARN_LOOK_S]
        self._due_s = now_s + min(due_s)
        self._timer = asyncio.get_running_loop().call_later(min(due_s), self._look)
