"""The two trials of a resume, one after the other."""

from tests.unit.core.diagnosis.scene import event, listening, steady
from watchfloor.core.diagnosis.resuming import Resuming
from watchfloor.core.diagnosis.trial import Answer

FIRST = listening(steady(0.5, 4.5), lasted_s=4.5)  # the ids 1 to 9


def replayed(first: int, last: int) -> bytes:
    return b"".join(event(n, at_s=(n - 1) * 0.5) for n in range(first, last + 1))


def answer(resuming: Resuming) -> Answer | None:
    return None if resuming.resumption is None else resuming.resumption.answer


def asked(resuming: Resuming) -> str | None:
    return resuming.asked


def test_nothing_is_tried_without_two_events_with_ids() -> None:
    resuming = Resuming(bool)
    resuming.conclude([listening([(1.0, event(1))])])
    assert resuming.asked is None
    assert not resuming.is_possible(listening([(1.0, event(1))]))


def test_a_resume_that_works_is_tried_once_more_from_the_newest() -> None:
    resuming = Resuming(bool)
    resuming.conclude([FIRST])
    assert asked(resuming) == "5"
    second = listening([(0.01, replayed(6, 9))], lasted_s=0.3)
    assert resuming.leads_on(second, 0.3)
    resuming.conclude([FIRST, second])
    assert asked(resuming) == "9"
    third = listening([], lasted_s=1.1)
    assert not resuming.is_told(third, 0.5)
    assert resuming.is_told(third, 1.1)
    resuming.conclude([FIRST, second, third])
    assert resuming.asked is None
    assert answer(resuming) is Answer.HONOURED


def test_what_looked_like_a_resume_is_found_out() -> None:
    resuming = Resuming(bool)
    second, third = (listening([(0.01, replayed(7, 9))], lasted_s=1.2) for _ in range(2))
    resuming.conclude([FIRST])
    resuming.conclude([FIRST, second])
    resuming.conclude([FIRST, second, third])
    assert answer(resuming) is Answer.IGNORED
    assert resuming.resumption is not None
    assert resuming.resumption.asked == "9"


def test_a_resume_that_does_not_work_needs_no_second_trial() -> None:
    resuming = Resuming(bool)
    resuming.conclude([FIRST])
    again = listening([(0.01, replayed(1, 9))], lasted_s=1.2)
    assert not resuming.leads_on(again, 1.2)
    resuming.conclude([FIRST, again])
    assert resuming.asked is None
    assert answer(resuming) is Answer.IGNORED
