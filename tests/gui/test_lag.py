"""The window notices when it was itself kept from running."""

from pytestqt.qtbot import QtBot

from watchfloor.gui.inspector.lag import CALM_LOOK_S, LOOK_S, REMEMBERED, STALL_S, Lag


class Hand:
    """A lag whose clock and looks a test moves by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.count = 0
        self.lag = Lag(lambda: self.now_s, lambda: self.count)
        self.lag._timer.stop()

    def look(self, after_s: float, *, events: int = 1) -> None:
        self.now_s += after_s
        self.count += events
        self.lag.look()


def test_a_look_that_comes_too_late_is_noted_and_one_that_is_a_little_late_is_not(qtbot: QtBot) -> None:
    hand = Hand()
    for after_s in (LOOK_S, LOOK_S + STALL_S - 0.01, LOOK_S + STALL_S + 0.01, LOOK_S, 3.0):
        hand.look(after_s)
    assert [round(at_s - 100.0, 2) for at_s in hand.lag.stalls_s] == [0.7, 3.8]


def test_while_nothing_comes_it_looks_less_often_and_misses_no_pause(qtbot: QtBot) -> None:
    hand = Hand()
    hand.look(LOOK_S, events=0)
    assert hand.lag._timer.interval() == round(CALM_LOOK_S * 1000)
    hand.look(CALM_LOOK_S, events=0)
    hand.look(CALM_LOOK_S + STALL_S + 0.01)
    assert list(hand.lag.stalls_s) == [hand.now_s]
    assert hand.lag._timer.interval() == round(LOOK_S * 1000)


def test_what_is_noted_is_bounded(qtbot: QtBot) -> None:
    hand = Hand()
    for _ in range(REMEMBERED + 5):
        hand.look(1.0)
    assert len(hand.lag.stalls_s) == REMEMBERED
    assert hand.lag.stalls_s[-1] == hand.now_s


def test_it_looks_by_itself(qtbot: QtBot) -> None:
    hand = Hand()
    looked: list[float] = []
    hand.lag._timer.timeout.connect(lambda: looked.append(hand.now_s))
    hand.lag._timer.start()
    qtbot.waitUntil(lambda: len(looked) >= 2)
    hand.lag._timer.stop()
