"""The log and the journal behind it: brings what is looked at, and what a filter looks for."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.story import Plot
from watchfloor.core.log.story_index import StoryIndex
from watchfloor.gui.window import MainWindow
from watchfloor.journal.reader import Reader
from watchfloor.journal.writer import Writer
from watchfloor.services.log_page import LogPages

Do = Callable[[Coroutine[Any, Any, None]], None]


class LogDesk(QObject):
    """Without a `writer` the journal is only looked at. `do` runs what takes a while beside the window."""

    def __init__(self, window: MainWindow, reader: Reader, do: Do, writer: Writer | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._writer = writer
        self._do = do

    async def open(self, base: int | None = None) -> None:
        """Show the journal's rows behind those in memory, up to the position `base`; None: all of them."""
        if base is None:
            newest = await self._reader.page(limit=1)
            base = newest.rows[-1].position if newest.rows else 0
        plot = Plot()
        stories = StoryIndex(await self._reader.story_rows(plot, up_to=base))
        # What comes from now on goes on where the journal ends.
        self._window.session.plot = plot.copy()
        log = self._window.log
        log.remember(LogHistory(base=base, first=await self._reader.first(), stories=stories))
        self._pages = LogPages(
            log.window_of_rows, self._writer, self._reader, self._window.on_rows_arrived, plot=plot
        )
        log.pages_wanted.connect(self._fetch)

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
