"""A pytest plugin: every coroutine test runs on the window's loop instead of asyncio's own."""

import asyncio
import gc
from collections.abc import Callable, Mapping

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from watchfloor.desktop import Loop

# A loop's timer must not be collected in a thread of its executor. (A window has one loop for its life.)
gc.disable()


def _window_loop() -> asyncio.AbstractEventLoop:
    """A new loop for each test; all share the one application that Qt allows."""
    gc.collect(0)
    loop: asyncio.AbstractEventLoop = Loop(QApplication.instance() or QApplication([]))  # type: ignore[arg-type]
    return loop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"qasync": _window_loop}


@pytest.fixture(autouse=True)
async def on_the_windows_loop() -> None:
    assert isinstance(asyncio.get_running_loop(), qasync.QEventLoop)
