"""Where the window can be shown: on a screen, or on a picture's own."""

import json
import os
import sys
import tempfile
from pathlib import Path

from watchfloor.core.error import KnownError


def choose_platform(size: tuple[int, int], *, for_picture: bool) -> Path | None:
    """A picture needs no screen; a window does. The file that describes the screen, if one was made."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if for_picture and chosen in ("", "offscreen"):
        configuration = _offscreen(size)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={configuration}"
        return configuration
    if not chosen and not _has_screen():
        raise KnownError(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Save a picture instead: watchfloor demo --screenshot FILE.png --after 12"
        )
    return None


def _has_screen() -> bool:
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _offscreen(size: tuple[int, int]) -> Path:
    """Describes a screen of this size to Qt's offscreen platform, whose own is 800 by 800."""
    screen = {
        "name": "picture", "x": 0, "y": 0, "width": size[0], "height": size[1],
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".json", prefix="watchfloor-", delete=False) as file:
        json.dump({"screens": [screen]}, file)
    return Path(file.name)
