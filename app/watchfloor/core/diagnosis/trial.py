"""Resuming, tried out: ask for what followed an earlier event, and see whether that is what comes."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from itertools import pairwise

import msgspec

from watchfloor.core.diagnosis.listening import Heard, Listening
from watchfloor.core.diagnosis.word import many, quoted, span
from watchfloor.core.ledger.sequence import parse

MAX_FOLLOWERS = 10  # short histories must still have them
AT_ONCE_S = 0.15
MANY = 8
ENOUGH_S = 1.0  # a replay that has not begun by then, where the first event of all had, does not come


class Answer(StrEnum):
    HONOURED = "honoured"
    IGNORED = "ignored"
    RESTARTED = "restarted"
    UNPROVEN = "unproven"


class Resumption(msgspec.Struct, frozen=True):
    """What came of it. `anew`: the ids were counted from the start again, at the pace of a new stream."""

    asked: str
    answer: Answer
    words: str
    anew: bool = False
    first: str = ""


class Trial:
    """Asks for the events after `asked`; `followers` are known to have followed it."""

    def __init__(self, heard: list[Heard], first: Heard, at: int, rate: float) -> None:
        self.asked = heard[at].id
        self.followers = heard[at + 1 :]
        self._contents = {event.id: event.content for event in heard}
        self._earlier = {event.id for event in heard[:at]}
        self._first = first
        self._contents.setdefault(first.id, first.content)
        self._came_s = {event.id: event.at_s for event in heard}
        self._rate = rate
        gaps_s = [other.at_s - one.at_s for one, other in pairwise(heard)]
        self._patience_s = max(ENOUGH_S, 3 * first.at_s, 1.5 * max(gaps_s))

    @classmethod
    def of(cls, listening: Listening, is_sendable: Callable[[str], bool]) -> "Trial | None":
        """A trial from what was heard; None where no event is known to follow another by its id."""
        times = Counter(event.id for event in listening.recent)
        heard = [event for event in listening.recent if times[event.id] == 1]
        if len(heard) < 2 or listening.first_own is None:
            return None
        middle = max((len(heard) - 1) // 2, len(heard) - 1 - MAX_FOLLOWERS)
        for at in range(middle, -1, -1):
            if is_sendable(heard[at].id):
                rate = listening.events / max(listening.lasted_s, 0.1)
                return cls(heard, listening.first_own, at, rate)
        return None

    def judge(self, listening: Listening, now_s: float, *, over: bool) -> Resumption | None:
        """What the trial's connection shows so far; None while more of it could tell more."""
        came = [event for event in listening.heard if event.own_id and event.id]
        if not came:
            return self._nothing(listening, now_s) if over else None
        is_early = len(came) < 3 and now_s < came[0].at_s + ENOUGH_S
        if is_early and not over and not self._all_followed(came):
            return None
        return self._judged(came, now_s, over=over)

    def _judged(self, came: list[Heard], now_s: float, *, over: bool) -> Resumption | None:
        first = came[0]
        if self._goes_on(came):
            return self._honoured(came, now_s, over=over)  # also where an event is made anew to be sent again
        if first.id in self._contents and first.content != self._contents[first.id]:
            if first.id == self.asked and not over:
                return None
            words = f"it sent the id {quoted(first.id)} again, for another event"
            return self._result(Answer.RESTARTED, words, first)
        if first.id == self.asked:
            return self._result(Answer.UNPROVEN, "it sent that very event again", first) if over else None
        if first.id in self._contents:
            if not over and now_s < first.at_s + ENOUGH_S:
                return None  # its pace is not known yet
            words = f"it began again at {quoted(first.id)}, which came before that"
            return self._result(Answer.IGNORED, words, first, anew=self._is_paced(came, now_s))
        return self._elsewhere(came, now_s, over=over)

    def _goes_on(self, came: list[Heard]) -> bool:
        """It went on behind the asked one; some servers send that one along."""
        ids = [event.id for event in came if event.id != self.asked][:1] if self._earlier else [came[0].id]
        return bool(ids) and any(event.id == ids[0] for event in self.followers)

    def _all_followed(self, came: list[Heard]) -> bool:
        return {event.id for event in self.followers} <= {event.id for event in came}

    def _honoured(self, came: list[Heard], now_s: float, *, over: bool) -> Resumption | None:
        if not over and not self._all_followed(came) and now_s < came[0].at_s + ENOUGH_S:
            return None
        ids = {event.id for event in came}
        again = sum(event.id in ids for event in self.followers)
        words = f"{again} of the {len(self.followers)} events that had followed came again"
        if len(self.followers) == 1:
            words = "the event that had followed came again"
        return self._result(Answer.HONOURED, words, came[0])

    def _elsewhere(self, came: list[Heard], now_s: float, *, over: bool) -> Resumption | None:
        first = came[0]
        if self._is_before_all(first.id):
            words = f"it began at {quoted(first.id)}, before the first id that it had sent at all"
            return self._result(Answer.RESTARTED, words, first)
        if not over and now_s < first.at_s + AT_ONCE_S:
            return None
        at_once = sum(event.at_s <= first.at_s + AT_ONCE_S for event in came)
        if at_once >= 5 and at_once > 3 * self._rate * AT_ONCE_S + 1:
            words = f"it sent {at_once} later events at once: its history may not reach back so far"
            return self._result(Answer.UNPROVEN, words, first)
        words = (
            f"it went on at {quoted(first.id)}; {many(len(self.followers), 'event')}"
            f" that had followed did not come again"
        )
        return self._result(Answer.IGNORED, words, first)

    def _nothing(self, listening: Listening, now_s: float) -> Resumption:
        if listening.outcome not in ("stopped", "closed") or now_s < self._patience_s:
            return Resumption(self.asked, Answer.UNPROVEN, f"nothing came in {span(now_s)}")
        followed = many(len(self.followers), "event")
        words = f"nothing came in {span(now_s)}, though {followed} had followed that one"
        return Resumption(self.asked, Answer.IGNORED, words)

    def _is_before_all(self, id_: str) -> bool:
        key, first = parse(id_), parse(self._first.id)
        if key is None or first is None or key.prefix != first.prefix:
            return False
        return key.number < first.number

    def _is_paced(self, came: list[Heard], now_s: float) -> bool:
        """The same events at the pace of the first time, not read from a store all at once."""
        if len(came) > 1.5 * self._rate * (now_s - came[0].at_s) + 3:
            return False
        both = [event for event in came if event.id in self._came_s][:MANY]
        if len(both) < 2 or came[0].id != self._first.id:
            return False
        now_s = both[-1].at_s - both[0].at_s
        then_s = self._came_s[both[-1].id] - self._came_s[both[0].id]
        return then_s >= 0.1 and now_s >= 0.5 * then_s

    def _result(self, answer: Answer, words: str, first: Heard, *, anew: bool = False) -> Resumption:
        return Resumption(self.asked, answer, words, anew, first.id)
