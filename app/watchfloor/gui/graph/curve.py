"""A line over time as it is drawn: its stretches between the gaps, thinned to what can be seen."""

from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from watchfloor.core.session.series import Floats
from watchfloor.core.text.numeral import grouped, numeral

ENDLESS = 1e15  # its digits say less than how many they are


@dataclass(frozen=True)
class Curve:
    """A line through points in time; NaN is a gap. `figure` is what is said of it in one number."""

    name: str
    color: str
    times: Floats
    values: Floats
    figure: float | None = None


def within(curve: Curve, largest: float) -> Curve:
    """The same with no value beyond: nobody can see how far beyond it is."""
    if len(curve.values) and np.nanmax(np.abs(curve.values), initial=0.0) > largest:
        return replace(curve, values=np.clip(curve.values, -largest, largest))
    return curve


def stretches(values: Floats) -> list[tuple[int, int]]:
    """Where the values are known without a gap, as (first, one past the last)."""
    known = np.concatenate([[False], np.isfinite(values), [False]]).astype(np.int8)
    edges = np.diff(known)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def thinned(times: Floats, values: Floats, width_px: int) -> tuple[Floats, Floats]:
    """At most about four points a pixel, with every peak and every gap kept."""
    group = len(values) // max(1, width_px * 2)
    if group < 2:
        return times, values
    whole = len(values) // group * group
    tables = times[:whole].reshape(-1, group), values[:whole].reshape(-1, group)
    # The least and the greatest of each group; NaN wins, so a gap stays a gap.
    low, high = tables[1].min(axis=1), tables[1].max(axis=1)
    paired = np.column_stack([low, high]).ravel()
    moments = np.column_stack([tables[0][:, 0], tables[0][:, -1]]).ravel()
    return np.concatenate([moments, times[whole:]]), np.concatenate([paired, values[whole:]])


def nearest(curve: Curve, at_s: float, reach_s: float) -> float | None:
    """The value of the point nearest to a moment, if one is near, or a line is drawn past it."""
    if not len(curve.times):
        return None
    place = int(np.searchsorted(curve.times, at_s))
    around = [i for i in (place - 1, place) if 0 <= i < len(curve.times)]
    best = min(around, key=lambda i: abs(curve.times[i] - at_s))
    value = float(curve.values[best])
    on_line = len(around) > 1 and bool(np.isfinite(curve.values[around]).all())
    is_near = on_line or abs(curve.times[best] - at_s) <= reach_s
    return value if isfinite(value) and is_near else None


def figure_text(value: float | None) -> str:
    """A figure with as many places as say something."""
    if value is None or not isfinite(value):
        return "—"
    size = abs(value)
    if size >= ENDLESS:
        return numeral(f"{value:.2e}")
    if size >= 10_000:
        return grouped(round(value))
    return numeral(f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}")
