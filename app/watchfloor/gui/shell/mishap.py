"""What nobody expected becomes a report, and not a traceback on somebody's terminal."""

import asyncio
import logging
import sys
from types import TracebackType
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.gui.shell.surround import Surround

log = logging.getLogger(__name__)


class Reported:
    """Within it, whatever Qt or the loop comes back with goes to the surround; all else goes on.

    What ends the program all the same leaves as a `KnownError` that says where its report is.
    """

    def __init__(self, surround: Surround, loop: asyncio.AbstractEventLoop) -> None:
        self._surround: Surround | None = surround
        self._loop = loop

    def __enter__(self) -> None:
        self._before = sys.excepthook
        sys.excepthook = self._on_exception
        self._loop.set_exception_handler(self._on_trouble)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        sys.excepthook = self._before
        self._loop.set_exception_handler(None)
        # Interrupts and exits are meant; a KnownError has its sentence already.
        surround, self._surround = self._surround, None  # every thread that was begun within knows the hook
        if surround and isinstance(error, Exception) and not isinstance(error, KnownError):
            report = surround.report_end(error)
            where = f" A report is in {report}." if report else ""
            raise KnownError(
                f"Watchfloor had to end: {str(error) or type(error).__name__}.{where}"
            ) from error

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self._surround is None:
            self._before(kind, error, trace)
        else:
            self._surround.on_exception(error)

    def _on_trouble(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if self._surround is not None and isinstance(error, Exception):
            self._surround.on_exception(error)
        else:
            log.error("%s", context.get("message"))
