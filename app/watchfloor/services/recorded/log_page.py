"""Pages of the journal for the event log: what is looked at, and what a filter looks for."""

import time
from collections.abc import Callable

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_search import PAGE_ROWS, LogSearch, Row, Wanted
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.log.story import Plot
from watchfloor.core.log.story_index import StoryIndex, story_serial
from watchfloor.journal.file import JournalDamagedError
from watchfloor.journal.reader.reader import Page, Reader
from watchfloor.journal.writer.writer import Writer

NEWER_ROWS = 2_000  # matches that left memory while a filter stands still
# A search goes so far back at once: as far as it gets in a time in which nobody has waited yet.
FIRST_STEP, LEAST_STEP, MOST_STEP = 50_000, 2_000, 5_000_000
SHORT_S, LONG_S = 0.1, 0.3


class LogPages:
    """Brings a `LogWindow` what it wants of a journal; `on_arrival` is called after each page."""

    def __init__(
        self,
        rows: LogWindow,
        writer: Writer | None,
        reader: Reader,
        on_arrival: Callable[[], None],
        *,
        plot: Plot | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rows = rows
        self._writer = writer
        self._reader = reader
        self._on_arrival = on_arrival
        self._plot = plot or Plot()
        self._clock = clock
        self._step = FIRST_STEP
        self._paced: LogSearch | None = None
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
            await self._find_stories()
            while await self._one_or_salvage():
                self._on_arrival()
        finally:
            self._fetching = False

    async def _find_stories(self) -> None:
        """Where the rows stand that have left memory since they were asked for the last time."""
        history = self._rows.history
        if history is not None and self._rows.stories_owed:
            stories = history.stories
            found = await self._reader.story_rows(self._plot, after_id=stories.looked_at)
            stories.add(found.rows)
            stories.looked_at = found.last_id

    async def _one_or_salvage(self) -> bool:
        """The same; a file that turns out to be damaged is set aside, and the next look sees the new one."""
        if self._writer is None:
            return await self._one()
        before = self._writer.salvaged
        try:
            return await self._one()
        except JournalDamagedError:
            if self._writer.salvaged is before:
                await self._writer.salvage()
            return False

    async def _one(self) -> bool:
        """Fetch one page of what is looked at, else of what a filter looks for. False: nothing is wanted."""
        history, search = self._rows.history, self._rows.search
        if history is None:
            return False
        span = history.take_wanted()
        if span is not None:
            await self._page(history, *span)
            return True
        span = history.stories.take_wanted()
        if span is not None:
            await self._stories(history.stories, *span)
            return True
        wanted = None if search is None else search.take_wanted()
        if search is not None and wanted is not None:
            await self._matches(search, history.stories, wanted)
            return True
        return False

    async def _page(self, history: LogHistory, low: int, high: int) -> None:
        try:
            page = await self._reader.page(after=low - 1, limit=high - low + 1)
        except KnownError:
            history.failed(low)
            raise
        history.put(low, [(row.position, row.event) for row in page.rows if row.position <= high])

    async def _stories(self, stories: StoryIndex, low: int, high: int) -> None:
        try:
            stories.put(low, await self._reader.stories(low, high))
        except KnownError:
            stories.failed(low)
            raise

    # -- what a filter looks for

    async def _matches(self, search: LogSearch, stories: StoryIndex, wanted: Wanted) -> None:
        try:
            if wanted.page is not None:
                limit = max(PAGE_ROWS, wanted.page.count)
                page = await self._reader.page(
                    search.query, before=wanted.before, floor=wanted.low, limit=limit
                )
                low, before = wanted.low, wanted.before
            elif wanted.newer:
                low, before, page = await self._newer(search, wanted)
            else:
                low, before, page = await self._older(search, wanted)
            found = [(-row.position, row.event) for row in page.rows if low <= row.position < before]
            told = await self._told(stories, low, before)
        except KnownError:
            search.failed()
            raise
        search.put(wanted, _merged(found, told), low=low, before=before)

    async def _newer(self, search: LogSearch, wanted: Wanted) -> tuple[int, int, Page]:
        page = await self._reader.page(search.query, after=wanted.low - 1, limit=NEWER_ROWS)
        whole = not page.more or page.rows[-1].position >= wanted.before
        return wanted.low, wanted.before if whole else page.rows[-1].position + 1, page

    async def _older(self, search: LogSearch, wanted: Wanted) -> tuple[int, int, Page]:
        if search is not self._paced:
            self._paced, self._step = search, FIRST_STEP  # another query may be slower by far
        floor = max(wanted.low, wanted.before - self._step)
        began_s = self._clock()
        page = await self._reader.page(search.query, before=wanted.before, floor=floor, limit=PAGE_ROWS)
        self._pace(self._clock() - began_s)
        low = page.rows[0].position if page.more else floor
        if not page.rows:
            search.reached_at_s = await self._received_at_s(low)
        return low, wanted.before, page

    def _pace(self, took_s: float) -> None:
        if took_s < SHORT_S:
            self._step = min(MOST_STEP, self._step * 2)
        elif took_s > LONG_S:
            self._step = max(LEAST_STEP, self._step // 2)

    async def _received_at_s(self, position: int) -> float | None:
        """When that was received to which the search has come."""
        page = await self._reader.page(after=position - 1, limit=1)
        return page.rows[0].event.received_at_s if page.rows else None

    async def _told(self, stories: StoryIndex, low: int, before: int) -> list[tuple[int, Row]]:
        """The rows between the events that the filter holds for, each with the position it stands after."""
        holds, behind = self._rows.holds, self._rows.stories_behind
        begin, end = stories.span(low, before)
        if holds is None or begin == end:
            return []
        found: list[tuple[int, Row]] = []
        for id_, happening in await self._reader.stories(begin, end):
            place = stories.place(story_serial(id_))
            if place is not None and place < behind and holds(happening):
                found.append((stories.after(place), (story_serial(id_), happening)))
        return found


def _merged(found: list[tuple[int, Event]], told: list[tuple[int, Row]]) -> list[Row]:
    """The newest first; of an event and the rows after it, those rows."""
    keyed: list[tuple[tuple[int, int], Row]] = [((-serial, 0), (serial, event)) for serial, event in found]
    keyed += [((after, -row[0]), row) for after, row in told]
    keyed.sort(key=lambda each: each[0], reverse=True)
    return [row for _, row in keyed]
