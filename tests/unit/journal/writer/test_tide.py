"""A flood is told from a burst, and from what is over."""

from watchfloor.journal.writer.tide import FLOOD_EVENTS_PER_S, SPAN_S, Tide


def test_nothing_and_little_are_calm() -> None:
    tide = Tide()
    assert tide.calm_in_s(5.0) == 0
    tide.took(FLOOD_EVENTS_PER_S, 5.0)
    assert tide.calm_in_s(5.0) == 0


def test_a_flood_is_what_came_within_a_second_and_passes_with_it() -> None:
    tide = Tide()
    for tenth in range(10):
        tide.took(FLOOD_EVENTS_PER_S // 5, tenth / 10)
    assert tide.calm_in_s(0.9) > 0
    assert tide.calm_in_s(0.9 + SPAN_S) == 0


def test_the_wait_ends_and_is_never_without_length_while_the_flood_lasts() -> None:
    tide = Tide()
    tide.took(FLOOD_EVENTS_PER_S, 0.0)
    tide.took(FLOOD_EVENTS_PER_S + 1, 0.25)
    assert tide.calm_in_s(0.5) == 0.5
    assert tide.calm_in_s(1.0) == 0.25
    assert tide.calm_in_s(1.25) == 0


def test_the_same_number_over_a_longer_time_is_no_flood() -> None:
    tide = Tide()
    for second in range(20):
        tide.took(FLOOD_EVENTS_PER_S // 2, float(second))
        assert tide.calm_in_s(second + 0.5) == 0
