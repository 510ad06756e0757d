"""Whether what a connection brings can be read: rubbish is not called well, whatever came before it."""

from watchfloor.core.diagnosis.content import FOREIGN_AFTER_S, is_foreign
from watchfloor.core.diagnosis.listening import LEAST_STRANGE
from watchfloor.core.diagnosis.pulse import Pulse
from watchfloor.services.channel.intake import Intake

NOT_A_STREAM = "What comes is called an event stream and is none."
NO_MORE_A_STREAM = "What comes was an event stream, and is none any more."
ENDLESS = "An event has begun and does not end: perhaps the empty line after it is missing."
ENDLESS_AFTER_S = 60.0  # a large event on a slow line takes its time


class Legibility:
    """Of one connection after the other; it is told of every read, and costs it next to nothing."""

    def __init__(self, intake: Intake) -> None:
        self.proved_s = 0.0  # when the last event or comment came
        self.strange_by_then = 0  # lines that were none
        self._intake = intake
        self._begun_s: float | None = None  # an event is on its way since then

    def begin(self, now_s: float) -> None:
        self.proved_s, self.strange_by_then, self._begun_s = now_s, 0, None

    def proved(self, now_s: float) -> None:
        """A read completed an event or a comment."""
        self.proved_s, self.strange_by_then, self._begun_s = now_s, self._intake.whole_strange.count, None

    def waited(self, now_s: float) -> None:
        """A read completed nothing."""
        if self._intake.between_events:
            self._begun_s = None
        elif self._begun_s is None:
            self._begun_s = now_s

    def why_not(self, pulse: Pulse, now_s: float) -> str:
        """Why it cannot be read; nothing where it can, or may yet be."""
        if is_foreign(pulse):
            return NOT_A_STREAM
        if now_s - self.proved_s < FOREIGN_AFTER_S:
            return ""
        if self._intake.strange - self.strange_by_then >= LEAST_STRANGE:
            return NO_MORE_A_STREAM
        is_endless = self._begun_s is not None and now_s - self._begun_s >= ENDLESS_AFTER_S
        return ENDLESS if is_endless else ""
