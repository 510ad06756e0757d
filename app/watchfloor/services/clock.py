"""Time and chance, handed in so that tests can hold them still."""

import random
import time
from collections.abc import Callable

import msgspec


class Clock(msgspec.Struct, frozen=True):
    monotonic_s: Callable[[], float] = time.monotonic
    wall_s: Callable[[], float] = time.time
    random: Callable[[], float] = random.random
