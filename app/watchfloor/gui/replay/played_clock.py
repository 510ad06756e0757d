"""The clock of a window that shows a recording."""

from time import time

from watchfloor.gui.instant import Instant


class PlayedClock:
    """Stands where the recording does: ages are told by it. Until one is open it is the clock of the wall."""

    def __init__(self) -> None:
        self.at_s: float | None = None

    def __call__(self) -> Instant:
        at_s = time() if self.at_s is None else self.at_s
        return Instant(at_s, at_s)
