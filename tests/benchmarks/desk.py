"""The whole program as a benchmark drives it, under qasync: a window, its models, its journal, its feeds."""

import asyncio
import contextlib
import json
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import Feed
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session.session import Session
from watchfloor.core.state import Status
from watchfloor.desktop import Loop
from watchfloor.gui.style.look import Look
from watchfloor.gui.sweep import seldom
from watchfloor.gui.window import MainWindow
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.hub import Hub

SIZE = (1_680, 1_020)


class Models:
    """Hands batches to the models, and counts their events."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.events = 0

    def accept(self, batch: Batch) -> None:
        self.events += len(batch.events)
        self._session.apply(batch)

    async def room(self) -> None:
        return


class Desk:
    """A window in sight, with nothing connected yet."""

    def __init__(
        self,
        folder: Path,
        models: Callable[[Session], Models] = Models,
        *,
        read: Callable[[Event], Reading | None] | None = None,
        gate: Gate | None = None,
    ) -> None:
        self.session, look = Session(), Look()
        look.apply()
        self.window = MainWindow(self.session, look)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.share_room()
        self.models = models(self.session)
        self._writer = Writer.open(folder / "bench.watchfloor", read=read)
        self.hub = Hub([self._writer, self.models], gate=gate)

    def channel(self, feed: Feed) -> Channel:
        """A feed of the window's; it is not started yet."""
        self.session.add_channel(feed.name, feed.profile, feed.url, feed.method)
        channel = self.hub.add(feed)

        def observe(status: Status) -> None:
            self.session.observe(feed.name, status, time.time())

        channel.standing.listeners.append(observe)
        return channel

    async def close(self) -> None:
        await self.hub.close()
        await self._writer.close()
        self.window.close()


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


def waited_s() -> float:
    """How long this thread was ready to go on, and the machine had others to do first."""
    return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def print_figures(watch: Callable[[Path, Callable[[], object]], Awaitable[object]]) -> None:
    """Run it as the program runs, and print what it found as JSON.

    It gets a folder, and what it calls once its window stands.
    """
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    loop = Loop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder, loop, contextlib.ExitStack() as stack:

        def stands() -> None:
            stack.enter_context(seldom())

        figures = loop.run_until_complete(watch(Path(folder), stands))
    print(json.dumps(figures))
