"""Stage names and runs: where each stands and how long it will take."""

import pytest

from watchfloor.core.profiles.meaning import RunAdvanced, RunEnded, RunStarted
from watchfloor.core.session.run import CAPACITY, STALLED_AFTER_S, RunBook
from watchfloor.core.session.stages import STAGES, stage_name


def passed(book: RunBook, name: str, start_s: float, stage_s: float) -> None:
    """A run that goes well, `stage_s` a stage."""
    for stage in range(1, 7):
        book.apply("c", RunAdvanced(run=name, stage=stage), start_s + (stage - 1) * stage_s)
    book.apply("c", RunEnded(run=name), start_s + 6 * stage_s)


def test_stages_have_their_names_and_zero_waits() -> None:
    assert [stage_name(stage) for stage in range(1, 7)] == list(STAGES)
    assert stage_name(0) == "Waiting…"
    assert stage_name(7) == "Stage 7"


def test_a_run_knows_what_each_stage_took_and_estimates_the_rest() -> None:
    book = RunBook()
    passed(book, "first", 0, 10)
    run = book.apply("c", RunStarted(run="second", subject="Ward 14"), 100)
    book.apply("c", RunAdvanced(run="second", stage=1), 100)
    book.apply("c", RunAdvanced(run="second", stage=2), 108)
    typical = book.typical_s("c")
    assert typical == dict.fromkeys(range(1, 7), 10.0)
    assert run.stage_took_s(1) == 8
    assert run.left_s(112, typical) == pytest.approx(46)
    assert run.words(112, typical) == "Gathering Intelligence — 2 of 6 · 12.0 s · about 46 s left"
    assert run.share(112, typical) == pytest.approx(0.4)


def test_a_stage_that_takes_longer_than_usual_is_said_to() -> None:
    book = RunBook()
    passed(book, "first", 0, 2)
    run = book.apply("c", RunAdvanced(run="second", stage=6), 100)
    assert run.words(101, book.typical_s("c")).endswith("about 1 s left")
    assert run.words(104, book.typical_s("c")).endswith("· longer than usual")


def test_the_first_run_is_estimated_from_its_own_stages() -> None:
    book = RunBook()
    run = book.apply("c", RunAdvanced(run="r", stage=1), 0)
    assert run.left_s(5, {}) is None
    book.apply("c", RunAdvanced(run="r", stage=2), 6)
    assert run.left_s(6, {}) == pytest.approx(30)


def test_a_stage_already_past_does_not_turn_a_run_back() -> None:
    book = RunBook()
    book.apply("c", RunAdvanced(run="r", stage=4), 10)
    run = book.apply("c", RunAdvanced(run="r", stage=2, message="late"), 11)
    assert run.stage == 4
    assert run.message == "late"


def test_failed_cancelled_stalled_and_complete_are_told_apart() -> None:
    book = RunBook()
    for name in ("failed", "cancelled", "stalled", "complete"):
        book.apply("c", RunAdvanced(run=name, stage=3), 0)
    book.apply("c", RunEnded(run="failed", error="no model"), 5)
    book.apply("c", RunEnded(run="cancelled", error="cancelled", cancelled=True), 5)
    book.apply("c", RunEnded(run="complete"), 5)
    words = {run.name: run.words(STALLED_AFTER_S + 10, {}) for run in book}
    assert words["failed"] == "Failed in Processing Data: no model"
    assert words["cancelled"] == "Cancelled in Processing Data after 5.0 s"
    assert words["stalled"] == "Stalled in Processing Data · nothing heard for 40 s"
    assert words["complete"] == "Complete · 5.0 s"


def test_failed_runs_teach_nothing() -> None:
    book = RunBook()
    book.apply("c", RunAdvanced(run="r", stage=1), 0)
    book.apply("c", RunAdvanced(run="r", stage=2), 50)
    book.apply("c", RunEnded(run="r", error="x"), 60)
    assert book.typical_s("c") == {}


def test_the_run_shown_is_the_newest_under_way() -> None:
    book = RunBook()
    book.apply("c", RunAdvanced(run="old", stage=1), 0)
    passed(book, "new", 10, 1)
    assert book.current is book.get(("c", "old"))


def test_a_stream_that_is_one_run_by_name_can_begin_anew() -> None:
    book = RunBook()
    passed(book, "same", 0, 1)
    run = book.apply("c", RunAdvanced(run="same", stage=1), 100)
    assert (run.over, run.stage, run.began_at_s) == (False, 1, 100)


def test_late_news_of_a_run_that_is_over_changes_nothing() -> None:
    book = RunBook()
    passed(book, "r", 0, 1)
    run = book.apply("c", RunAdvanced(run="r", stage=6), 50)
    assert run.over
    assert run.ended_at_s == 6


def test_runs_are_bounded_and_those_over_go_first() -> None:
    book = RunBook()
    book.apply("c", RunAdvanced(run="under way", stage=1), 0)
    for number in range(CAPACITY + 9):
        passed(book, f"r{number}", number, 0.1)
    assert len(book) == CAPACITY
    assert book.let_go == 10
    assert book.get(("c", "under way")) is not None


def test_a_percentage_never_falls_and_ends_full() -> None:
    book = RunBook()
    run = book.apply("c", RunAdvanced(run="r", stage=1, percent=40), 0)
    book.apply("c", RunAdvanced(run="r", stage=1, percent=30), 1)
    assert run.percent == 40
    book.apply("c", RunEnded(run="r"), 2)
    assert run.percent == 100


def test_stages_that_the_server_names_are_called_so_and_not_counted_beforehand() -> None:
    """A strategy has as many steps as its server likes; the six of an analysis are none of its."""
    book = RunBook()
    step = RunAdvanced(run="s", stage=0, total=None, percent=0, message="Queued")
    run = book.apply("c", step, 0)
    assert run.words(1, {}) == "Waiting…"
    book.apply("c", RunAdvanced(run="s", stage=1, total=None, percent=2, message="Reading: the brief"), 2)
    assert run.words(3, {}) == "Reading — step 1 · 2 % · 3.0 s"
    book.apply("c", RunAdvanced(run="s", stage=1, total=None, percent=8, message="Reading: again"), 4)
    book.apply("c", RunAdvanced(run="s", stage=7, total=None, percent=75, message="Measuring"), 9)
    assert run.words(9, {}) == "Measuring — step 7 · 75 % · 9.0 s · about 3 s left"
    assert [run.named(stage) for stage in (1, 2, 7)] == ["Reading", "Step 2", "Measuring"]
    assert (run.total, run.open_ended) == (7, True)
    book.apply("c", RunEnded(run="s", error="No model"), 10)
    assert run.words(10, {}) == "Failed in Measuring: No model"


def test_a_server_that_counts_wrong_is_not_believed() -> None:
    book = RunBook()
    run = book.apply("c", RunAdvanced(run="r", stage=5, total=6), 0)
    book.apply("c", RunAdvanced(run="r", stage=5, total=3), 1)
    assert (run.stage, run.total) == (5, 5)
    for at_s in (10, 20, 30):
        book.apply("c", RunAdvanced(run="r", stage=9, total=6), at_s)
    assert (run.stage, run.total) == (6, 6)
    assert run.stage_lasts_s(40) == 30, "it began once"


def test_a_server_that_claims_endless_steps_is_bounded() -> None:
    book = RunBook()
    run = book.apply("c", RunAdvanced(run="s", stage=10**9, total=None, message="x"), 0)
    assert (run.stage, run.total) == (40, 40)
    assert run.left_s(1, {}) is None
