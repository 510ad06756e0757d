"""What the program itself costs: processor and memory, as the operating system tells."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import NamedTuple

EVERY_S = 5.0  # what changes faster is not read; to ask costs as much as to draw a row

_STATM = Path("/proc/self/statm")


class Vitals(NamedTuple):
    cpu_share: float | None = None
    memory_bytes: int | None = None


class VitalsMeter:
    """`read` gives the share of one core since it was looked at last, which is done every few seconds."""

    def __init__(self, cpu_s: Callable[[], float] = process_time) -> None:
        self._cpu_s = cpu_s
        self._last: tuple[float, float] | None = None
        self._vitals = Vitals()

    def read(self, monotonic_s: float) -> Vitals:
        is_fresh = self._last is not None and 0 <= monotonic_s - self._last[0] < EVERY_S
        if not is_fresh or self._vitals.cpu_share is None:
            self._vitals = self._look(monotonic_s)
        return self._vitals

    def _look(self, monotonic_s: float) -> Vitals:
        used_s, last = self._cpu_s(), self._last
        self._last = (monotonic_s, used_s)
        share = None
        if last is not None and monotonic_s > last[0]:
            share = (used_s - last[1]) / (monotonic_s - last[0])
        return Vitals(share, memory_bytes())


def memory_bytes() -> int | None:
    """What the program has in memory now, where the system tells."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None
