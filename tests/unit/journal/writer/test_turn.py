"""Threads that share the interpreter wait for it a tenth of a millisecond."""

import sys

import pytest

from watchfloor.journal.writer.turn import TURN_S, short_turns, shorten_turns


def test_turns_are_short_from_then_on() -> None:
    before_s = sys.getswitchinterval()
    try:
        shorten_turns()
        assert abs(sys.getswitchinterval() - TURN_S) < 1e-6
    finally:
        sys.setswitchinterval(before_s)


def test_turns_are_short_for_a_while_whatever_comes_of_it() -> None:
    before_s = sys.getswitchinterval()
    with short_turns():
        assert abs(sys.getswitchinterval() - TURN_S) < 1e-6
    assert sys.getswitchinterval() == before_s
    with pytest.raises(ZeroDivisionError), short_turns():
        _ = 1 // (sys.getswitchinterval() > before_s)
    assert sys.getswitchinterval() == before_s
