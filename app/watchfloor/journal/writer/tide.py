"""How fast events come in, as far as work that can wait must know."""

from collections import deque

FLOOD_EVENTS_PER_S = 30_000
SPAN_S = 1.0


class Tide:
    """Counts what was taken in the last second. In a flood, what can wait stands back until it has passed."""

    def __init__(self) -> None:
        self._taken: deque[tuple[float, int]] = deque()
        self._events = 0

    def took(self, events: int, now_s: float) -> None:
        self._taken.append((now_s, events))
        self._events += events
        self._forget(now_s)

    def calm_in_s(self, now_s: float) -> float:
        """How long to stand back at least; 0 where there is no flood."""
        self._forget(now_s)
        return self._taken[0][0] + SPAN_S - now_s if self._events > FLOOD_EVENTS_PER_S else 0.0

    def _forget(self, now_s: float) -> None:
        while self._taken and self._taken[0][0] + SPAN_S <= now_s:
            self._events -= self._taken.popleft()[1]
