"""Numbers over time, bounded: counts in buckets, and points with honest gaps."""

from array import array
from itertools import pairwise
from math import isnan, nan
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Tally:
    """How many in each bucket of time, for the newest `capacity` buckets.

    A bucket that nothing was said about is a gap (NaN), one that was `seen` empty is zero. What goes further
    back than these is told by `coarse`, if there is one, in buckets of its own.
    """

    def __init__(
        self, bucket_s: float = 1.0, capacity: int = 3_600, *, coarse: "Tally | None" = None
    ) -> None:
        self.bucket_s = bucket_s
        self._coarse = coarse
        # One figure of an array costs a tenth of one of NumPy's; both share the memory.
        self._ring = array("d", [nan]) * capacity
        self._counts: Floats = np.frombuffer(self._ring)
        self._newest: int | None = None
        self.since_s: float | None = None  # the first moment of which anything was ever said

    @property
    def anew(self) -> "Tally":
        """An empty one with the same buckets."""
        return Tally(self.bucket_s, len(self._ring), coarse=self._coarse and self._coarse.anew)

    def add(self, at_s: float, count: int = 1) -> None:
        if self.since_s is None or at_s < self.since_s:
            self.since_s = at_s
        if self._coarse is not None:
            self._coarse.add(at_s, count)
        place = self._place(at_s)
        if place is not None:
            known = self._ring[place]
            self._ring[place] = count if isnan(known) else known + count

    def seen(self, at_s: float) -> None:
        """Somebody was listening then, whether or not anything came."""
        self.add(at_s, 0)

    def turn_back(self, now_s: float) -> None:
        """The clock was set back: what was counted of the time ahead is forgotten, for that comes again."""
        if self._coarse is not None:
            self._coarse.turn_back(now_s)
        bucket, capacity = int(now_s // self.bucket_s), len(self._ring)
        if self._newest is not None and bucket < self._newest:
            cleared = np.arange(bucket + 1, bucket + 1 + min(self._newest - bucket, capacity)) % capacity
            self._counts[cleared] = np.nan
            self._newest = bucket

    def _place(self, at_s: float) -> int | None:
        """Where the bucket lies in the ring, after making room for it; None when it is too old."""
        bucket, capacity = int(at_s // self.bucket_s), len(self._ring)
        if self._newest is None:
            self._newest = bucket
        ahead = bucket - self._newest
        if ahead <= -capacity:
            return None
        if ahead == 1:
            self._ring[bucket % capacity] = nan
            self._newest = bucket
        elif ahead > 1:
            cleared = np.arange(self._newest + 1, self._newest + 1 + min(ahead, capacity)) % capacity
            self._counts[cleared] = np.nan
            self._newest = bucket
        return bucket % capacity

    def window(self, now_s: float, span_s: float) -> tuple[Floats, Floats]:
        """The buckets that ended within `span_s` before `now_s`: their starts, and counts a second.

        The bucket that is still filling is left out: it would always look like a fall.
        """
        if self._coarse is not None and span_s > len(self._counts) * self.bucket_s:
            return self._coarse.window(now_s, span_s)
        last = int(now_s // self.bucket_s) - 1
        amount = min(int(span_s // self.bucket_s), len(self._counts))
        buckets = np.arange(last - amount + 1, last + 1)
        counts = np.full(amount, np.nan)
        if self._newest is not None:
            known = (buckets <= self._newest) & (buckets > self._newest - len(self._counts))
            counts[known] = self._counts[buckets[known] % len(self._counts)]
        return np.asarray(buckets * self.bucket_s, dtype=np.float64), counts / self.bucket_s

    def rate(self, now_s: float, span_s: float) -> float:
        """How many a second within the last `span_s`; zero where nothing is known."""
        _, counts = self.window(now_s, span_s)
        known = counts[~np.isnan(counts)]
        return float(known.sum() / len(counts)) if len(known) else 0.0


class Track:
    """Points in time, the newest `capacity` of them; `cut` ends the line until the next point."""

    def __init__(self, capacity: int = 5_000) -> None:
        self._capacity = capacity
        # Twice the room: filling it to the end costs one move of half of it.
        self._times: Floats = np.empty(capacity * 2)
        self._values: Floats = np.empty(capacity * 2)
        self._end = 0

    def __len__(self) -> int:
        return min(self._end, self._capacity)

    def add(self, at_s: float, value: float) -> None:
        if self._end == len(self._times):
            self._compact()
        if self._end:
            # Time goes on: a point that comes late is shown with the newest.
            at_s = max(at_s, float(self._times[self._end - 1]))
        self._times[self._end] = at_s
        self._values[self._end] = value
        self._end += 1

    def extend(self, later: "Track") -> None:
        """Go on with another line's points."""
        for at_s, value in zip(*later.points, strict=True):
            self.add(float(at_s), float(value))

    def cut(self, at_s: float) -> None:
        """From here on nothing is known: no line is drawn from the last point to the next."""
        if self._end and not np.isnan(self._values[self._end - 1]):
            self.add(at_s, np.nan)

    def turn_back(self, now_s: float) -> None:
        """The clock was set back: the line ends here. Points of the time ahead would hold all others up."""
        self._end = int(np.searchsorted(self._times[: self._end], now_s, side="right"))
        self.cut(now_s)

    def _compact(self) -> None:
        self._times[: self._capacity] = self._times[-self._capacity :]
        self._values[: self._capacity] = self._values[-self._capacity :]
        self._end = self._capacity

    @property
    def points(self) -> tuple[Floats, Floats]:
        first = max(0, self._end - self._capacity)
        return self._times[first : self._end], self._values[first : self._end]

    def window(self, now_s: float, span_s: float) -> tuple[Floats, Floats]:
        """The points of the last `span_s`, and the one before them so that the line enters the picture."""
        times, values = self.points
        first = max(0, int(np.searchsorted(times, now_s - span_s)) - 1)
        return times[first:], values[first:]

    @property
    def latest(self) -> float | None:
        _, values = self.points
        known = values[~np.isnan(values)]
        return float(known[-1]) if len(known) else None

    def quantiles(
        self, now_s: float, span_s: float, bucket_s: float, quantile: float
    ) -> tuple[Floats, Floats]:
        """The quantile of each bucket's points; a bucket without points is a gap."""
        times, values = self.window(now_s, span_s)
        known = ~np.isnan(values) & (times >= now_s - span_s)
        times, values = times[known], values[known]
        last = int(now_s // bucket_s)
        buckets = np.arange(last - int(span_s // bucket_s) + 1, last + 1)
        edges = np.searchsorted(times, np.append(buckets, last + 1) * bucket_s)
        parts: list[Any] = [values[low:high] for low, high in pairwise(edges)]
        found = [float(np.quantile(part, quantile)) if len(part) else np.nan for part in parts]
        return np.asarray(buckets * bucket_s, dtype=np.float64), np.array(found, dtype=np.float64)


def quantile_within(track: Track, now_s: float, span_s: float, quantile: float) -> float | None:
    """One figure for the whole of the last `span_s`; None where there is no point."""
    times, values = track.window(now_s, span_s)
    known = values[~np.isnan(values) & (times >= now_s - span_s)]
    return float(np.quantile(known, quantile)) if len(known) else None
