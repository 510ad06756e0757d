"""When the window itself was kept from running: what came meanwhile was read late, and all at once."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_S = 0.1
CALM_LOOK_S = 0.5  # while nothing comes
STALL_S = 0.2  # a look that comes so late was kept waiting
REMEMBERED = 500


class Lag(QObject):
    """Looks at the clock ten times a second; `stalls_s` are the moments at which it came too late.

    `came` counts what comes. While that stands still nothing was read late, and it looks less often.
    """

    def __init__(
        self, monotonic_s: Callable[[], float], came: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.stalls_s: deque[float] = deque(maxlen=REMEMBERED)
        self._monotonic_s = monotonic_s
        self._came = came
        self._counted = came()
        self._looked_s = monotonic_s()
        self._every_s = LOOK_S
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(round(LOOK_S * 1000))
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        now_s, count = self._monotonic_s(), self._came()
        if now_s - self._looked_s > self._every_s + STALL_S:
            self.stalls_s.append(now_s)
        self._looked_s = now_s
        every_s = CALM_LOOK_S if count == self._counted else LOOK_S
        self._counted = count
        if every_s != self._every_s:
            self._every_s = every_s
            self._timer.setInterval(round(every_s * 1000))
