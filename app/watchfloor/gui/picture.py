"""A picture of the window, as it looks after a while."""

import asyncio
import contextlib
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from watchfloor.core.error import KnownError
from watchfloor.gui.window import MainWindow

LAYOUT_S = 0.05


async def take_picture(window: MainWindow, path: Path, after_s: float, closed: asyncio.Event) -> None:
    """Save what the window shows then; closing it first ends the waiting."""
    deadline_s = time.monotonic() + after_s
    # The loop's timers are coarse and may fire early: the clock decides.
    while (left_s := deadline_s - time.monotonic()) > 0 and not closed.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(closed.wait(), left_s)
    window.refresh_all()
    await asyncio.sleep(LAYOUT_S)  # what was just said is laid out in the loop's next turn
    _forget_pointer(window)
    if not window.grab().save(str(path)):
        raise KnownError(
            f"The picture could not be saved as {path}. Choose a folder that exists and a name ending "
            "in .png or .jpg."
        )


def _forget_pointer(window: MainWindow) -> None:
    """Nothing is pointed at in a picture: without a screen the pointer is wherever the window began."""
    for widget in window.findChildren(QWidget):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
