"""What takes a while, done beside the window: how it ended is told, and at the end nothing is left of it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.core.text.speech import said

Do = Callable[[Coroutine[Any, Any, None]], None]  # the means that whoever asks for an errand is given


class Errands:
    """`tell` is given the sentence where one fails for a known reason; else the loop reports the failure."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self.tasks: set[asyncio.Task[None]] = set()

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, KnownError):
            self._tell(said(str(error)))
        elif error is not None:
            raise error

    async def end(self) -> None:
        """Give up whatever is still under way."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
