"""What nobody expected becomes a report, and not a traceback on somebody's terminal."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import Any

from watchfloor.gui.surround import Surround

log = logging.getLogger(__name__)


@contextlib.contextmanager
def reported(surround: Surround, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Meanwhile whatever Qt or the loop comes back with goes to the surround."""

    def on_exception(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        surround.on_exception(error)

    def on_loop_trouble(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            surround.on_exception(error)
        else:
            log.error("%s", context.get("message"))

    before = sys.excepthook
    sys.excepthook = on_exception
    loop.set_exception_handler(on_loop_trouble)
    try:
        yield
    finally:
        sys.excepthook = before
        loop.set_exception_handler(None)
