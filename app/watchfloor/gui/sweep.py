"""How often Python looks for garbage that refers to itself.

By itself it does so after every 700 objects kept, and through all that is here after every 70,000. With 500
feeds that took an eighth of the processor and made frames late by a tenth of a second, for the sixty a second
that it found (`wall` in docs/figures.md).
"""

import contextlib
import gc
from collections.abc import Iterator

SELDOM = (10_000, 10, 20)


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """What is here by now is not looked through again, what comes less often."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
