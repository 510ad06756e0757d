"""A token bucket: so many attempts at once, then so many a second, across all channels."""


class Bucket:
    def __init__(self, rate_per_s: float, burst: int) -> None:
        self._rate_per_s = rate_per_s
        self._burst = burst
        self._tokens = float(burst)
        self._at_s: float | None = None

    def take(self, now_s: float) -> float:
        """Take a token now and learn how long to wait for it: 0 while the bucket has some."""
        elapsed_s = max(0.0, now_s - self._at_s) if self._at_s is not None else 0.0
        self._at_s = now_s
        self._tokens = min(float(self._burst), self._tokens + elapsed_s * self._rate_per_s) - 1.0
        return max(0.0, -self._tokens / self._rate_per_s)
