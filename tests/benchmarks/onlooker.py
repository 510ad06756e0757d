"""The whole program on one stream, as it runs on a desk: socket, ledger, journal, window, under qasync.

`python -m tests.benchmarks.onlooker URL SECONDS` prints what it took and how evenly it drew.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject

from tests.benchmarks.desk import Cpu, Desk, Models, print_figures
from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.metric import percentile
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.session import Session

NAME = "Map stream"
WARM_UP_S = 1.5


class Timed(Models):
    """Notes besides when each batch was sent, until it is drawn."""

    def __init__(self, undrawn_sent_s: list[float], session: Session) -> None:
        super().__init__(session)
        self._undrawn_sent_s = undrawn_sent_s

    def accept(self, batch: Batch) -> None:
        super().accept(batch)
        if batch.events:
            data = batch.events[-1].data
            at = data.find('"sent":')
            if at >= 0:
                self._undrawn_sent_s.append(int(data[at + 7 : at + 23]) / 1e6)


class Drawn(QObject):
    """Notes how old what the log shows is when it is painted."""

    def __init__(self, undrawn_sent_s: list[float]) -> None:
        super().__init__()
        self._undrawn_sent_s = undrawn_sent_s
        self.begin()

    def begin(self) -> None:
        """What was drawn before does not count."""
        self.frames = 0
        self.to_pixel_ms: list[float] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Paint:
            self.frames += 1
            now_s, sent_s = time.time(), self._undrawn_sent_s
            self.to_pixel_ms.extend((now_s - each) * 1000 for each in sent_s)
            sent_s.clear()
        return False


async def _watch(url: str, span_s: float, folder: Path, stands: Callable[[], object]) -> dict[str, float]:
    undrawn_sent_s: list[float] = []
    desk = Desk(folder, partial(Timed, undrawn_sent_s), read=profile("map_stream").read)
    drawn = Drawn(undrawn_sent_s)
    desk.window.log.table.viewport().installEventFilter(drawn)
    channel = desk.channel(Feed(name=NAME, url=url, profile="map_stream"))
    stands()
    channel.start()
    await asyncio.sleep(WARM_UP_S)
    before, began_s, cpu = desk.models.events, time.perf_counter(), Cpu()
    drawn.begin()
    await asyncio.sleep(span_s)
    lasted_s, events = time.perf_counter() - began_s, desk.models.events - before
    figures = {
        "events_per_s": round(events / lasted_s),
        **_evenness(desk, lasted_s, drawn),
        **cpu.spent(lasted_s, events),
        "lost": float(channel.intake.ledger.totals.missing or 0),
    }
    await desk.close()
    return figures


def _evenness(desk: Desk, lasted_s: float, drawn: Drawn) -> dict[str, float]:
    gaps_ms = desk.window.beat.frames.gaps_ms
    gaps_ms, to_pixel_ms = sorted(gaps_ms[-max(1, drawn.frames) :]), sorted(drawn.to_pixel_ms)
    return {
        "frame_gap_p50_ms": round(percentile(gaps_ms, 0.5), 1) if gaps_ms else 0.0,
        "frame_gap_p99_ms": round(percentile(gaps_ms, 0.99), 1) if gaps_ms else 0.0,
        "wire_to_pixel_p99_ms": round(percentile(to_pixel_ms, 0.99), 1) if to_pixel_ms else 0.0,
        "frames_per_s": round(drawn.frames / lasted_s, 1),
    }


if __name__ == "__main__":
    print_figures(partial(_watch, sys.argv[1], float(sys.argv[2])))
