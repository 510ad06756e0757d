"""The whole window against a Chromium page with an EventSource and 300 rows: same server, one run.

Each gets the same flood over a loopback socket in turn, twice, and the better turn counts. Besides, from
wire to pixel at 1,000 events a second. Without Chromium (Debian's `chromium`) only our own figures come.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from watchfloor.core.metric import percentile

SPAN_S = 6
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1680,1020",
)  # fmt: skip


def run() -> dict[str, object]:
    with _server() as base:
        ours = max((_ours(f"{base}/stream") for _ in range(2)), key=lambda each: each["events_per_s"])
        paced = _ours(f"{base}/stream?rate=1000")
        figures: dict[str, object] = {"flood": ours, "at_1000_events_per_s": paced}
        chromium = shutil.which("chromium")
        if chromium is None:
            return figures | {"peer": "Chromium is not installed (apt-get install chromium)"}
        peer = max((_peer(chromium, base) for _ in range(2)), key=lambda each: each["events_per_s"])
    ratio = round(ours["events_per_s"] / peer["events_per_s"], 2)
    return figures | {"chromium": peer, "ratio": ratio}


@contextmanager
def _server() -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.flood"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        port = json.loads(server.stdout.readline())["port"]
        yield f"http://127.0.0.1:{port}"
        server.kill()


def _ours(url: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.onlooker", url, str(SPAN_S)]
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=60 + 2 * SPAN_S
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _peer(chromium: str, base: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [chromium, *CHROMIUM, f"--user-data-dir={profile}", f"{base}/page"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
            report = _awaited(f"{base}/result")
            browser.kill()
    gaps_ms = sorted(report["gaps"])
    return {
        "events_per_s": round(report["events"] / report["seconds"]),
        "frame_gap_p50_ms": round(percentile(gaps_ms, 0.5), 1),
        "frame_gap_p99_ms": round(percentile(gaps_ms, 0.99), 1),
    }


def _awaited(url: str) -> dict[str, Any]:
    """What the page reports when its time is over; it is asked for once a second."""
    for _ in range(60):
        with urllib.request.urlopen(url) as answer:  # noqa: S310 (our own server)
            report: dict[str, Any] = json.load(answer)
        if report:
            return report
        time.sleep(1)
    raise TimeoutError("The page reported nothing within a minute.")
