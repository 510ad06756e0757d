"""Ids: there, in order, and honoured."""

import pytest

from tests.unit.core.diagnosis.scene import event, heard, listening, steady
from watchfloor.core.diagnosis.evidence import Evidence, Restart
from watchfloor.core.diagnosis.identity import ids_missing, ids_restart, restarts_of, resume_ignored
from watchfloor.core.diagnosis.trial import Answer, Resumption


def test_no_event_has_an_id() -> None:
    finding = ids_missing(heard(listening([(n, event(None)) for n in range(5)])))
    assert finding is not None
    assert "5 events" in finding.evidence


def test_some_have() -> None:
    assert ids_missing(heard(listening([(1.0, event(None) + event(1) + event(None))]))) is None


def test_greetings_and_pings_need_none() -> None:
    greeting = event(None, type_="connected") + event(None, type_="ping") + event(None)
    assert ids_missing(heard(listening([(1.0, greeting)]))) is None


def test_lines_of_json_cannot_have_any() -> None:
    assert ids_missing(heard(listening([(1.0, b"{}\n{}\n{}\n")], ndjson=True))) is None


def test_one_id_for_all_is_as_good_as_none() -> None:
    finding = ids_missing(heard(listening([(n / 2, event(0, data={"n": n})) for n in range(10)])))
    assert finding is not None
    assert "same id" in finding.title
    assert ids_missing(heard(listening([(1.0, event(7) * 6)]))) is None


def counted(*ids: int | str, same: bool = False) -> list[Restart]:
    return restarts_of(
        listening([(at / 10, event(id_, data={"n": 0 if same else at})) for at, id_ in enumerate(ids)])
    )


def test_counting_from_one_again_is_a_restart() -> None:
    assert counted(1, 2, 3, 4, 1, 2, 3) == [Restart("4", "1")]
    assert counted("a-10", "a-20", "a-30", "a-40", "a-10", "a-20", "a-30") == [Restart("a-40", "a-10")]


@pytest.mark.parametrize(
    "ids",
    [
        (1, 2, 3, 4, 5),
        (5, 6, 4, 7, 8, 9),
        (1, 100, 2, 101, 3, 102),
        (583, 12, 998, 44, 7, 310, 640, 2),
        ("b", "a", "c"),
        (1, 1, 1, 2, 2),
        ("1700000000500-0", "1700000000500-1", "1700000000501-0", "1700000000502-0"),
        (9, 8, 7, 6, 5),
    ],
)
def test_other_orders_are_none(ids: tuple[int | str, ...]) -> None:
    assert counted(*ids) == []


def test_ids_restart_says_where() -> None:
    finding = ids_restart(Evidence(restarts=[Restart("40", "1"), Restart("30", "1")]))
    assert finding is not None
    assert "After “40” came “1”; 2 such steps" in finding.evidence
    assert ids_restart(Evidence()) is None


@pytest.mark.parametrize(
    ("answer", "anew", "ignored", "restarted"),
    [
        (Answer.HONOURED, False, False, False),
        (Answer.UNPROVEN, False, False, False),
        (Answer.IGNORED, False, True, False),
        (Answer.IGNORED, True, True, True),
        (Answer.RESTARTED, False, True, True),
    ],
)
def test_what_a_trial_came_to(answer: Answer, anew: bool, ignored: bool, restarted: bool) -> None:
    evidence = Evidence(resumption=Resumption("5", answer, "it did something", anew))
    assert (resume_ignored(evidence) is not None) is ignored
    assert (ids_restart(evidence) is not None) is restarted


def test_without_a_trial_nothing_is_said() -> None:
    assert resume_ignored(heard(listening(steady()))) is None
