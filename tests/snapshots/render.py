"""Takes all pictures into a folder: `python -m tests.snapshots.render FOLDER`.

A process of its own, so that nothing of the machine shows in them: no typeface but the shipped ones, no
setting of how type is drawn, no scale of a screen.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <cachedir>{cache}</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""
FROM_OUTSIDE = ("FONTCONFIG_", "QT_", "LANG", "LC_", "XDG_")


def taken(folder: Path) -> None:
    """Have them taken in a process of its own."""
    with tempfile.TemporaryDirectory() as cache:
        fonts = Path(cache) / "fonts.conf"
        fonts.write_text(FONTS.format(cache=escape(cache)), encoding="utf-8")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(FROM_OUTSIDE)}
        environment = kept | {
            "FONTCONFIG_FILE": str(fonts),
            "QT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        command = [sys.executable, "-W", "error", "-m", "tests.snapshots.render", str(folder)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
    if done.returncode:
        raise AssertionError(f"The pictures could not be taken:\n{done.stderr}")


def take_all(folder: Path) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from tests.gui.scene import AT
    from tests.snapshots.album import ALBUM
    from tests.snapshots.comparison import coarse, pixels_in, save
    from watchfloor.gui.strip.run_strip import RunStrip
    from watchfloor.gui.style.look import Look
    from watchfloor.gui.style.theme import THEMES

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setCursorFlashTime(0)
    for name, shot in ALBUM.items():
        for theme in shot.themes:
            look = Look(THEMES[theme], shot.zoom)
            look.density = shot.density
            look.apply()
            widget = shot.make(look)
            widget.resize(*shot.size)
            widget.show()
            if hasattr(widget, "share_room"):
                widget.share_room()
            for _ in range(3):
                application.processEvents()
            if isinstance(widget, RunStrip):
                widget.refresh(AT)  # its words are cut for the width that it has by now
            focused = application.focusWidget()
            if focused is not None:
                focused.clearFocus()  # a cursor blinks
            picture = coarse(pixels_in(widget.grab().toImage()))
            widget.close()
            save(picture, folder / f"{name}-{theme}.png")
            widget.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    take_all(Path(sys.argv[1]))
