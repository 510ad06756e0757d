"""How bytes come, read by read, in a memory that does not grow."""

from watchfloor.core.diagnosis.pulse import MOST_STALLS, MOST_SURGES, ODD_GAPS, ODD_LEAST_S, ODD_SURGES, Pulse


def read(pulse: Pulse, at_s: float, events: int = 1, *, cut: bool = False) -> None:
    pulse.take(at_s, b"123456789" + (b"x" if cut else b"\n"), events, 0, 1000 + at_s)


def test_reads_without_a_pause_are_one_surge() -> None:
    pulse = Pulse()
    for at_s in (1.0, 1.1, 1.35, 3.0):
        read(pulse, at_s, 2, cut=at_s == 1.35)
    first, second = pulse.surges
    assert (first.quiet_s, first.first_s, first.last_s, first.events, first.cut) == (1.0, 1.0, 1.35, 6, True)
    assert (first.first_wall_s, first.last_wall_s) == (1001.0, 1001.35)
    assert (second.quiet_s, second.events, second.cut) == (3.0 - 1.35, 2, False)
    assert (pulse.bytes, pulse.events) == (40, 8)
    assert (pulse.first_byte_at_s, pulse.last_byte_at_s, pulse.longest_gap_s) == (1.0, 3.0, 3.0 - 1.35)


def test_a_silence_is_odd_once_it_is_known_how_often_something_comes() -> None:
    pulse = Pulse()
    for turn in range(ODD_SURGES):
        assert pulse.odd_silence_s is None
        read(pulse, float(turn))
    assert pulse.odd_silence_s == ODD_LEAST_S
    read(pulse, 200.0)
    assert pulse.odd_silence_s == (200 - ODD_SURGES + 1) * ODD_GAPS


def test_a_read_that_completes_nothing_has_no_moment_of_its_own() -> None:
    pulse = Pulse()
    pulse.take(1.0, b"data: ", 0, 0)
    read(pulse, 1.1)
    pulse.take(1.2, b"data: ", 0, 0)
    (surge,) = pulse.surges
    assert (surge.first_wall_s, surge.last_wall_s) == (1001.1, 1001.1)


def test_it_forgets_the_oldest_and_counts_what_they_brought() -> None:
    pulse = Pulse()
    for turn in range(MOST_SURGES + 3):
        read(pulse, float(turn), 2)
        pulse.stalled(float(turn))
    assert (len(pulse.surges), pulse.forgotten, pulse.events) == (MOST_SURGES, 6, 2 * (MOST_SURGES + 3))
    for _ in range(MOST_STALLS):
        pulse.stalled(0.0)
    assert len(pulse.stalls_s) == MOST_STALLS


def test_what_follows_a_pause_of_our_own_is_told_apart() -> None:
    pulse = Pulse()
    for at_s in (2.0, 4.0, 6.0):
        read(pulse, at_s)
    pulse.stalled(4.0)
    assert [pulse.follows_stall(surge) for surge in pulse.surges] == [False, True, False]


def test_a_pause_of_our_own_is_no_silence_of_theirs() -> None:
    pulse = Pulse()
    for at_s in (1.0, 3.0, 94.0, 99.0):
        read(pulse, at_s)
    assert pulse.longest_gap_s == 91.0
    pulse.stalled(94.01)  # it is noticed just after what had piled up was read
    assert pulse.longest_gap_s == 5.0
    assert pulse.since(list(pulse.surges)).longest_gap_s == 5.0
    assert pulse.since([]).stalls_s is not pulse.stalls_s


def test_the_longest_silences_stay_known_however_many_there_are() -> None:
    pulse, at_s = Pulse(), 0.0
    for gap_s in (1.0, 50.0, *[2.0] * 40, 60.0, *[3.0] * 40):
        at_s += gap_s
        read(pulse, at_s)
    assert pulse.longest_gap_s == 60.0
    pulse.stalled(at_s - 120.0)  # within the sixty
    assert pulse.longest_gap_s == 50.0
