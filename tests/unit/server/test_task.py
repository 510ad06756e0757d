import asyncio
import contextlib

import pytest

from watchfloor.server import task
from watchfloor.server.task import cancel_all


async def _stubborn(times: int) -> None:
    """Swallows so many cancellations, as a library may."""
    for _ in range(times):
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
    await asyncio.Event().wait()


async def _failing() -> None:
    raise ValueError


async def test_all_have_ended_whatever_they_swallow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "AGAIN_S", 0.01)
    tasks = [asyncio.create_task(_stubborn(times)) for times in range(4)]
    await asyncio.sleep(0)
    await cancel_all(tasks)
    assert all(one.cancelled() for one in tasks)


async def test_none_and_those_that_ended_by_themselves_are_fine() -> None:
    await cancel_all([])
    failed = asyncio.create_task(_failing())
    await asyncio.wait({failed})
    await cancel_all([failed])
    assert isinstance(failed.exception(), ValueError)
