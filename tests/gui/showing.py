"""A whole showing of the window in a test: on asyncio's own loop, with Qt's events in between."""

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from watchfloor.gui.demo_play import Stage
from watchfloor.gui.keeping import Keeping
from watchfloor.gui.showing import Options, Showing
from watchfloor.services.credential.vault import Vault
from watchfloor.services.home.crash import CrashDesk

DEADLINE_S = 90.0  # of a machine under load


async def until(holds: Callable[[], object]) -> None:
    """Wait for it, with Qt and the loop at work."""
    deadline_s = time.monotonic() + DEADLINE_S
    while not holds():
        assert time.monotonic() < deadline_s, "it did not happen"
        QApplication.processEvents()
        await asyncio.sleep(0.005)


async def no_demo(_stack: contextlib.AsyncExitStack, _seed: int) -> Stage:
    raise AssertionError("the demo was not asked for")


def kept(shown: Showing) -> Keeping:
    """The journal of a window that is connected."""
    assert shown.keeping is not None
    return shown.keeping


@contextlib.asynccontextmanager
async def showing(
    options: Options, folder: Path, serve: Callable[..., object] = no_demo, vault: Vault | None = None
) -> AsyncIterator[Showing]:
    """The window, connected; it is closed at the end, and nothing of it is left."""
    shown = Showing(options, folder, CrashDesk(None), serve, vault)  # type: ignore[arg-type]
    async with running(shown) as task:
        await until(lambda: shown.window.log.window_of_rows.history is not None or task.done())
        yield shown


@contextlib.asynccontextmanager
async def running(shown: Showing) -> AsyncIterator[asyncio.Task[None]]:
    """What it does until its window is closed, at the end; no handler of signals stays, and no widget."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    task = asyncio.create_task(shown.run())
    try:
        yield task
    finally:
        shown.window.close()
        await until(task.done)
        for number, handler in before.items():
            signal.signal(number, handler)
        shown.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    await task
