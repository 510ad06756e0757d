"""500 feeds in the whole window at 20,000 events a second: what is lost, and how evenly it draws meanwhile.

The server is that of `channels`, in a process of its own; the window, its models, ledgers and journal are the
program's, under qasync. `WATCHFLOOR_BENCH_WALL_S=600` lasts ten minutes. The clock's gaps between frames are
those of a machine that two busy processes share; the processor's time a frame does not depend on that.
"""

import asyncio
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.benchmarks.channels import CHANNELS, EVENT_BYTES, RATE_PER_S
from watchfloor.core.feed import Feed
from watchfloor.core.metric import percentile
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status

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


async def _watch(port: int, span_s: float, folder: Path, stack: contextlib.ExitStack) -> dict[str, object]:
    from tests.benchmarks.onlooker import Cpu, Models
    from watchfloor.gui.style.look import Look
    from watchfloor.gui.sweep import seldom
    from watchfloor.gui.window import MainWindow
    from watchfloor.journal.writer.writer import Writer
    from watchfloor.services.channel.gate import Gate
    from watchfloor.services.channel.hub import Hub

    session, look = Session(), Look()
    look.apply()
    window = MainWindow(session, look)
    window.resize(1680, 1020)
    window.show()
    window.share_room()
    models, writer = Models(session), Writer.open(folder / "wall.watchfloor")
    hub = Hub([writer, models], gate=Gate(100_000, CHANNELS))
    feed = Feed(name="", url=f"http://127.0.0.1:{port}/")
    for number in range(CHANNELS):
        one = msgspec.structs.replace(feed, name=f"channel {number}")
        session.add_channel(one.name, one.profile, one.url)
        channel = hub.add(one)
        channel.standing.listeners.append(_observer(session, one.name))
        channel.start()
    stack.enter_context(seldom())  # as the program does once its window stands
    while any(each.status.state is not ChannelState.CONNECTED for each in hub.channels.values()):  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    await asyncio.sleep(WARM_UP_S)
    frames, before, cpu, began_s = window.beat.frames, models.events, Cpu(), time.perf_counter()
    waited_before_s = _waited_s()
    gaps_ms: list[float] = []
    costs_ms: list[float] = []
    while time.perf_counter() - began_s < span_s:
        looked_s = time.perf_counter()
        await asyncio.sleep(LOOK_S)
        gaps_ms += _newest(frames.gaps_ms, (time.perf_counter() - looked_s) * 1_000)
        costs_ms.append(frames.cost_ms or 0.0)
    lasted_s, events = time.perf_counter() - began_s, models.events - before
    waited_s = _waited_s() - waited_before_s
    totals = [each.intake.ledger.totals for each in hub.channels.values()]
    stored = sum(each.stored for each in totals)
    balanced = all(each.balanced for each in totals) and stored == models.events
    await hub.close()
    figures: dict[str, object] = {
        "lasted_s": round(lasted_s, 1),
        "events_per_s": round(events / lasted_s),
        "frames_per_s": round(len(gaps_ms) / lasted_s, 1),
        "frame_gap_p50_ms": round(percentile(sorted(gaps_ms), 0.5), 1),
        "frame_gap_p99_ms": round(percentile(sorted(gaps_ms), 0.99), 1),
        "frame_cost_ms": round(sum(costs_ms) / len(costs_ms), 2),
        **cpu.spent(lasted_s, events),
        "waited_for_a_processor_share": round(waited_s / lasted_s, 3),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "lost": sum(each.missing or 0 for each in totals),
        "balanced": balanced,
    }
    await writer.close()
    window.close()
    return figures


def _observer(session: Session, name: str) -> Callable[[Status], None]:
    return lambda status: session.observe(name, status, time.time())


def _waited_s() -> float:
    """How long this thread was ready to go on, and the machine had others to do first."""
    return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


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
    from PySide6.QtWidgets import QApplication

    from watchfloor.desktop import Loop

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    loop = Loop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder, loop, contextlib.ExitStack() as stack:
        figures = loop.run_until_complete(_watch(int(sys.argv[1]), float(sys.argv[2]), Path(folder), stack))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
