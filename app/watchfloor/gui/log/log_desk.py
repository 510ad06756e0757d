"""The log and the journal behind it: brings what is looked at, and what a filter looks for."""

import time
from collections import deque
from functools import partial

from PySide6.QtCore import QObject

from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.story import Plot
from watchfloor.core.log.story_index import StoryIndex, is_story
from watchfloor.core.query.tree import Node
from watchfloor.gui.errand import Do
from watchfloor.gui.log.hint_desk import HintDesk
from watchfloor.gui.log.log_finder import LogFinder
from watchfloor.gui.log.pin_desk import PinDesk
from watchfloor.gui.log.save_desk import SaveDesk
from watchfloor.gui.shell.command import Command
from watchfloor.gui.window import MainWindow
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.recorded.log_page import LogPages

MOST_COMMITS = 100_000  # of those whose rows are in memory


class LogDesk(QObject):
    """Without a `writer` the journal is only looked at. `do` runs what takes a while beside the window."""

    def __init__(self, window: MainWindow, reader: Reader, do: Do, writer: Writer | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._writer = writer
        self._do = do
        self._base: int | None = None
        self._commits = deque[int](maxlen=MOST_COMMITS)
        self.pins = PinDesk(window, reader, do, writer)
        self.hints = HintDesk(window.filter_box, reader, do)
        self.save = SaveDesk(window, reader.path, do, writer)
        clear = Command(
            "channel.clear",
            self.tr("Channel"),
            self.tr("Clear from view"),
            lambda: do(self._clear(window.channel)),
            enabled=lambda: bool(window.channel),
        )
        window.add_commands(clear)

    async def open(self, base: int | None = None) -> None:
        """Show the journal's rows behind those in memory, up to the position `base`; None: all of them."""
        if base is None:
            newest = await self._reader.page(limit=1)
            base = newest.rows[-1].position if newest.rows else 0
        plot = Plot()
        found = await self._reader.story_rows(plot, up_to=base)
        stories = StoryIndex(found.rows, found.last_id)
        # What comes from now on goes on where the journal ends.
        self._window.session.plot = plot.copy()
        log = self._window.log
        self._base = base
        if self._writer is not None:
            self._window.session.log.commits = self._commits
        log.remember(LogHistory(base=base, first=await self._reader.first(), stories=stories))
        self._pages = LogPages(
            log.window_of_rows, self._writer, self._reader, self._window.on_rows_arrived, plot=plot
        )
        log.pages_wanted.connect(self._fetch)
        log.event_wanted.connect(lambda channel, seq: self._do(self._show_event(channel, seq)))
        for finder in (log.finder, log.stepper):
            finder.far_asked.connect(partial(self._on_far_asked, finder))
        log.renewed.connect(lambda: self._do(self.pins.open()))
        await self.pins.open()

    def on_commit(self, position: int) -> None:
        """The journal is whole up to a position. May be called on any thread."""
        if self._base is not None:
            self._commits.append(position - self._base)

    def go_to(self, base: int, *, told: bool) -> None:
        """The session began anew, and goes on after a position; `told`: not with what befell before it."""
        log = self._window.log
        known = log.window_of_rows.history
        if known is not None:
            stories = known.stories
            stories.base = stories.before(base + 1) if told else 0
            log.restart(LogHistory(base=base, first=known.first, stories=stories))

    def _fetch(self) -> None:
        self._do(self._pages.fetch())

    async def _clear(self, name: str) -> None:
        """Take what a channel has brought so far off log, map and graphs; the journal keeps all of it."""
        await self._committed()
        known = {channel.name: channel.last_seq for channel in await self._reader.channels()}
        window = self._window
        window.session.clear_channel(name)
        window.log.clear(name, known.get(name, 0), time.time())
        words = self.tr("{channel} is cleared from view. The journal keeps all of it.")
        window.tell(words.format(channel=name))

    async def _committed(self) -> None:
        """What has left memory may be younger than the last commit."""
        if self._writer is not None:
            await self._writer.flush()

    # -- rows far from those in memory

    async def _show_event(self, channel: str, seq: int) -> None:
        """Bring an event into sight that has left memory."""
        log = self._window.log
        await self._committed()
        position = await self._reader.position(channel, seq)
        if position is not None and log.window_of_rows.row_of(-position) is not None:
            log.follow(following=False)
            log.table.select(-position)
        else:
            self._window.tell(self.tr("That event is not in the journal any more."))

    def _on_far_asked(self, finder: LogFinder, query: Node, serial: int, older: bool) -> None:
        history = self._window.log.window_of_rows.history
        if history is not None:
            position = -serial
            if is_story(serial):
                position = history.stories.after(history.stories.place(serial) or 0)
            self._do(self._find(finder, query, position, history.first, older=older))

    async def _find(self, finder: LogFinder, query: Node, position: int, first: int, *, older: bool) -> None:
        """The next match in the journal, from a position on, that one included."""
        await self._committed()
        beyond = position + 1 if older else position - 1
        row = await self._reader.next(query, beyond, backwards=older)
        found = None if row is None or row.position < first else row.position
        finder.found_far(found)
