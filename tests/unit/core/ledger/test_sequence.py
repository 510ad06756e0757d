"""Ids that can be ordered, what is missing between them, and when nothing can be proved."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.ledger.sequence import MAX_ASIDE, MAX_GAPS, Key, Sequence, parse


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("7", Key("", 7)),
        ("007", Key("", 7)),
        ("event-123", Key("event-", 123)),
        ("a:b/9", Key("a:b/", 9)),
        ("1709154000123-0", Key("1709154000123-", 0)),
        ("abc", None),
        ("", None),
        ("12a", None),
        ("a7", None),
        ("-5", Key("-", 5)),
        ("1" * 18, Key("", int("1" * 18))),
        ("1" * 19, None),
        ("٣", None),
        ("x" * 300 + "-1", None),
        ("5\n", None),
    ],
)
def test_what_can_be_ordered(id_: str, key: Key | None) -> None:
    assert parse(id_) == key


def test_a_time_with_a_counter_is_timed() -> None:
    key = parse("1709154000123-0")
    assert key is not None
    assert key.timed
    other = parse("event-5")
    assert other is not None
    assert not other.timed


def step_all(sequence: Sequence, *ids: object) -> list[tuple[str, str, int]]:
    found = []
    for id_ in ids:
        found += [(gap.after, gap.before, gap.missing) for gap in sequence.step(str(id_)).gaps]
    return found


def test_a_hole_is_a_gap() -> None:
    sequence = Sequence()
    assert step_all(sequence, 1, 2, 3, 7, 8) == [("3", "7", 3)]
    assert (sequence.provable, sequence.missing) == (True, 3)


def test_ids_that_never_follow_each_other_prove_nothing() -> None:
    sequence = Sequence()
    assert step_all(sequence, 10, 20, 30, 40) == []
    assert sequence.missing is None


def test_jumps_become_gaps_once_the_sequence_has_proved_itself() -> None:
    sequence = Sequence()
    assert step_all(sequence, 1, 5) == []
    assert step_all(sequence, 6) == [("1", "5", 3)]
    assert sequence.missing == 3


def test_a_late_one_makes_a_gap_smaller() -> None:
    sequence = Sequence()
    step_all(sequence, 1, 2, 3, 7, 8)
    step = sequence.step("5")
    assert step.late
    assert sequence.missing == 2
    assert step_all(sequence, 9) == [], "it goes on where it was"


def test_a_step_back_that_fills_nothing_is_a_restart() -> None:
    sequence = Sequence()
    step_all(sequence, 1, 2, 3)
    assert sequence.step("1").restarted_after == "3"
    assert step_all(sequence, 2, 3, 4) == []


def test_several_events_under_one_id_are_no_steps() -> None:
    sequence = Sequence()
    assert step_all(sequence, 1, 2, 2, 2, 3) == []
    assert sequence.missing == 0


def test_times_with_counters_prove_nothing_across_times() -> None:
    sequence = Sequence()
    step_all(sequence, "1709154000123-0", "1709154000999-0", "1709154001000-0")
    assert sequence.missing is None
    assert sequence.step("1709154000124-0").late


def test_holes_within_one_time_are_told_though_nobody_knows_all_that_is_missing() -> None:
    sequence = Sequence()
    ids = [f"1709154000123-{number}" for number in (0, 1, 2, 5)] + ["1709154000999-0"]
    assert step_all(sequence, *ids) == [("1709154000123-2", "1709154000123-5", 2)]
    assert sequence.missing is None


@pytest.mark.parametrize("between", ["hello", "", "0b5e-c0ffee"])
def test_an_id_without_a_place_hides_no_gap(between: str) -> None:
    """A greeting at each new connection may have one, just where events are lost."""
    sequence = Sequence()
    assert step_all(sequence, 1, 2, 3, between, 7) == [("3", "7", 3)]
    assert step_all(sequence, 8, between, 9) == []
    assert sequence.missing == 3


def test_a_few_ids_with_a_place_prove_nothing_of_the_others() -> None:
    sequence = Sequence()
    step_all(sequence, 1, 2, "x", "y", "z")
    assert sequence.missing is None


def test_another_prefix_is_another_sequence() -> None:
    sequence = Sequence()
    assert step_all(sequence, "a-1", "a-2", "a-3", "b-1", "b-2") == []


def test_a_sequence_goes_on_where_it_stood_before_another_one_came_between() -> None:
    """A greeting with a number of its own hid what was missing behind it, and was told as none lost."""
    sequence = Sequence()
    assert step_all(sequence, 1, 2, 3, "conn-8", 7) == [("3", "7", 3)]
    assert step_all(sequence, "conn-9", 8) == []
    assert sequence.missing == 3


def test_sequences_that_take_turns_are_each_followed() -> None:
    sequence = Sequence()
    assert step_all(sequence, "a-1", "b-7", "a-2", "b-8", "a-3", "b-9") == []
    assert sequence.missing == 0
    assert step_all(sequence, "a-6", "b-10") == [("a-3", "a-6", 2)]
    assert sequence.missing == 2


def test_as_many_stand_aside_as_can_be_kept() -> None:
    sequence = Sequence()
    step_all(sequence, *(f"s{number}-1" for number in range(2 * MAX_ASIDE)))
    assert len(sequence._aside) == MAX_ASIDE
    assert sequence.missing is None


def test_ids_without_order_prove_nothing() -> None:
    sequence = Sequence()
    step_all(sequence, "x", "y", "z")
    assert sequence.missing is None
    assert not sequence.provable


def test_what_was_missing_before_is_not_told_again() -> None:
    sequence = Sequence(["1", "2", "9", "10"])
    assert (sequence.gaps, sequence.missing) == ([], 0)
    assert step_all(sequence, 12) == [("10", "12", 1)]


def test_run_is_the_same_as_single_steps() -> None:
    one, many = Sequence(["1", "2"]), Sequence(["1", "2"])
    ids = [str(n) for n in range(3, 50)]
    assert many.run(ids)
    assert step_all(one, *ids) == []
    for sequence in (one, many):
        assert step_all(sequence, 60) == [("49", "60", 10)]
        assert sequence.missing == 10


@pytest.mark.parametrize("ids", [["4"], ["3", "5"], ["3", "4", "4"], ["x"], ["03"]])
def test_what_is_no_plain_run_is_left_alone(ids: list[str]) -> None:
    sequence = Sequence(["1", "2"])
    assert not sequence.run(ids)
    assert step_all(sequence, 3) == []
    assert sequence.missing == 0


def test_gaps_are_bounded_and_what_is_missing_is_not_forgotten_with_them() -> None:
    sequence, count = Sequence(), MAX_GAPS + 500
    step_all(sequence, *range(count + 2))
    for n in range(count):
        step_all(sequence, count + 3 + 2 * n)
    assert len(sequence.gaps) == MAX_GAPS
    assert (sequence.missing, sequence.dropped_gaps) == (count, 500)


def test_jumps_that_are_not_proved_yet_are_bounded_and_not_forgotten_either() -> None:
    sequence, count = Sequence(), MAX_GAPS + 500
    step_all(sequence, *range(0, 2 * count + 1, 2))
    assert sequence.missing is None
    told = step_all(sequence, *range(2 * count + 1, 3 * count + 1))
    assert len(told) == MAX_GAPS
    assert sequence.missing == count


@given(st.sets(st.integers(0, 200), min_size=2), st.sampled_from(["", "event-", "a:"]))
def test_random_drops_give_exactly_what_is_missing(kept: set[int], prefix: str) -> None:
    ids = sorted(kept)
    sequence = Sequence()
    found = step_all(sequence, *(f"{prefix}{n}" for n in ids))
    units = sum(b - a == 1 for a, b in itertools.pairwise(ids))
    others = len(ids) - 1 - units
    if units == 0 or units < others:
        assert sequence.missing is None
    else:
        assert sequence.missing == ids[-1] - ids[0] + 1 - len(ids)
    told = [(f"{prefix}{a}", f"{prefix}{b}", b - a - 1) for a, b in itertools.pairwise(ids) if b - a > 1]
    assert found == told[: len(found)], "each once, in order"
    if sequence.provable:
        assert found == told


@given(st.lists(st.integers(0, 60), max_size=80))
def test_any_order_keeps_the_books_sound(numbers: list[int]) -> None:
    sequence, seen = Sequence(), set[int]()
    for number in numbers:
        if number in seen:
            continue
        seen.add(number)
        sequence.step(str(number))
        assert sequence.missing is None or sequence.missing >= 0
        assert all(gap.missing >= 0 for gap in sequence.gaps)
