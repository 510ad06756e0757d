"""Threads that share the interpreter wait for it a tenth of a millisecond."""

import sys

from watchfloor.journal.writer.turn import TURN_S, shorten_turns


def test_turns_are_short_from_then_on() -> None:
    before_s = sys.getswitchinterval()
    try:
        shorten_turns()
        assert abs(sys.getswitchinterval() - TURN_S) < 1e-6
    finally:
        sys.setswitchinterval(before_s)
