"""When to draw: at most so many times a second, only after a change, and nothing runs between."""

from collections import deque
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

LONGEST_HZ = 60
DEFAULT_HZ = 50
CATCH_UP = 0.25  # so much of a frame's time may be made up for
TRICKLE_PER_S, TRICKLE_HZ = 40, 10  # of fewer events a second nobody sees that they come in tenths of one
LATE_S = 0.05  # so much longer a trickle's frame waits for the next event, to be drawn in one go with it


class FrameClock(QObject):
    """`request` asks for a frame; `frame` is given once for all requests since the last one.

    Where it is told how many events each has `brought`, a trickle has fewer frames. No timer runs while
    nobody asks. `cost_ms` is what the frames of late took to draw.
    """

    frame = Signal()

    def __init__(self, rate_hz: int = DEFAULT_HZ, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interval_s = 1 / min(LONGEST_HZ, max(1, rate_hz))
        self._last_s = 0.0
        self._due_s = 0.0
        self._flow = 0.0  # about so many events a second
        self._costs_ms: deque[float] = deque(maxlen=120)
        self._gaps_ms: deque[float] = deque(maxlen=600)
        self._held = False
        self._asked = False
        self._joins = False  # somebody says when something comes
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # the others are up to a twentieth late
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def request(self) -> None:
        if self._held:
            self._asked = True
        elif not self._timer.isActive():
            wait_s = self._due_s - perf_counter()
            if self._joins and self._trickles and wait_s > 0:
                wait_s += LATE_S
            self._timer.start(max(0, int(wait_s * 1_000)))

    def join(self) -> None:
        """The program is awake: a frame that is due by now comes with what it does, and not by itself.

        To wake it up once more costs a quiet window more than the drawing.
        """
        self._joins = True
        if self._trickles and self._timer.isActive() and perf_counter() >= self._due_s:
            self._timer.start(0)

    def brought(self, events: int) -> None:
        """So many events come with this frame: of a trickle what comes next may wait a little for more."""
        gap_s = self._gaps_ms[-1] / 1_000 if self._gaps_ms else 1.0
        self._flow = self._flow * max(0.0, 1.0 - gap_s) + events
        if self._trickles:
            self._due_s = max(self._due_s, self._last_s + 1 / TRICKLE_HZ)

    @property
    def _trickles(self) -> bool:
        return self._flow < TRICKLE_PER_S

    def hold(self, *, held: bool) -> None:
        """While held (nothing can be seen) no frame is given; one follows if one was asked for."""
        self._held = held
        if held:
            self._asked = self._asked or self._timer.isActive()
            self._timer.stop()
        elif self._asked:
            self._asked = False
            self.request()

    def stop(self) -> None:
        self._held = True
        self._timer.stop()

    def _on_timeout(self) -> None:
        began_s = perf_counter()
        self._gaps_ms.append((began_s - self._last_s) * 1_000)
        self._last_s = began_s
        # A frame that came a little late does not make the next one late, too.
        late_s = min(max(0.0, began_s - self._due_s), self._interval_s * CATCH_UP)
        self._due_s = began_s + self._interval_s - late_s
        self.frame.emit()
        self._costs_ms.append((perf_counter() - began_s) * 1_000)

    @property
    def dense(self) -> bool:
        """Frames follow each other as closely as they may: one that takes longer is seen."""
        return not self._trickles and self._timer.isActive()

    @property
    def cost_ms(self) -> float | None:
        """The mean of the last frames."""
        return sum(self._costs_ms) / len(self._costs_ms) if self._costs_ms else None

    @property
    def gaps_ms(self) -> list[float]:
        """The last frames' distances; a benchmark looks at them under steady load."""
        return list(self._gaps_ms)
