"""Asked behind the newest event, a server that resumes sends nothing old."""

from tests.unit.core.diagnosis.scene import Moment, event, listening, steady
from watchfloor.core.diagnosis.control import ENOUGH_S, Control
from watchfloor.core.diagnosis.trial import Answer

FIRST = steady(0.5, 4.5)  # the ids 1 to 9


def control() -> Control:
    made = Control.of([listening(FIRST, lasted_s=4.5)], bool)
    assert made is not None
    return made


def answer(*moments: Moment, over: bool = True) -> Answer | None:
    found = control().judge(listening(moments, lasted_s=2.0), 2.0 if over else 0.05, over=over)
    return None if found is None else found.answer


def old(first: int, last: int, at_s: float = 0.01) -> Moment:
    return at_s, b"".join(event(n, at_s=(n - 1) * 0.5) for n in range(first, last + 1))


def test_it_asks_behind_the_newest_though_older_ones_were_heard_later() -> None:
    again = listening([old(5, 7)], lasted_s=1.0)
    made = Control.of([listening(FIRST, lasted_s=4.5), again], bool)
    assert made is not None
    assert made.asked == control().asked == "9"


def test_it_takes_two_events_and_an_id_that_can_be_sent() -> None:
    assert Control.of([listening([(1.0, event(1))])], bool) is None
    assert Control.of([listening(FIRST)], lambda id_: id_ != "9") is None


def test_what_comes_again_shows_that_the_id_was_not_looked_at() -> None:
    assert answer(old(5, 9)) is Answer.IGNORED
    assert answer(old(8, 9), (1.0, event(10))) is Answer.IGNORED


def test_news_nothing_or_that_very_event_prove_no_fault() -> None:
    assert answer() is None
    assert answer((0.01, event(10) + event(11))) is None
    assert answer((0.01, event(9, at_s=4.0))) is None


def test_another_event_of_a_known_id_is_no_repetition() -> None:
    assert answer((0.01, event(3, data={"other": True}))) is None


def test_it_waits_a_moment_for_the_rest_of_what_is_sent_again() -> None:
    assert answer(old(5, 9), over=False) is None
    assert not control().is_over(ENOUGH_S / 2)
    assert control().is_over(ENOUGH_S)
