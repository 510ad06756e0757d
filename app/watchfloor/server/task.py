"""Ending background tasks for certain."""

import asyncio
from collections.abc import Iterable

AGAIN_S = 0.5


async def cancel_all(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Returns when all have ended. A library may swallow a cancellation that meets its own timeout.

    Seen with redis-py under load: the task went on as if it had never been cancelled. So we ask again.
    """
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_S)
