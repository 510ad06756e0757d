"""When Python looks for garbage that refers to itself.

By itself it does so after every 700 objects kept, and through all that is here after every 70,000. With 500
feeds that took an eighth of the processor for the sixty a second that it found, and where it came at its own
time it held up a frame by a hundredth of a second, or a tenth (`wall` in docs/figures.md).
"""

import contextlib
import gc
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

YOUNG, MIDDLE, OLD = 10_000, 10, 200
SELDOM = (40_000, 10, 20)  # where no frame is drawn


class Sweep(QObject):
    """Looks for it behind a frame that has just been drawn: the next one is far away then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def soon(self) -> None:
        """Once what is asked for by now is drawn, if there may be any."""
        if gc.get_count()[0] >= YOUNG:
            self._timer.start(0)

    def _look(self) -> None:
        _, younger, middle = gc.get_count()  # how often each has been looked through since the next older was
        gc.collect(2 if middle >= OLD else 1 if younger >= MIDDLE else 0)

    def stop(self) -> None:
        self._timer.stop()


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """What is here by now is not looked through again, what comes less often."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
