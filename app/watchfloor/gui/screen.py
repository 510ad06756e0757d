"""Where the window can be shown: on a screen, or on a picture's own."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from watchfloor.core.error import KnownError


@contextlib.contextmanager
def chosen_platform(size: tuple[int, int], *, for_picture: bool) -> Iterator[None]:
    """A picture needs no screen; a window does. The application is made within."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if for_picture and chosen in ("", "offscreen"):
        with _offscreen(size):
            yield
        return
    if not chosen and not _has_screen():
        raise KnownError(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Save a picture instead: watchfloor demo --screenshot FILE.png --after 12"
        )
    yield


def _has_screen() -> bool:
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def _offscreen(size: tuple[int, int]) -> Iterator[None]:
    """A screen of this size on Qt's offscreen platform, whose own is 800 by 800.

    Qt takes the file that describes it from words in which a colon divides and every letter is Latin-1:
    of a folder `C:\\Users\\Zoë` nothing is left. The file is therefore named from its own folder.
    """
    screen = {
        "name": "picture", "x": 0, "y": 0, "width": size[0], "height": size[1],
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="watchfloor-") as folder, contextlib.chdir(folder):
        Path("screen.json").write_text(json.dumps({"screens": [screen]}), encoding="ascii")
        os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=screen.json"
        try:
            yield
        finally:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
