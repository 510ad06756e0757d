"""What is done beside the window: its known failures are told, all others reported, and nothing is left."""

import asyncio
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.gui.errand import Errands


async def failing(error: Exception) -> None:
    raise error


async def test_a_known_failure_is_told() -> None:
    told: list[str] = []
    errands = Errands(told.append)
    errands.do(failing(KnownError("The disk is full.")))
    await asyncio.wait(errands.tasks)
    assert told == ["The disk is full."]
    assert errands.tasks == set()


async def test_any_other_failure_is_the_loops_to_report() -> None:
    told: list[str] = []
    reported: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: reported.append(context))
    errands = Errands(told.append)
    errands.do(failing(ZeroDivisionError("by nobody")))
    await asyncio.wait(errands.tasks)
    asyncio.get_running_loop().set_exception_handler(None)
    assert [type(each["exception"]) for each in reported] == [ZeroDivisionError]
    assert told == []


async def test_what_is_still_under_way_ends_with_the_window() -> None:
    told: list[str] = []
    errands = Errands(told.append)
    errands.do(asyncio.Event().wait())  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await errands.end()
    assert errands.tasks == set()
    assert told == []
