"""A wait for whoever keeps the events is told once it lasts; short ones never are."""

from watchfloor.services.channel.hold import HELD_S, Hold


class Hand:
    """A hold whose clock and looks a test moves by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.told = 0
        self.hold = Hold(lambda: self.now_s, self._on_held)

    def _on_held(self) -> None:
        self.told += 1

    def look(self, after_s: float) -> None:
        self.now_s += after_s
        assert self.hold._timer is not None
        self.hold._timer.cancel()
        self.hold._look()


async def test_a_wait_that_lasts_is_told_once() -> None:
    hand = Hand()
    hand.hold.begin()
    hand.look(HELD_S)
    assert hand.told == 1
    assert hand.hold._timer is None, "and nothing more is looked at"


async def test_a_timer_that_fires_early_only_looks_again() -> None:
    hand = Hand()
    hand.hold.begin()
    hand.look(HELD_S - 0.1)
    assert hand.told == 0
    hand.look(0.1)
    assert hand.told == 1


async def test_many_short_waits_are_none_and_need_one_timer() -> None:
    hand = Hand()
    hand.hold.begin()
    timer = hand.hold._timer
    for _ in range(20):
        hand.now_s += 0.04
        hand.hold.end()
        hand.hold.begin()
        assert hand.hold._timer is timer
    hand.look(HELD_S / 2)
    assert hand.told == 0, "the wait of now is as young as that"
    hand.hold.stop()


async def test_where_nothing_waits_nothing_is_told_and_no_timer_runs_on() -> None:
    hand = Hand()
    hand.hold.begin()
    hand.hold.end()
    hand.look(HELD_S)
    assert hand.told == 0
    assert hand.hold._timer is None


async def test_the_end_of_a_connection_leaves_no_timer() -> None:
    hand = Hand()
    hand.hold.begin()
    timer = hand.hold._timer
    hand.hold.stop()
    assert timer is not None
    assert timer.cancelled()
