"""The window as a program of its own: when it is open."""

import subprocess
import time
from pathlib import Path

DEADLINE_S = 60.0


def open_in(folder: Path, program: "subprocess.Popen[str]") -> None:
    """Until the demo's journal in the program's `TMPDIR` is written to: nothing else tells from outside."""
    deadline_s = time.monotonic() + DEADLINE_S
    while not list(folder.glob("watchfloor-demo-*/demo.watchfloor-wal")):
        assert time.monotonic() < deadline_s
        assert program.poll() is None, program.communicate()
        time.sleep(0.05)
