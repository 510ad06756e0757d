"""Events that arrive together after a silence."""

from tests.unit.core.diagnosis.scene import clumps, event, listening, steady
from watchfloor.core.diagnosis.burst import bursts


def test_a_silence_separates_two_bursts() -> None:
    found = bursts(listening(clumps(2.0, 4, spread_s=1.5, lasted_s=7.0)))
    assert [(burst.first_s, burst.quiet_s, len(burst.events)) for burst in found] == [
        (2.0, 2.0, 4),
        (4.0, 2.0, 4),
    ]
    assert all(burst.is_clump and burst.was_held for burst in found)


def test_an_even_stream_has_no_clump() -> None:
    assert not any(burst.is_clump for burst in bursts(listening(steady(0.5))))


def test_what_was_made_together_was_not_held() -> None:
    assert not any(burst.was_held for burst in bursts(listening(clumps(2.0, 4, spread_s=0.1))))


def test_old_news_was_not_held() -> None:
    assert not any(burst.was_held for burst in bursts(listening(clumps(2.0, 4, spread_s=3600))))


def test_a_pause_of_this_program_is_not_the_server_s() -> None:
    found = listening(clumps(2.0, 4, spread_s=1.5))
    found.stalled(2.0)
    assert [burst.is_clump for burst in bursts(found)][:2] == [False, True]


def test_a_cut_is_seen_where_a_read_ends_in_a_line() -> None:
    found = bursts(listening([(1.0, event(1)), (3.0, event(2)[:-5])]))
    assert [burst.cut for burst in found] == [False, True]
