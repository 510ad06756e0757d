"""From the start of the program to the first paint of its window, each time in a process of its own.

The wall clock runs from before the process begins until Qt paints the log; the processor's time is given
beside it, for wall time says little on a shared machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

TIMES = 7


def run() -> dict[str, float]:
    once()  # so that what Python compiles once, and the disk's cache, are there
    figures = [once() for _ in range(TIMES)]
    return {
        f"{name}_{how}": round(reckon(each[name] for each in figures), 3)
        for name in ("first_paint_s", "first_paint_cpu_s", "imports_s")
        for how, reckon in (("median", statistics.median), ("best", min))
    }


def once() -> dict[str, float]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = os.environ | {
            "WATCHFLOOR_HOME": home,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "BEGAN_AT_S": str(time.time()),
        }
        command = [sys.executable, "-m", "tests.benchmarks.start", "--watched"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def watched() -> None:
    """The program as `watchfloor demo` starts it; it says when it first paints, and is gone."""
    began_at_s = float(os.environ["BEGAN_AT_S"])
    from PySide6.QtCore import QEvent

    from watchfloor.cli import main
    from watchfloor.gui.log.event_table import EventTable

    imported_at_s = time.time()

    class Table(EventTable):
        def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            done = super().viewportEvent(event)
            if event.type() is QEvent.Type.Paint:
                figures = {
                    "first_paint_s": time.time() - began_at_s,
                    "first_paint_cpu_s": time.process_time(),
                    "imports_s": imported_at_s - began_at_s,
                }
                print(json.dumps(figures), flush=True)
                os._exit(0)
            return done

    import watchfloor.gui.log.log_view as log_view

    vars(log_view)["EventTable"] = Table
    main(["demo"])


if __name__ == "__main__":
    watched()
