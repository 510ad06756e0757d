"""What loop and uvicorn complain of, as often as a stranger likes: told once in a while, in a sentence."""

import asyncio
import errno
import logging
from collections.abc import Callable
from typing import Any

from watchfloor.server.log import Line, log

TELL_S = 10.0  # the same complaint is told at most so often
NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
# What an upgrade is answered with says enough, and nobody needs the package that uvicorn recommends.
NEVER = ("Unsupported upgrade request", "No supported WebSocket library")


class Seldom:
    """Says whether something may be told now, and how many times it was not."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._told_at_s: dict[str, float] = {}
        self._kept: dict[str, int] = {}

    def may_tell(self, what: str) -> bool:
        now_s = self._clock()
        if now_s - self._told_at_s.get(what, -TELL_S) < TELL_S:
            self._kept[what] = self._kept.get(what, 0) + 1
            return False
        self._told_at_s[what] = now_s
        return True

    def take_kept(self, what: str) -> int:
        return self._kept.pop(what, 0)


class Hush(logging.Filter):
    """Noise on the port is one line in a while, however much of it there is."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._seldom = Seldom(clock)

    def filter(self, record: logging.LogRecord) -> bool:
        words = str(record.msg)
        if record.levelno >= logging.ERROR:
            return True
        return not words.startswith(NEVER) and self._seldom.may_tell(words)


class LoopTrouble:
    """An exception handler: where files have run out, asyncio tells of each connection, with a trace."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._seldom = Seldom(clock)

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, ValueError) and "._start_serving(" in context.get("message", ""):
            return  # asyncio tries to accept once more after files ran out, even where all is closed by then
        if not isinstance(error, OSError) or error.errno not in NO_ROOM:
            loop.default_exception_handler(context)
            return
        reason = error.strerror or str(error)
        if self._seldom.may_tell(reason):
            more = self._seldom.take_kept(reason)
            advice = "raise the limit of open files (LimitNOFILE= in systemd)"
            log.error(Line("no room for another connection", reason=reason, times=more + 1, advice=advice))
