"""The whole window under load, offscreen: how many events a second it takes, and how evenly it draws.

Bytes as a socket would bring them go through decoder, ledger, journal and models, while log, map, graphs
and channel list draw what is in sight. Reads are given a slice of time each and the rest goes to frames, as
on the program's own loop.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

EVENT_BYTES = 457
READ_BYTES = 65_536
SPAN_S = 6.0


def run() -> dict[str, object]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from watchfloor.gui.shell.message import install_message_handler

    install_message_handler()
    application = QApplication.instance() or QApplication([])
    if isinstance(application, QApplication):
        application.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as folder:
        return {
            "flood_with_journal": flood(Path(folder) / "bench.watchfloor"),
            "flood_without_journal": flood(None),
            "at_1000_events_per_s": paced(1_000),
            "at_1000_events_per_min": paced(1_000 / 60),
            "idle_cpu_share": idle(),
        }


def blocks(events: int) -> list[bytes]:
    """Map events of one size, cut as reads would cut them."""
    octets = b"".join(_event(number) for number in range(events))
    return [octets[at : at + READ_BYTES] for at in range(0, len(octets), READ_BYTES)]


def _event(number: int) -> bytes:
    lat, lon = number * 7 % 120 - 50, number * 13 % 340 - 170
    head = (
        f'id: {number + 1}\nevent: map-event\ndata: {{"id":"{number}","type":"drone",'
        f'"severity":{number % 5 + 1},"confidence":0.8,'
        f'"to":{{"lat":{lat},"lon":{lon},"label":"Place {number % 40}"}},"title":"'
    )
    return (head + "x" * (EVENT_BYTES - len(head) - 4) + '"}\n\n').encode()


class Floor:
    """A window with one channel, fed by hand."""

    def __init__(self, journal: Path | None) -> None:
        from watchfloor.core.feed import Feed
        from watchfloor.core.session.session import Session
        from watchfloor.core.state import ChannelState, Status
        from watchfloor.gui.style.look import Look
        from watchfloor.gui.window import MainWindow
        from watchfloor.services.channel.intake import Intake
        from watchfloor.services.clock import Clock

        self.session = Session()
        self.session.add_channel("bench", "map_stream")
        self.session.observe("bench", Status(state=ChannelState.CONNECTED), time.time())
        self.intake = Intake(Feed(name="bench", url="http://bench"), Clock(), None)
        self.writer = None
        if journal is not None:
            from watchfloor.journal.writer.writer import Writer

            self.writer = Writer.open(journal)
        look = Look()
        look.apply()
        self.window = MainWindow(self.session, look)
        self.window.resize(1_680, 1_020)
        self.window.show()
        self.window.share_room()

    def take(self, block: bytes) -> None:
        batch = self.intake.feed(block)
        if batch is not None:
            if self.writer is not None:
                self.writer.accept(batch)
            self.session.apply(batch)

    @property
    def full(self) -> bool:
        """The journal is behind: the socket would wait."""
        return self.writer is not None and self.writer._inbox.full  # what `room` waits for

    def close(self) -> None:
        import asyncio

        self.window.close()
        self.window.deleteLater()
        if self.writer is not None:
            asyncio.run(self.writer.close())


def flood(journal: Path | None) -> dict[str, float]:
    """As fast as it goes: one read a turn of the loop, frames between."""
    floor, source = Floor(journal), blocks(60_000)
    place = 0

    def feed() -> None:
        nonlocal place
        if not floor.full:
            floor.take(source[place % len(source)])
            place += 1

    figures = _fed(floor, feed, every_ms=0)
    floor.close()
    return figures


def paced(rate_per_s: float) -> dict[str, float]:
    """So many events a second, in reads of a hundredth of a second."""
    floor, source = Floor(None), [_event(number) for number in range(10_000)]
    place = 0
    began_s = time.monotonic()

    def feed() -> None:
        nonlocal place
        due = int((time.monotonic() - began_s) * rate_per_s)
        if due > place:
            floor.take(b"".join(source[number % len(source)] for number in range(place, due)))
            place = due

    figures = _fed(floor, feed, every_ms=10)
    floor.close()
    return figures


def idle() -> float:
    """The share of a core that a window costs when nothing comes."""
    floor = Floor(None)
    figures = _fed(floor, lambda: None, every_ms=1_000)
    floor.close()
    return figures["cpu_share"]


def _fed(floor: Floor, feed: Callable[[], None], *, every_ms: int) -> dict[str, float]:
    """Run the loop for `SPAN_S` with a feed; what came of it."""
    from PySide6.QtCore import QEventLoop, QTimer

    timer, loop = QTimer(), QEventLoop()
    timer.timeout.connect(feed)
    timer.start(every_ms)
    began_s, used_s, before = time.perf_counter(), time.process_time(), floor.session.channels["bench"].events
    QTimer.singleShot(round(SPAN_S * 1_000), loop.quit)
    loop.exec()
    timer.stop()
    lasted_s = time.perf_counter() - began_s
    events = floor.session.channels["bench"].events - before
    gaps_ms = floor.window.beat.frames.gaps_ms[2:]
    return {
        "events_per_s": round(events / lasted_s),
        "frames_per_s": round(len(gaps_ms) / lasted_s, 1),
        "frame_gap_p50_ms": round(float(np.percentile(gaps_ms, 50)), 1) if gaps_ms else 0.0,
        "frame_gap_p99_ms": round(float(np.percentile(gaps_ms, 99)), 1) if gaps_ms else 0.0,
        "frame_cost_ms": round(floor.window.beat.frames.cost_ms or 0.0, 2),
        "cpu_share": round((time.process_time() - used_s) / lasted_s, 4),
    }


if __name__ == "__main__":
    import json

    print(json.dumps(run(), indent=2))
