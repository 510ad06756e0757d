"""Pages of the journal for the event log: what is looked at, and what a filter looks for."""

from collections.abc import Callable

from watchfloor.core.error import KnownError
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_search import PAGE_ROWS, LogSearch
from watchfloor.core.log.log_window import LogWindow
from watchfloor.journal.reader import Reader
from watchfloor.journal.writer import Writer


class LogPages:
    """Brings a `LogWindow` what it wants of a journal; `on_arrival` is called after each page."""

    def __init__(
        self, rows: LogWindow, writer: Writer | None, reader: Reader, on_arrival: Callable[[], None]
    ) -> None:
        self._rows = rows
        self._writer = writer
        self._reader = reader
        self._on_arrival = on_arrival
        self._fetching = False

    async def fetch(self) -> None:
        """Fetch until nothing is wanted; a second call meanwhile has nothing to do."""
        if self._fetching:
            return
        self._fetching = True
        try:
            # What left memory may be younger than the last commit.
            if self._writer is not None:
                await self._writer.flush()
            while await self._one():
                self._on_arrival()
        finally:
            self._fetching = False

    async def _one(self) -> bool:
        """Fetch one page of what is looked at, else of what a filter looks for. False: nothing is wanted."""
        history, search = self._rows.history, self._rows.search
        span = None if history is None else history.take_wanted()
        if history is not None and span is not None:
            await self._page(history, *span)
            return True
        before = None if search is None else search.take_wanted()
        if search is not None and before is not None:
            await self._matches(search, before)
            return True
        return False

    async def _page(self, history: LogHistory, low: int, high: int) -> None:
        try:
            page = await self._reader.page(after=low - 1, limit=high - low + 1)
        except KnownError:
            history.forget(low)
            raise
        history.put(low, [(row.position, row.event) for row in page.rows if row.position <= high])

    async def _matches(self, search: LogSearch, before: int) -> None:
        try:
            page = await self._reader.page(search.query, before=before, limit=PAGE_ROWS)
        except KnownError:
            search.failed()
            raise
        search.put([(row.position, row.event) for row in reversed(page.rows)], more=page.more)
