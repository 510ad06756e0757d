"""What the whole program costs on a quiet day: its processor time from outside, over a minute at its window.

Idle: six feeds that bring nothing but heartbeats. Then 1,000 map events a minute, every third a journey.
Offscreen, and on Xvfb's screen where that is installed. `python -m tests.benchmarks.calm SECONDS` looks for
so long.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.whole import serving
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry, Workspace
from watchfloor.services.work.workspace_file import WorkspaceFile

SPAN_S = 60.0
SETTLED_S = 8.0  # by then the window stands and all are connected
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
SIZE = "1680x1020x24"


def run(span_s: float = SPAN_S) -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = {}
    with serving() as base:
        quiet = [Feed(name=f"Feed {number}", url=f"{base}/heart?{number}") for number in range(6)]
        busy = [Feed(name="World", url=f"{base}/stream?rate={1000 / 60}", profile="map_stream")]
        figures["offscreen"] = _both("offscreen", quiet, busy, span_s)
        if shutil.which("Xvfb"):
            with _screen():
                figures["xvfb"] = _both("xcb", quiet, busy, span_s)
    return figures


def _both(platform: str, quiet: list[Feed], busy: list[Feed], span_s: float) -> dict[str, float]:
    return {
        "idle_cpu_share": _cpu_share(platform, quiet, span_s),
        "cpu_share_at_1000_events_per_min": _cpu_share(platform, busy, span_s),
    }


def _cpu_share(platform: str, feeds: list[Feed], span_s: float) -> float:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "calm.toml"
        WorkspaceFile(path).save(Workspace(entries=tuple(Entry(feed=feed) for feed in feeds)))
        environment = os.environ | {
            "WATCHFLOOR_HOME": folder,
            "QT_QPA_PLATFORM": platform,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        with subprocess.Popen([sys.executable, "-m", "watchfloor", str(path)], env=environment) as program:
            time.sleep(SETTLED_S)
            before_s, began_s = _cpu_s(program.pid), time.monotonic()
            time.sleep(span_s)
            share = (_cpu_s(program.pid) - before_s) / (time.monotonic() - began_s)
            if program.poll() is not None:  # what is no longer there costs nothing, and that is no figure
                raise KnownError(f"The window ended with {program.returncode} under {platform}; see above.")
            program.terminate()
    return round(share, 4)


def _cpu_s(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS_PER_S


@contextmanager
def _screen() -> Iterator[None]:
    """A screen of Xvfb's, under a number that it chooses."""
    reading, writing = os.pipe()
    # It begins anew whenever its last client leaves, and drops who comes just then, unless it is told not to.
    screen = ["-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
    command = ["Xvfb", "-displayfd", str(writing), *screen]
    before = os.environ.get("DISPLAY")
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as number:
            os.environ["DISPLAY"] = f":{number.readline().strip()}"
        try:
            yield
        finally:
            os.environ.pop("DISPLAY")
            if before is not None:
                os.environ["DISPLAY"] = before
            server.terminate()


if __name__ == "__main__":
    import json

    print(json.dumps(run(float(sys.argv[1])), indent=2))
