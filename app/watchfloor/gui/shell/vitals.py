"""What the program itself costs: processor and memory, as the operating system tells."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import NamedTuple

_STATM = Path("/proc/self/statm")


class Vitals(NamedTuple):
    cpu_share: float | None = None
    memory_bytes: int | None = None


class VitalsMeter:
    """`read` gives the share of one core since it was asked last."""

    def __init__(self, cpu_s: Callable[[], float] = process_time) -> None:
        self._cpu_s = cpu_s
        self._last: tuple[float, float] | None = None

    def read(self, monotonic_s: float) -> Vitals:
        used_s = self._cpu_s()
        share = None
        if self._last is not None and monotonic_s > self._last[0]:
            share = (used_s - self._last[1]) / (monotonic_s - self._last[0])
        self._last = (monotonic_s, used_s)
        return Vitals(share, memory_bytes())


def memory_bytes() -> int | None:
    """What the program has in memory now, where the system tells."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None
