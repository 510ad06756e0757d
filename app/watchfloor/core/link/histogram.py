"""How often values of which size occur, in steps that people can read."""

from bisect import bisect_right
from collections.abc import Sequence
from math import ceil, floor, log10

import msgspec

MOST_BINS = 24
TAIL = 0.99  # what lies beyond this share goes into the last bin


class Bin(msgspec.Struct, frozen=True):
    """`high` is not in it any more; the last bin of all has no end where `is_open`."""

    low: float
    high: float
    count: int
    is_open: bool = False


def histogram(values: Sequence[float], most: int = MOST_BINS) -> list[Bin]:
    """Bins of equal width over all but the largest hundredth; nothing for no values."""
    ordered = sorted(values)
    if not ordered:
        return []
    low, top = ordered[0], ordered[min(len(ordered) - 1, int(TAIL * len(ordered)))]
    width = step(max(top - low, abs(top) / 100, 1e-3) / most)
    first = floor(low / width)
    count = max(1, min(most + 1, ceil((top + width / 1e6) / width) - first))
    edges = [(first + place) * width for place in range(count + 1)]
    places = [bisect_right(ordered, edge - width / 1e9) for edge in edges]
    bins = [Bin(edges[n], edges[n + 1], places[n + 1] - places[n]) for n in range(count)]
    beyond = len(ordered) - places[-1]
    if beyond:
        bins[-1] = Bin(bins[-1].low, bins[-1].high, bins[-1].count + beyond, is_open=True)
    return bins


def step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50… that is not smaller."""
    size = 10.0 ** floor(log10(least))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least * (1 - 1e-9))
