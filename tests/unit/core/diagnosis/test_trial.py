"""Resuming, tried out."""

from tests.unit.core.diagnosis.scene import Moment, event, listening, steady
from watchfloor.core.diagnosis.trial import MAX_FOLLOWERS, Answer, Resumption, Trial


def trial(moments: list[Moment] | None = None) -> Trial:
    """After the ids 1 to 9, at two a second, going on after 5 is asked for."""
    made = Trial.of(listening(steady(0.5, 4.5) if moments is None else moments, lasted_s=4.5), bool)
    assert made is not None
    return made


def answer(moments: list[Moment], of: Trial | None = None) -> Resumption:
    found = (of or trial()).judge(listening(moments, lasted_s=2.0), 2.0, over=True)
    assert found is not None
    return found


def replay(first: int, last: int, at_s: float = 0.01) -> Moment:
    return at_s, b"".join(event(n, at_s=(n - 1) * 0.5) for n in range(first, last + 1))


def test_it_asks_from_the_middle() -> None:
    assert trial().asked == "5"
    assert [each.id for each in trial().followers] == ["6", "7", "8", "9"]


def test_it_does_not_ask_further_back_than_a_short_history_reaches() -> None:
    assert len(trial(steady(0.1, 6.0)).followers) == MAX_FOLLOWERS


def test_it_takes_two_events_with_ids_of_their_own() -> None:
    assert Trial.of(listening([(1.0, event(1))]), bool) is None
    assert Trial.of(listening([(1.0, event(None) * 5)]), bool) is None
    assert Trial.of(listening([(1.0, event(1) * 5)]), bool) is None


def test_an_id_that_cannot_be_sent_is_not_asked_after() -> None:
    made = Trial.of(listening(steady(0.5, 4.5)), lambda id_: id_ != "5")
    assert made is not None
    assert made.asked == "4"


def test_going_on_behind_the_asked_one_is_honoured() -> None:
    found = answer([replay(6, 12)])
    assert found.answer is Answer.HONOURED
    assert "4 of the 4 events" in found.words


def test_sending_the_asked_one_along_is_honoured() -> None:
    assert answer([replay(5, 12)]).answer is Answer.HONOURED


def test_going_on_live_is_ignored() -> None:
    found = answer([(0.3, event(12)), (0.8, event(13)), (1.3, event(14))])
    assert found.answer is Answer.IGNORED
    assert "“12”" in found.words
    assert "4 events" in found.words


def test_beginning_at_the_beginning_is_ignored() -> None:
    found = answer([replay(1, 12)])
    assert (found.answer, found.anew) == (Answer.IGNORED, False)


def test_beginning_at_the_beginning_at_the_pace_of_a_new_stream_is_counting_anew() -> None:
    found = answer([replay(1, 1, 0.0), replay(2, 2, 0.5), replay(3, 3, 1.0), replay(4, 4, 1.5)])
    assert (found.answer, found.anew) == (Answer.IGNORED, True)


def test_the_same_ids_for_other_events_have_begun_anew() -> None:
    assert answer([(0.1, event(1, data={"other": 1}))]).answer is Answer.RESTARTED
    assert answer([(0.1, event(5, data={"other": 1}))]).answer is Answer.RESTARTED


def test_events_that_are_made_anew_for_the_replay_are_honoured() -> None:
    again = [(0.2 * n, event(n, data={"n": n, "sent": n / 7})) for n in range(6, 9)]
    assert answer(again).answer is Answer.HONOURED
    assert answer([(0.1, event(5, data={"sent": 1})), *again]).answer is Answer.HONOURED


def test_ids_before_all_others_have_begun_anew() -> None:
    late = trial(steady(0.5, 4.5, first=100))
    assert answer([(0.1, event(1)), (0.6, event(2)), (1.1, event(3))], late).answer is Answer.RESTARTED


def test_many_later_ones_at_once_are_a_history_that_is_too_short() -> None:
    assert answer([replay(50, 80)]).answer is Answer.UNPROVEN


def test_nothing_at_all_is_ignored_too() -> None:
    found = answer([])
    assert found.answer is Answer.IGNORED
    assert "nothing came" in found.words


def test_nothing_in_no_time_is_unproven() -> None:
    found = trial().judge(listening([], lasted_s=0.4), 0.4, over=True)
    assert found is not None
    assert found.answer is Answer.UNPROVEN


def test_an_event_without_id_first_is_no_answer_yet() -> None:
    assert answer([(0.0, event(None, type_="connected")), replay(6, 9)]).answer is Answer.HONOURED


def test_it_waits_for_more_while_more_can_tell_more() -> None:
    assert trial().judge(listening([]), 0.5, over=False) is None
    assert trial().judge(listening([replay(6, 7)]), 0.1, over=False) is None
    assert trial().judge(listening([replay(6, 9)]), 0.1, over=False) is not None


def test_ids_that_have_no_order_will_do() -> None:
    names = ["kiwi", "fig", "plum", "pear", "lime"]
    fruit = trial([(n / 2, event(name, data={"n": n})) for n, name in enumerate(names)])
    assert fruit.asked == "plum"
    rest = [(0.1, event("pear", data={"n": 3}) + event("lime", data={"n": 4}))]
    assert answer(rest, fruit).answer is Answer.HONOURED
    assert answer([(0.1, event("nut"))], fruit).answer is Answer.IGNORED
