"""Silence: learnt from the stream's own rhythm, judged by the monotonic clock alone."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from watchfloor.services.channel.watchdog import DROP_BEATS, STALE_BEATS, Heartbeat, Watchdog


def beats(*at_s: float, known_s: float | None = None) -> Heartbeat:
    heartbeat = Heartbeat(known_s)
    for each_s in at_s:
        heartbeat.beat(each_s)
    return heartbeat


def test_a_known_rhythm_is_the_profiles() -> None:
    assert beats(known_s=30.0).every_s == 30
    assert beats(0, 5, 10, 15, 20, known_s=30.0).every_s == 30


def test_a_rhythm_is_learnt_from_three_intervals() -> None:
    assert beats(0, 15, 30).every_s is None
    assert beats(0, 15, 30, 45).every_s == 15


def test_the_slowest_beat_counts() -> None:
    assert beats(0, 15, 30, 46, 61).every_s == 16


def test_irregular_comments_are_talk() -> None:
    assert beats(0, 2, 30, 31, 60).every_s is None
    assert beats(0, 0.1, 0.2, 0.3, 0.4).every_s is None, "quicker than anybody's heart"


def test_a_quick_heart_is_given_a_second() -> None:
    assert beats(0, 0.3, 0.6, 0.9).every_s == 1


def test_the_time_between_connections_is_no_interval() -> None:
    heartbeat = beats(0, 15, 30)
    heartbeat.interrupt()
    heartbeat.beat(5000)
    assert heartbeat.every_s is None
    heartbeat.beat(5015)
    assert heartbeat.every_s == 15


def test_it_forgets_an_old_rhythm() -> None:
    heartbeat = beats(*range(0, 300, 30))
    last_s = 270.0
    for _ in range(8):
        last_s += 10
        heartbeat.beat(last_s)
    assert heartbeat.every_s == 10


class Hand:
    """A watchdog whose clock and looks a test moves by hand."""

    def __init__(
        self, *, every_s: float | None = None, silence_s: float | None = None, odd_s: float | None = None
    ) -> None:
        self.now_s = 100.0
        self.said: list[str] = []
        self.stalls_s: list[float] = []
        self.watchdog = Watchdog(
            Heartbeat(every_s),
            silence_s,
            lambda: self.now_s,
            lambda: odd_s,
            lambda: self.stalls_s.append(self.now_s),
        )

    def start(self) -> None:
        self.watchdog.start(lambda: self.said.append("stale"), lambda: self.said.append("drop"))

    def look(self, now_s: float) -> None:
        self.now_s = now_s
        self.watchdog.stop()
        self.watchdog._look()

    def live(self, until_s: float) -> None:
        """Look whenever it is due, up to this moment."""
        while self.now_s < until_s:
            self.look(min(until_s, self.now_s + max(0.01, self.due_s or 0.0)))

    @property
    def due_s(self) -> float | None:
        timer = self.watchdog._timer
        return None if timer is None else timer.when() - asyncio.get_running_loop().time()


@pytest.fixture
async def known() -> AsyncIterator[Hand]:
    hand = Hand(every_s=10.0)
    hand.start()
    yield hand
    hand.watchdog.stop()


async def test_stale_and_then_dropped(known: Hand) -> None:
    assert (STALE_BEATS, DROP_BEATS) == (2.5, 3.0)
    known.look(124.9)
    assert known.said == []
    known.look(125.0)
    assert known.said == ["stale"]
    known.look(130.0)
    assert known.said == ["stale", "drop"]


async def test_a_timer_that_fires_early_only_looks_again(known: Hand) -> None:
    known.look(124.0)
    assert known.said == []
    assert known.due_s == pytest.approx(1.0, abs=0.5)


async def test_a_byte_puts_it_off_and_costs_no_timer(known: Hand) -> None:
    timer = known.watchdog._timer
    known.watchdog.last_byte_s = 120.0
    assert known.watchdog._timer is timer
    known.look(130.0)
    assert known.said == []


async def test_a_pause_of_our_own_is_no_silence(known: Hand) -> None:
    """The machine slept, or somebody stopped the program: what came meanwhile is only read now."""
    known.look(200.0)
    known.live(224.9)
    assert known.said == []
    known.live(230.0)
    assert list(dict.fromkeys(known.said)) == ["stale", "drop"]


async def test_who_does_not_read_hears_no_silence(known: Hand) -> None:
    known.watchdog.held = True
    known.look(10_000.0)
    assert known.said == []
    known.watchdog.held = False
    known.look(10_024.0)
    assert known.said == []
    known.look(10_025.0)
    assert known.said == ["stale"]


async def test_a_fixed_silence_drops_without_being_stale_first() -> None:
    hand = Hand(every_s=1.0, silence_s=60.0)
    hand.start()
    hand.look(159.0)
    assert hand.said == []
    hand.look(160.0)
    assert hand.said == ["drop"]
    hand.watchdog.stop()


async def test_an_odd_silence_is_told_and_nothing_is_dropped_for_it() -> None:
    hand = Hand(odd_s=60.0)
    hand.start()
    hand.live(159.0)
    assert hand.said == []
    hand.live(160.0)
    assert hand.said == ["stale"]
    hand.live(1_000.0)
    assert set(hand.said) == {"stale"}
    assert hand.due_s == pytest.approx(1.0, abs=0.5), "a heartbeat may still be learnt"
    hand.watchdog.stop()


@pytest.mark.parametrize("more", [{"every_s": 1_000.0}, {"silence_s": 1_000.0}])
async def test_what_is_known_goes_before_what_is_odd(more: dict[str, float]) -> None:
    hand = Hand(odd_s=60.0, **more)
    hand.start()
    hand.live(200.0)
    assert hand.said == []
    hand.watchdog.stop()


async def test_a_heart_that_stops_soon_is_stale_before_it_is_dropped() -> None:
    hand = Hand()
    hand.start()
    for beat_s in (100.0, 100.5, 101.0, 101.5):
        hand.watchdog._heartbeat.beat(beat_s)
        hand.watchdog.last_byte_s = beat_s
    while hand.said[-1:] != ["drop"]:
        hand.look(hand.now_s + max(0.01, hand.due_s or 0.0))
    assert list(dict.fromkeys(hand.said)) == ["stale", "drop"]
    assert hand.now_s == pytest.approx(104.5, abs=0.2)


async def test_without_a_rhythm_it_waits_for_one() -> None:
    hand = Hand()
    hand.start()
    hand.look(100_000.0)
    assert hand.said == []
    assert hand.due_s is not None
    hand.watchdog.stop()
    assert hand.due_s is None


async def test_a_look_that_comes_too_late_is_told_of() -> None:
    hand = Hand()
    hand.start()
    hand.live(110.0)
    assert hand.stalls_s == []
    hand.look(200.0)
    assert hand.stalls_s == [200.0]
    hand.watchdog.stop()
