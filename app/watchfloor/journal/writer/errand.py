"""What others have done on the writer's thread: whoever asks gets an answer, whatever becomes of it."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar, cast

from watchfloor.core.error import BugError, KnownError
from watchfloor.journal import file
from watchfloor.journal.writer.inbox import Inbox
from watchfloor.journal.writer.waiting import settle
from watchfloor.journal.writer.worker import Worker

T = TypeVar("T")


class Errands:
    """Each is done after what was put before is committed. While the journal is in trouble none is, unless
    it is said to be for that."""

    def __init__(self, inbox: Inbox, worker: Worker, path: Path) -> None:
        self._inbox = inbox
        self._worker = worker
        self._path = path

    async def run(
        self, call: Callable[[], T], then: Callable[[T], object] | None = None, *, in_trouble: bool = False
    ) -> T:
        """What `call` returns or raises; `then` takes it on the loop, also where whoever asked has gone."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()

        def answer(result: T | None, error: Exception | None) -> None:
            with contextlib.suppress(RuntimeError):  # that loop has ended
                if then is not None and error is None:
                    loop.call_soon_threadsafe(then, cast("T", result))
                loop.call_soon_threadsafe(settle, future, result, error)

        def run() -> None:
            answered = False
            try:
                answer(*self._attempt(call, in_trouble=in_trouble))
                answered = True
            finally:
                if not answered:  # it ends the thread; nobody must go on waiting for it
                    answer(None, BugError(f"The journal {self._path} stopped."))

        self._send(run)
        result: T = await future
        return result

    def wait_for(self, call: Callable[[], object]) -> None:
        """The same, in trouble or not, for a caller that has no loop to wait on."""
        future: Future[None] = Future()

        def run() -> None:
            try:
                _, error = self._attempt(call, in_trouble=True)
                settle(future, None, error)
            finally:
                settle(future, None, BugError(f"The journal {self._path} stopped."))  # if it is not yet

        self._send(run)
        future.result()

    def begin(self, call: Callable[[], object]) -> None:
        """The same, where nobody waits for it; as the journal ends it may remain undone."""

        def run() -> None:
            self._attempt(call, in_trouble=True)

        self._inbox.call(run)

    def _send(self, run: Callable[[], None]) -> None:
        if not self._inbox.call(run):
            raise self._worker.failure or BugError("The journal is closed.")

    def _attempt(self, call: Callable[[], T], *, in_trouble: bool) -> tuple[T | None, Exception | None]:
        if self._worker.failure is not None:
            return None, self._worker.failure
        if self._worker.trouble and not in_trouble:
            return None, KnownError(self._worker.trouble)
        try:
            return call(), None
        except file.READ_ERRORS as error:
            return None, self._known(error)
        except (KnownError, BugError) as error:
            return None, error
        except OSError as error:
            path = self._path
            words = f"Reading or writing {path} failed ({error}). Check the disk that holds it."
            return None, KnownError(words)

    def _known(self, error: Exception) -> KnownError | BugError:
        """Also what is our own fault is for whoever asked: who waits for an answer gets one."""
        try:
            return file.known(error, self._path)
        except BugError as bug:
            return bug
