"""The whole window against pages in Chromium on the same server, one run; page.py says what each page does.

Each gets the same flood over a loopback socket in turn, twice, and the better turn counts. Besides, from
wire to pixel at 1,000 events a second. Without Chromium (Debian's `chromium`) only our own figures come.
`ratio_list` is to the page with a list alone, `ratio_journal` to the one that does all that our window does:
of that only what it has stored counts. The ratios per second of processor time are beside them: where the
machine is shared, the one with more processes gets more of it.
"""

import contextlib
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
from pathlib import Path
from typing import Any

from tests.benchmarks.page import KINDS
from watchfloor.core.metric import percentile

SPAN_S = 6
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1680,1020",
)  # fmt: skip


def run() -> dict[str, object]:
    chromium = shutil.which("chromium")
    peers: dict[str, dict[str, float]] = {}
    with serving() as base:
        paced = _ours(f"{base}/stream?rate=1000")
        ours = _ours(f"{base}/stream")
        for _ in range(2 if chromium else 1):
            for kind in KINDS if chromium else ():
                peers[kind] = _better(peers.get(kind), _peer(chromium or "", base, kind))
            ours = _better(ours, _ours(f"{base}/stream"))
    figures: dict[str, object] = {"flood": ours, "at_1000_events_per_s": paced}
    if not peers:
        return figures | {"peer": "Chromium is not installed (apt-get install chromium)"}
    rate, cpu = "events_per_s", "cpu_s_per_million_all"
    return (
        figures
        | {"chromium": peers}
        | {f"ratio_{kind}": round(ours[rate] / peers[kind][rate], 2) for kind in KINDS}
        | {f"ratio_{kind}_per_cpu_s": round(peers[kind][cpu] / ours[cpu], 2) for kind in KINDS}
    )


def _better(one: dict[str, float] | None, other: dict[str, float]) -> dict[str, float]:
    return other if one is None else max(one, other, key=lambda each: each["events_per_s"])


@contextmanager
def serving() -> Iterator[str]:
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


def _peer(chromium: str, base: str, kind: str) -> dict[str, float]:
    _asked(f"{base}/begun")  # of the stream before
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [chromium, *CHROMIUM, f"--user-data-dir={profile}", f"{base}/page/{kind}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
            _awaited(f"{base}/begun")
            before_s = _cpu_s(browser.pid)
            report = _awaited(f"{base}/result")
            spent_s = _cpu_s(browser.pid) - before_s
            browser.kill()
    gaps_ms, events = sorted(report["gaps"]), report["stored" if kind == "journal" else "events"]
    return {
        "events_per_s": round(events / report["seconds"]),
        "received_per_s": round(report["events"] / report["seconds"]),
        "frame_gap_p50_ms": round(percentile(gaps_ms, 0.5), 1),
        "frame_gap_p99_ms": round(percentile(gaps_ms, 0.99), 1),
        "cpu_s_per_million_all": round(spent_s / max(1, events) * 1e6, 2),
    }


def _awaited(url: str) -> Any:
    """What the server has to say once there is something; it is asked ten times a second."""
    for _ in range(600):
        if found := _asked(url):
            return found
        time.sleep(0.1)
    raise TimeoutError("The page did nothing within a minute.")


def _asked(url: str) -> Any:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 (our own server)
        return json.load(answer)


def _cpu_s(pid: int) -> float:
    """What a process and all that it has started have used so far."""
    parents, spent = dict[int, int](), dict[int, int]()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)] = int(words[1])
            spent[int(path.parent.name)] = int(words[11]) + int(words[12])
    family, grown = {pid}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in family} - family
        family, grown = family | more, bool(more)
    return sum(spent.get(each, 0) for each in family) / os.sysconf("SC_CLK_TCK")
