"""500 feeds in the whole window at 20,000 events a second: what is lost, and how evenly it draws meanwhile.

The server is that of `channels`, in a process of its own; the window, its models, ledgers and journal are the
program's, under qasync. `WATCHFLOOR_BENCH_WALL_S=600` lasts ten minutes. The clock's gaps between frames are
those of a machine that two busy processes share; the processor's time a frame does not depend on that.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from tests.benchmarks.channels import CHANNELS, EVENT_BYTES, RATE_PER_S
from tests.benchmarks.desk import Cpu, Desk, print_figures, waited_s
from watchfloor.core.feed import Feed
from watchfloor.core.metric import percentile
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.gate import Gate

SPAN_S = float(os.environ.get("WATCHFLOOR_BENCH_WALL_S", "60"))
LOOK_S = 5.0  # the window remembers its last 600 frames
WARM_UP_S = 5.0


def run(span_s: float = SPAN_S) -> dict[str, object]:
    serve = [sys.executable, "-m", "tests.benchmarks.channels", "--serve", str(RATE_PER_S / CHANNELS)]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip()
            watch = [sys.executable, "-m", "tests.benchmarks.wall", port, str(span_s)]
            environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
            patience_s = 120 + 2 * span_s
            done = subprocess.run(
                watch, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=patience_s
            )
        finally:
            server.kill()
    figures: dict[str, object] = json.loads(done.stdout)
    return {"channels": CHANNELS, "event_bytes": EVENT_BYTES, "asked_per_s": RATE_PER_S, **figures}


class Stay(msgspec.Struct):
    """How evenly the window drew over some seconds, and at what cost."""

    lasted_s: float
    events: int
    waited_s: float
    gaps_ms: list[float]
    costs_ms: list[float]
    cpu: dict[str, float]

    @property
    def figures(self) -> dict[str, object]:
        gaps_ms, lasted_s = sorted(self.gaps_ms), self.lasted_s
        return {
            "lasted_s": round(lasted_s, 1),
            "events_per_s": round(self.events / lasted_s),
            "frames_per_s": round(len(gaps_ms) / lasted_s, 1),
            "frame_gap_p50_ms": round(percentile(gaps_ms, 0.5), 1),
            "frame_gap_p99_ms": round(percentile(gaps_ms, 0.99), 1),
            "frame_cost_ms": round(sum(self.costs_ms) / len(self.costs_ms), 2),
            **self.cpu,
            "waited_for_a_processor_share": round(self.waited_s / lasted_s, 3),
        }


async def _watch(port: int, span_s: float, folder: Path, stands: Callable[[], object]) -> dict[str, object]:
    desk = Desk(folder, gate=Gate(100_000, CHANNELS))
    feed = Feed(name="", url=f"http://127.0.0.1:{port}/")
    for number in range(CHANNELS):
        desk.channel(msgspec.structs.replace(feed, name=f"channel {number}")).start()
    stands()
    channels = desk.hub.channels.values()
    while any(each.status.state is not ChannelState.CONNECTED for each in channels):  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    await asyncio.sleep(WARM_UP_S)
    stay = await _stay(desk, span_s)
    figures = {**stay.figures, **_account(desk)}
    await desk.close()
    return figures


async def _stay(desk: Desk, span_s: float) -> Stay:
    frames, cpu = desk.window.beat.frames, Cpu()
    before, waited_before_s, began_s = desk.models.events, waited_s(), time.perf_counter()
    gaps_ms: list[float] = []
    costs_ms: list[float] = []
    while time.perf_counter() - began_s < span_s:
        looked_s = time.perf_counter()
        await asyncio.sleep(LOOK_S)
        gaps_ms += _newest(frames.gaps_ms, (time.perf_counter() - looked_s) * 1_000)
        costs_ms.append(frames.cost_ms or 0.0)
    lasted_s, events = time.perf_counter() - began_s, desk.models.events - before
    waiting_s = waited_s() - waited_before_s
    return Stay(lasted_s, events, waiting_s, gaps_ms, costs_ms, cpu.spent(lasted_s, events))


def _account(desk: Desk) -> dict[str, object]:
    totals = [each.intake.ledger.totals for each in desk.hub.channels.values()]
    stored = sum(each.stored for each in totals)
    return {
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "lost": sum(each.missing or 0 for each in totals),
        "balanced": all(each.balanced for each in totals) and stored == desk.models.events,
    }


def _newest(gaps_ms: list[float], span_ms: float) -> list[float]:
    """Those that together lasted so long."""
    found: list[float] = []
    for gap_ms in reversed(gaps_ms):
        if span_ms <= 0:
            break
        found.append(gap_ms)
        span_ms -= gap_ms
    return found


def main() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print_figures(partial(_watch, int(sys.argv[1]), float(sys.argv[2])))


if __name__ == "__main__":
    main()
