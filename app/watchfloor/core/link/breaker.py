"""The circuit breaker of one origin: it spares a sick server, and lets exactly one probe find out.

Time is monotonic seconds, always an argument. Whoever wants to connect asks `admit`; a permit is given
back with `succeeded`, `failed` or `released`. What is decided is decided at once: nothing here waits.
"""

from collections import deque
from enum import StrEnum

import msgspec

from watchfloor.core.feed import BreakerPolicy

TURNS = 50


class BreakerState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class Permit(msgspec.Struct, frozen=True, gc=False):
    """Leave to connect. A probe is the one that decides for all."""

    number: int
    probe: bool


class Wait(msgspec.Struct, frozen=True, gc=False):
    """No leave: ask again at this moment, or when the breaker changes."""

    until_s: float


class Turn(msgspec.Struct, frozen=True, gc=False):
    """The breaker went into this state then; `why` is a sentence, or nothing where the state says it all."""

    at_s: float
    state: BreakerState
    why: str = ""


class Breaker:
    """`turns` are its last changes, the newest last."""

    def __init__(self, policy: BreakerPolicy) -> None:
        self.policy = policy
        self.turns: deque[Turn] = deque(maxlen=TURNS)
        self._failed_at_s: deque[float] = deque(maxlen=policy.threshold)
        self._open_until_s: float | None = None
        self._probe: Permit | None = None
        self._probe_until_s = 0.0
        self._numbers = 0
        self._opened_after = 0  # the permits given before it opened
        self.opened = 0  # how often it has opened

    def state(self, now_s: float) -> BreakerState:
        if self._open_until_s is None:
            return BreakerState.CLOSED
        if self._probing(now_s) or now_s >= self._open_until_s:
            return BreakerState.HALF_OPEN
        return BreakerState.OPEN

    @property
    def why_open(self) -> str:
        """What opened it the last time; nothing while it is closed."""
        if self._open_until_s is None:
            return ""
        return next((turn.why for turn in reversed(self.turns) if turn.state is BreakerState.OPEN), "")

    def failures(self, now_s: float) -> int:
        """How many failures count right now."""
        self._forget(now_s)
        return len(self._failed_at_s)

    def probe_at_s(self, now_s: float) -> float | None:
        """When the next probe may go; None while closed."""
        if self._open_until_s is None:
            return None
        return self._probe_until_s if self._probing(now_s) else max(self._open_until_s, now_s)

    def admit(self, now_s: float) -> Permit | Wait:
        if not self.policy.enabled or self._open_until_s is None:
            return self._permit(probe=False)
        self._expire(now_s)
        if self._probe is not None:
            return Wait(self._probe_until_s)
        if now_s < self._open_until_s:
            return Wait(self._open_until_s)
        self._probe = self._permit(probe=True)
        self._probe_until_s = now_s + self.policy.probe_s
        self.turns.append(Turn(now_s, BreakerState.HALF_OPEN))
        return self._probe

    def succeeded(self, permit: Permit, now_s: float) -> bool:
        """The first event or comment came. True: this closed the breaker."""
        if self._open_until_s is not None and permit.number <= self._opened_after:
            return False  # a connection from before it opened says nothing about new ones
        closed = self._open_until_s is not None
        self.reset(now_s)
        return closed

    def failed(self, permit: Permit, now_s: float, why: str = "") -> bool:
        """The attempt failed before it brought anything. True: this opened the breaker."""
        if not self.policy.enabled:
            return False
        if self._open_until_s is not None:
            if permit == self._probe:
                self._open(now_s, why)
                return True
            return False
        self._forget(now_s)
        self._failed_at_s.append(now_s)
        if len(self._failed_at_s) < self.policy.threshold:
            return False
        self._open(now_s, why)
        return True

    def released(self, permit: Permit) -> bool:
        """The attempt ended without a verdict (stopped by its user). True: another may probe now."""
        if permit != self._probe:
            return False
        self._probe = None
        return True

    def reset(self, now_s: float, why: str = "") -> None:
        """Closed, and no failure remembered: by a success, or by a person."""
        if self._open_until_s is not None:
            self.turns.append(Turn(now_s, BreakerState.CLOSED, why))
        self._open_until_s = None
        self._probe = None
        self._failed_at_s.clear()

    def _open(self, now_s: float, why: str) -> None:
        self.turns.append(Turn(now_s, BreakerState.OPEN, why))
        if self._open_until_s is None:
            self._opened_after = self._numbers
        self._open_until_s = now_s + self.policy.open_s
        self._probe = None
        self._failed_at_s.clear()
        self.opened += 1

    def _permit(self, *, probe: bool) -> Permit:
        self._numbers += 1
        return Permit(self._numbers, probe)

    def _probing(self, now_s: float) -> bool:
        return self._probe is not None and now_s < self._probe_until_s

    def _expire(self, now_s: float) -> None:
        """A probe past its deadline is a failed one, even if its connection hangs on."""
        if self._probe is not None and now_s >= self._probe_until_s:
            self._open(self._probe_until_s, f"The probe brought nothing within {self.policy.probe_s:g} s.")

    def _forget(self, now_s: float) -> None:
        while self._failed_at_s and now_s - self._failed_at_s[0] > self.policy.window_s:
            self._failed_at_s.popleft()
