"""Figures over the last 60 and 300 seconds: mean and percentiles, in bounded memory."""

from collections import deque

import msgspec

WINDOWS_S = (60.0, 300.0)
MAX_LATENCY_S = 3600.0
_SLOT_SAMPLES = 32


class Summary(msgspec.Struct, frozen=True):
    """What a window holds. `count` is all that was recorded; the percentiles rest on a sample."""

    count: int = 0
    mean: float | None = None
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None


class _Slot(msgspec.Struct):
    second: int
    count: int = 0
    total: float = 0.0
    samples: list[float] = []
    _seen: int = 0
    _every: int = 1

    def sample(self, value: float) -> None:
        """Keep every n-th value; where they become too many, every second of those."""
        if self._seen % self._every == 0:
            self.samples.append(value)
            if len(self.samples) == 2 * _SLOT_SAMPLES:
                del self.samples[1::2]
                self._every *= 2
        self._seen += 1


class Metric:
    """Values with a time. A second keeps at most 64 of its values for the percentiles, evenly spaced."""

    def __init__(self, keep_s: float = max(WINDOWS_S)) -> None:
        self._slots: deque[_Slot] = deque(maxlen=int(keep_s) + 1)

    def record(self, value: float, now_s: float, count: int = 1) -> None:
        """`count` events that share a value count as many, and are sampled once."""
        second = int(now_s)
        if not self._slots or self._slots[-1].second != second:
            self._slots.append(_Slot(second))
        slot = self._slots[-1]
        slot.sample(value)
        slot.count += count
        slot.total += value * count

    def summary(self, window_s: float, now_s: float) -> Summary:
        slots = [slot for slot in self._slots if slot.second > now_s - window_s]
        count = sum(slot.count for slot in slots)
        if not count:
            return Summary()
        samples = sorted(value for slot in slots for value in slot.samples)
        p50, p95, p99 = (percentile(samples, share) for share in (0.50, 0.95, 0.99))
        return Summary(count, sum(slot.total for slot in slots) / count, p50, p95, p99)

    def samples(self, window_s: float, now_s: float) -> list[float]:
        """The values that the percentiles rest on."""
        return [value for slot in self._slots if slot.second > now_s - window_s for value in slot.samples]

    def rate_per_s(self, window_s: float, now_s: float) -> float:
        """Recorded values a second: of counts, the throughput."""
        return sum(slot.count for slot in self._slots if slot.second > now_s - window_s) / window_s


def percentile(ordered: list[float], share: float) -> float:
    """The nearest-rank percentile of values that are in order."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class ClockOffset:
    """How far the server's clock is from ours, from the least difference between sending and receipt.

    A message cannot arrive before it was sent: a negative difference is the clocks' doing, and so is
    one that never falls near zero when the Date header shows the same distance.
    """

    def __init__(self) -> None:
        self._least_s: float | None = None
        self._date_s: float | None = None

    def saw_date(self, server_s: float, received_s: float, waited_s: float = 0.0) -> None:
        """The Date header has whole seconds: only more than two tell something. It was written at some
        moment of the time that the answer was waited for."""
        distance_s = received_s - server_s
        if distance_s > 0:
            distance_s = max(0.0, distance_s - waited_s)
        self._date_s = distance_s if abs(distance_s) > 2 else None

    def saw_event(self, event_s: float, received_s: float) -> float:
        """The event's latency in seconds, with the clocks' distance taken out."""
        distance_s = received_s - event_s
        self._least_s = distance_s if self._least_s is None else min(self._least_s, distance_s)
        return distance_s - self.offset_s

    @property
    def offset_s(self) -> float:
        """Our clock minus theirs, as far as it shows."""
        if self._least_s is not None and self._least_s < 0:
            return self._least_s
        if self._date_s is not None and self._least_s is not None and self._least_s >= self._date_s > 0:
            return self._date_s
        return 0.0


class Metrics:
    """The figures of one channel that the seeds ask for."""

    def __init__(self) -> None:
        self.connection_ms = Metric()
        self.latency_ms = Metric()
        self.throughput = Metric()
        self.attempts = Metric()  # 1 for a failed attempt, 0 for a good one: the mean is the error rate
        self.reconnections = 0
        self.offset = ClockOffset()

    def attempted(self, *, failed: bool, now_s: float) -> None:
        self.attempts.record(1.0 if failed else 0.0, now_s)

    def arrived(self, sent_s: float | None, received_s: float, now_s: float) -> None:
        """An event says when it was sent. What is hours old tells of its subject, not of its way."""
        if sent_s is not None and abs(received_s - sent_s) <= MAX_LATENCY_S:
            self.latency_ms.record(self.offset.saw_event(sent_s, received_s) * 1000, now_s)

    def error_rate(self, window_s: float, now_s: float) -> float:
        return self.attempts.summary(window_s, now_s).mean or 0.0
