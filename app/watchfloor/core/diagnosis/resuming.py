"""Whether a server resumes, found out by two trials: from an earlier event, and from the newest."""

from collections.abc import Callable

from watchfloor.core.diagnosis.control import Control
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.trial import Answer, Resumption, Trial


class Resuming:
    """One connection after another tells more; `asked` is the id that the next one is to ask with."""

    def __init__(self, is_sendable: Callable[[str], bool]) -> None:
        self.resumption: Resumption | None = None  # what is known so far
        self._is_sendable = is_sendable
        self._trial: Trial | None = None
        self._control: Control | None = None

    @property
    def asked(self) -> str | None:
        """None: there is nothing to try, or nothing more."""
        if self._trial is not None and self.resumption is None:
            return self._trial.asked
        return self._control.asked if self._control is not None else None

    def is_possible(self, listening: Listening) -> bool:
        """Enough was heard to try it."""
        return Trial.of(listening, self._is_sendable) is not None

    def is_told(self, listening: Listening, at_s: float) -> bool:
        """The connection that asked has shown what it can."""
        if self._trial is not None and self.resumption is None:
            return self._trial.judge(listening, at_s, over=False) is not None
        if self._control is not None:
            return self._control.is_over(at_s) or self._control.judge(listening, at_s, over=False) is not None
        return True

    def leads_on(self, listening: Listening, at_s: float) -> bool:
        """The connection has told what the next trial starts from."""
        if self._trial is None or self.resumption is not None:
            return False
        found = self._trial.judge(listening, at_s, over=False)
        return found is not None and found.answer is Answer.HONOURED

    def conclude(self, listenings: list[Listening]) -> None:
        """The last of these has ended: what it tells, and what is to be tried next."""
        last = listenings[-1]
        if self._trial is None:
            self._trial = Trial.of(last, self._is_sendable)
        elif self.resumption is None:
            self.resumption = self._trial.judge(last, last.lasted_s, over=True)
            if self.resumption is not None and self.resumption.answer is Answer.HONOURED:
                self._control = Control.of(listenings, self._is_sendable)
        elif self._control is not None:
            self.resumption = self._control.judge(last, last.lasted_s, over=True) or self.resumption
            self._control = None
