"""The whole program on one stream, as it runs on a desk: socket, ledger, journal, window, under qasync.

`python -m tests.benchmarks.onlooker URL SECONDS` prints what it took and how evenly it drew.
"""

import asyncio
import contextlib
import json
import sys
import tempfile
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import Feed
from watchfloor.core.metric import percentile
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session.session import Session
from watchfloor.desktop import Loop
from watchfloor.gui.style.look import Look
from watchfloor.gui.sweep import seldom
from watchfloor.gui.window import MainWindow
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.hub import Hub

NAME = "Map stream"
WARM_UP_S = 1.5


class Models:
    """Hands batches to the models, and notes when each was sent until it is drawn."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.undrawn_sent_s: list[float] = []
        self.events = 0

    def accept(self, batch: Batch) -> None:
        self.events += len(batch.events)
        self._session.apply(batch)
        if batch.events:
            data = batch.events[-1].data
            at = data.find('"sent":')
            if at >= 0:
                self.undrawn_sent_s.append(int(data[at + 7 : at + 23]) / 1e6)

    async def room(self) -> None:
        return


class Drawn(QObject):
    """Notes how old what the log shows is when it is painted."""

    def __init__(self, models: Models) -> None:
        super().__init__()
        self._models = models
        self.frames = 0
        self.to_pixel_ms: list[float] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Paint:
            self.frames += 1
            now_s, sent_s = time.time(), self._models.undrawn_sent_s
            self.to_pixel_ms.extend((now_s - each) * 1000 for each in sent_s)
            sent_s.clear()
        return False


class Cpu:
    """What the window's thread and the journal's have used; wall time says little on a shared machine."""

    def __init__(self) -> None:
        idents = {thread.name: thread.ident for thread in threading.enumerate() if thread.ident}
        self._clocks = {
            "window": time.pthread_getcpuclockid(threading.get_ident()),
            "journal": time.pthread_getcpuclockid(idents["journal"]),
        }
        self._before_s = self._now_s()

    def _now_s(self) -> dict[str, float]:
        return {name: time.clock_gettime(clock) for name, clock in self._clocks.items()} | {
            "all": time.process_time()
        }

    def spent(self, lasted_s: float, events: int) -> dict[str, float]:
        spent_s = {name: now_s - self._before_s[name] for name, now_s in self._now_s().items()}
        shares = {f"cpu_share_{name}": round(each / lasted_s, 3) for name, each in spent_s.items()}
        return shares | {
            f"cpu_s_per_million_{name}": round(each / max(1, events) * 1e6, 2)
            for name, each in spent_s.items()
        }


async def watch(url: str, span_s: float, folder: Path, stack: contextlib.ExitStack) -> dict[str, float]:
    session, look = Session(), Look()
    look.apply()
    window = MainWindow(session, look)
    window.resize(1680, 1020)
    window.show()
    window.share_room()
    reader = profile("map_stream")

    def read(event: Event) -> Reading | None:
        return reader.read(event)

    models = Models(session)
    writer = Writer.open(folder / "bench.watchfloor", read=read)
    hub = Hub([writer, models])
    feed = Feed(name=NAME, url=url, profile="map_stream")
    session.add_channel(feed.name, feed.profile, feed.url, feed.method)
    drawn = Drawn(models)
    window.log.table.viewport().installEventFilter(drawn)
    channel = hub.add(feed)
    channel.standing.listeners.append(lambda status: session.observe(NAME, status, time.time()))
    stack.enter_context(seldom())  # as the program does once its window stands
    channel.start()
    await asyncio.sleep(WARM_UP_S)
    before, began_s, cpu = models.events, time.perf_counter(), Cpu()
    drawn.to_pixel_ms.clear()
    await asyncio.sleep(span_s)
    lasted_s = time.perf_counter() - began_s
    frames = max(1, int(lasted_s * 60))
    gaps_ms = sorted(window.beat.frames.gaps_ms[-min(frames, len(window.beat.frames.gaps_ms)) + 2 :])
    to_pixel_ms, events = drawn.to_pixel_ms, models.events - before
    figures = {
        "events_per_s": round(events / lasted_s),
        "frame_gap_p50_ms": round(percentile(gaps_ms, 0.5), 1) if gaps_ms else 0.0,
        "frame_gap_p99_ms": round(percentile(gaps_ms, 0.99), 1) if gaps_ms else 0.0,
        "wire_to_pixel_p99_ms": round(percentile(sorted(to_pixel_ms), 0.99), 1) if to_pixel_ms else 0.0,
        "frames_per_s": round(drawn.frames / lasted_s, 1),
        **cpu.spent(lasted_s, events),
        "lost": float(channel.intake.ledger.totals.missing or 0),
    }
    await hub.close()
    await writer.close()
    window.close()
    return figures


def main() -> None:
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    loop = Loop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder, loop, contextlib.ExitStack() as stack:
        figures = loop.run_until_complete(watch(sys.argv[1], float(sys.argv[2]), Path(folder), stack))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
