"""The counter-test of a resume that seemed to work: whoever asks behind the newest event gets nothing old."""

from collections.abc import Callable, Sequence

from watchfloor.core.diagnosis.listening import Heard, Listening
from watchfloor.core.diagnosis.trial import Answer, Resumption
from watchfloor.core.diagnosis.word import many

ENOUGH_S = 1.0  # what is resent comes at once, or as soon as it did before
MOST_S = 3.0


class Control:
    """A server that resends its last few events to everybody looks as if it resumed; this finds it out."""

    def __init__(self, asked: str, older: dict[str, int], enough_s: float) -> None:
        self.asked = asked
        self._older = older
        self._enough_s = enough_s

    @classmethod
    def of(cls, listenings: Sequence[Listening], is_sendable: Callable[[str], bool]) -> "Control | None":
        """From all that was heard; None where no event is known to be older than the newest."""
        contents: dict[str, int] = {}
        for event in (event for each in listenings for event in each.recent):
            contents.setdefault(event.id, event.content)  # in the order in which they came first
        if len(contents) < 2 or not is_sendable(asked := [*contents][-1]):
            return None
        del contents[asked]
        firsts_s = [each.first_own.at_s for each in listenings if each.first_own is not None]
        return cls(asked, contents, min(MOST_S, max(ENOUGH_S, 3 * min(firsts_s))))

    def judge(self, listening: Listening, now_s: float, *, over: bool) -> Resumption | None:
        """Old events prove that the id is ignored; None while they may still come, or none came."""
        again = [event for event in listening.heard if self._is_old(event)]
        if not again or (now_s < again[0].at_s + 0.1 and not over):
            return None
        words = f"it sent {many(len(again), 'event')} again that had come before that one, as it does for all"
        return Resumption(self.asked, Answer.IGNORED, words, first=again[0].id)

    def is_over(self, now_s: float) -> bool:
        return now_s >= self._enough_s

    def _is_old(self, event: Heard) -> bool:
        return event.own_id and self._older.get(event.id) == event.content
