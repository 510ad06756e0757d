"""How long to wait before the next try: exponential with full jitter, never earlier than the server asks."""

from collections.abc import Callable

from watchfloor.core.feed import BackoffPolicy

# A server may ask for patience, within reason: a bad value must not wedge a channel for days.
MAX_RETRY_FLOOR_S = 120.0
MAX_RETRY_AFTER_S = 3600.0
QUICK_S = 1.0  # the first retry after a healthy connection comes within this
HEALTHY_S = 5.0  # a connection that has served so long is healthy, whatever went before
_LEAST_S = 0.05

STRATEGIST = BackoffPolicy(initial_s=1, multiplier=2, max_s=30)
MAP = BackoffPolicy(initial_s=1, multiplier=1.5, max_s=30)
STRATEGY = BackoffPolicy(initial_s=1, multiplier=2, max_s=30, jitter=False)
COCKPIT = BackoffPolicy(initial_s=1, multiplier=2, max_s=30, tries=10)
ADAPTIVE = BackoffPolicy(initial_s=1, multiplier=1.5, max_s=15, adaptive=True)

PRESETS = {
    "strategist": STRATEGIST,
    "map": MAP,
    "strategy": STRATEGY,
    "cockpit": COCKPIT,
    "adaptive": ADAPTIVE,
}

_BY_QUALITY = {"good": (1.5, 15.0), "moderate": (2.0, 30.0), "poor": (3.0, 60.0)}


def quality(error_rate: float, connect_ms: float | None) -> str:
    """The network as recent attempts show it: good, moderate or poor."""
    connect_ms = connect_ms or 0.0
    if error_rate > 0.5 or connect_ms > 2000:
        return "poor"
    return "moderate" if error_rate > 0.2 or connect_ms > 500 else "good"


class Backoff:
    """Counts the failures in a row; `attempt` is the number of the try that comes next, from 1."""

    def __init__(self, policy: BackoffPolicy) -> None:
        self.policy = policy
        self.attempt = 0

    @property
    def exhausted(self) -> bool:
        return self.policy.tries is not None and self.attempt >= self.policy.tries

    def next_s(
        self,
        random: Callable[[], float],
        *,
        retry_s: float | None = None,
        retry_after_s: float | None = None,
        quality: str = "good",
    ) -> float:
        """The wait before the next try. `retry_s` and `retry_after_s` are what the server asked for."""
        ceiling_s = self._ceiling_s(quality)
        self.attempt += 1
        wait_s = ceiling_s * random() if self.policy.jitter else ceiling_s
        wait_s = max(wait_s, min(_LEAST_S, self.policy.initial_s))
        floor_s = max(
            min(retry_s or 0.0, MAX_RETRY_FLOOR_S),
            min(retry_after_s or 0.0, MAX_RETRY_AFTER_S),
        )
        # Many clients hear the same floor: they spread over a tenth of it, half a second at most.
        spread_s = min(floor_s * 0.1, 0.5) * random()
        return max(wait_s, floor_s + spread_s)

    @property
    def healthy_after_s(self) -> float:
        """How long a connection must serve to be healthy: as long as the wait before it may have been.

        What a flapping server gives is not; but nobody has to wait for that longer than a few seconds.
        """
        return min(self._ceiling_s("good", self.attempt - 1), HEALTHY_S) if self.attempt else 0.0

    def upcoming_s(self, count: int, quality: str = "good") -> list[float]:
        """The longest waits of the next tries, for people to see."""
        policy_attempt = self.attempt
        return [self._ceiling_s(quality, policy_attempt + step) for step in range(count)]

    def reset(self) -> None:
        """The connection proved healthy."""
        self.attempt = 0

    def _ceiling_s(self, quality: str, attempt: int | None = None) -> float:
        attempt = self.attempt if attempt is None else attempt
        policy = self.policy
        multiplier, max_s = _BY_QUALITY[quality] if policy.adaptive else (policy.multiplier, policy.max_s)
        initial_s = min(policy.initial_s, QUICK_S) if attempt == 0 else policy.initial_s
        if attempt == 0:
            return min(initial_s, max_s)
        # The exponent is bounded: an attempt in the thousands must not overflow.
        return float(min(policy.initial_s * multiplier ** min(attempt, 60), max_s))
