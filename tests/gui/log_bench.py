"""A window whose log has a real journal behind it, on the test's own loop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine, Iterable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT
from tests.gui.showing import until
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import Happening
from watchfloor.core.log.log import LogTail
from watchfloor.core.session.session import Session
from watchfloor.gui.log.log_desk import LogDesk
from watchfloor.gui.style.look import Look
from watchfloor.gui.window import MainWindow
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer

CHANNEL = "c"


class LogBench:
    """`send` goes to the journal and to the window, as a channel's batches do."""

    def __init__(self, path: Path, look: Look, qtbot: QtBot, *, capacity: int, writes: bool) -> None:
        self.session = Session()
        self.session.log = LogTail(capacity)
        self.session.add_channel(CHANNEL, "generic")
        self.window = MainWindow(self.session, look, clock=lambda: AT)
        qtbot.addWidget(self.window)
        self.window.resize(1_440, 900)
        self.writer = Writer.open(path, read=self.session.read)
        self.reader = Reader.open(path, read=self.session.read)
        self.tasks: set[asyncio.Task[None]] = set()
        self.desk = LogDesk(self.window, self.reader, self.do, self.writer if writes else None)
        self.seq = self.writer.resume(CHANNEL).last_seq
        self.log = self.window.log
        self.held_back = 0

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def send(
        self, count: int, happenings: Iterable[Happening] = (), kind: str = "m", every: int = 1
    ) -> None:
        """The window gets only `every` second, third… event, where that is not 1: the feed has a pace."""
        first = self.seq + 1
        self.seq += count
        events = [
            Event(CHANNEL, seq, AT.wall_s + seq, kind, msgspec.json.encode({"title": f"No. {seq}"}).decode())
            for seq in range(first, self.seq + 1)
        ]
        totals = Totals(received=self.seq, stored=self.seq)
        batch = Batch(CHANNEL, AT.wall_s + self.seq, 0.0, events, "", totals, list(happenings))
        await self.writer.put(batch)
        shown = events[::every]
        self.session.apply(msgspec.structs.replace(batch, events=shown))
        self.held_back += count - len(shown)
        self.session.hold_back(CHANNEL, self.held_back)
        self.window.refresh_all()

    async def settled(self) -> None:
        """Whatever was begun beside the window has ended, and the rows in sight are drawn."""
        while True:
            QApplication.processEvents()
            self.window.grab()
            QApplication.processEvents()
            if not self.tasks:
                return
            await until(lambda: not self.tasks)

    def row(self, place: int) -> str:
        row = self.log.table.row_text(place)
        return "" if row is None else row.summary

    def rows(self) -> list[str]:
        return [self.row(place) for place in range(self.log.window_of_rows.count)]


@contextlib.asynccontextmanager
async def bench(
    path: Path, look: Look, qtbot: QtBot, *, capacity: int = 100, writes: bool = True
) -> AsyncIterator[LogBench]:
    made = LogBench(path, look, qtbot, capacity=capacity, writes=writes)
    try:
        await made.desk.open()
        made.window.show()
        made.window.activateWindow()  # shortcuts reach an active window only
        QApplication.processEvents()
        yield made
        await made.settled()
    finally:
        made.window.close()
        for task in list(made.tasks):
            task.cancel()
        await made.reader.close()
        await made.writer.close()
