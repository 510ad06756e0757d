"""How long a thread waits for another one to let go of the interpreter."""

import contextlib
import sys
from collections.abc import Iterator

TURN_S = 0.0001


def shorten_turns() -> None:
    """Let the journal's thread have its turn after 0.1 ms beside a busy loop, and not after 5 ms.

    Each commit asks for a dozen turns: at 5 ms each the loop fills all the room there is and then waits. It
    works the other way round as well: whoever paints waits no longer than that for a thread of Python.
    """
    sys.setswitchinterval(TURN_S)


@contextlib.contextmanager
def short_turns() -> Iterator[None]:
    """The same for a while, beside a thread that has much to do in Python."""
    before_s = sys.getswitchinterval()
    shorten_turns()
    try:
        yield
    finally:
        sys.setswitchinterval(before_s)
