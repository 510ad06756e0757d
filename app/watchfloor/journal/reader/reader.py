"""The journal as views read it: in pages, from a thread, and never in the way of the window."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import apsw
import msgspec

from watchfloor.core.error import BugError
from watchfloor.core.event import Event, Totals
from watchfloor.core.happening import AlertRaised, AnyHappening, StateChanged
from watchfloor.core.log.story import Plot
from watchfloor.core.query import suggestion
from watchfloor.core.query.predicate import Read
from watchfloor.core.query.suggestion import Suggestion
from watchfloor.core.query.tree import All, Node
from watchfloor.journal import file
from watchfloor.journal.index import tolerant
from watchfloor.journal.reader import chronicle, standing, vocabulary
from watchfloor.journal.reader.chronicle import Pinned, Stories
from watchfloor.journal.reader.search import END, Search
from watchfloor.journal.row import Row

T = TypeVar("T")
MOST_SUGGESTED = 20


class Page(msgspec.Struct):
    """Events in the order of the journal, oldest first. `more`: the search ended at the limit."""

    rows: list[Row]
    more: bool


class Placed(msgspec.Struct):
    """What befell a channel, and the position of the event after which it did."""

    after: int
    happening: AnyHappening


class Channel(msgspec.Struct):
    """A channel as the file knows it."""

    name: str
    url: str
    profile: str
    last_event_id: str
    last_seq: int
    totals: Totals


class Reader:
    """Answers one question after another on a thread of its own.

    A cancelled question stops at once, wherever SQLite is. `read` must be what the writer was given. When a
    damaged file is set aside (after `Writer.salvage`, for one), the next question is asked of the new one.
    """

    def __init__(self, search: Search) -> None:
        self.path = search.path
        self._search = search
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal-reader")

    @classmethod
    def open(
        cls, path: Path, *, read: Read | None = None, clock: Callable[[], float] = time.time
    ) -> "Reader":
        """Open a journal to read, also while another program writes it. Raises a `KnownError`."""
        path = Path(path).absolute()
        return cls(Search(path, tolerant(read or _nothing), clock))

    async def page(
        self,
        query: Node | None = None,
        *,
        before: int | None = None,
        after: int | None = None,
        floor: int = 0,
        limit: int = 100,
    ) -> Page:
        """The last events before a position, or the first after one; without either, the newest.

        Looking back, it looks no further than to `floor`.
        """
        return await self._ask(lambda: self._page(query or All(), before, after, limit, floor))

    def _page(self, query: Node, before: int | None, after: int | None, limit: int, floor: int = 0) -> Page:
        newest = after is None
        low = floor - 1 if after is None else after
        positions = self._search.positions(query, max(0, low), before or END, limit + 1, newest=newest)
        rows = self._search.rows(positions[:limit])
        return Page(rows, len(positions) > len(rows))

    async def around(self, position: int, query: Node | None = None, *, limit: int = 100) -> Page:
        """A page with the event nearest to a position in its middle."""

        def read() -> Page:
            before = self._page(query or All(), position, None, limit // 2)
            after = self._page(query or All(), None, position - 1, limit - len(before.rows))
            return Page(before.rows + after.rows, before.more or after.more)

        return await self._ask(read)

    async def next(self, query: Node, position: int, *, backwards: bool = False) -> Row | None:
        """The next event that meets a query, after a position or before it."""
        span = {"before": position} if backwards else {"after": position}
        rows = (await self.page(query, limit=1, **span)).rows
        return rows[0] if rows else None

    async def size_bytes(self) -> int:
        """How large it is, as its writer counts: with what SQLite's own log has yet to carry over."""

        def read() -> int:
            pages, size = (self._search.connection.pragma(name) for name in ("page_count", "page_size"))
            return int(pages) * int(size)

        return await self._ask(read)

    async def count(self, query: Node | None = None, *, at_most: int | None = None) -> int:
        return await self._ask(lambda: self._search.count(query or All(), at_most))

    async def at(self, time_s: float) -> int | None:
        """The position of the first event received at or after a time."""
        return await self._ask(lambda: self._search.at(time_s))

    async def row(self, position: int) -> Row | None:
        rows = await self._ask(lambda: self._search.rows([position]))
        return rows[0] if rows else None

    async def happenings(self, low: int, high: int) -> list[Placed]:
        """What befell the channels after events from `low` up to `high`; the latest of it, where it is much.

        In a long outage nothing comes, and each attempt befalls its channel.
        """

        def read() -> list[Placed]:
            rows = chronicle.befell(self._search.connection, low, high)
            return [Placed(after, happening) for after, happening in rows]

        return await self._ask(read)

    async def standings(self, position: int) -> dict[str, StateChanged]:
        """How each channel stood, as far as the journal says, before the event after this position."""
        return await self._ask(lambda: standing.states(self._search.connection, position))

    async def ledgers(self, position: int) -> dict[str, Totals]:
        """Each channel's ledger as it was once the event at this position was committed."""
        return await self._ask(lambda: standing.ledgers(self._search.connection, position))

    async def commits(self, low: int, high: int) -> list[tuple[int, str, Totals]]:
        """Ledgers after commits that end between two positions: the last position, channel, ledger."""
        return await self._ask(lambda: standing.commits(self._search.connection, low, high))

    async def first(self) -> int:
        """The position from which on the journal is whole; what stands before it is pinned."""
        return await self._ask(lambda: chronicle.first(self._search.connection))

    async def story_rows(self, plot: Plot, *, after_id: int = 0, up_to: int = END) -> Stories:
        """Rows of the log besides events, later than one: the position of the event before each, and its id.

        `plot` goes on from the rows before; nobody else may use it meanwhile.
        """
        return await self._ask(lambda: chronicle.story_rows(self._search.connection, plot, after_id, up_to))

    async def stories(self, low: int, high: int) -> list[tuple[int, AnyHappening]]:
        """What befell the channels, by id, from `low` up to before `high`."""
        return await self._ask(lambda: chronicle.story_page(self._search.connection, low, high))

    async def alerts(self, limit: int) -> list[AlertRaised]:
        """The last alerts, the oldest first."""
        return await self._ask(lambda: chronicle.alerts(self._search.connection, limit))

    async def pins(self) -> list[Pinned]:
        """The pinned events, by position."""
        return await self._ask(lambda: chronicle.pinned(self._search.connection))

    async def position(self, channel: str, seq: int) -> int | None:
        """Where an event is; None where it is not, or no longer."""
        return await self._ask(lambda: chronicle.position(self._search.connection, channel, seq))

    async def channels(self) -> list[Channel]:
        return await self._ask(
            lambda: [
                Channel(name, url, profile, last_event_id, last_seq, _decode_totals(totals))
                for name, url, profile, last_event_id, last_seq, totals in self._search.connection.execute(
                    "SELECT name, url, profile, last_event_id, last_seq, totals FROM channel ORDER BY id"
                )
            ]
        )

    async def suggest(self, text: str, cursor: int) -> list[Suggestion]:
        """What could be typed at the cursor, from the newest events."""
        asked = suggestion.wanted(text, cursor)
        if asked is None:
            return []
        if not asked.field:
            paths = await self._ask(lambda: vocabulary.paths(self._search))
            return suggestion.fields(asked, paths)[:MOST_SUGGESTED]
        values = await self._ask(lambda: vocabulary.values(self._search, asked.field))
        return suggestion.values(asked, values)[:MOST_SUGGESTED]

    async def _ask(self, question: Callable[[], T]) -> T:
        """Have a question answered on the thread; when we are cancelled, it is broken off."""
        loop = asyncio.get_running_loop()
        given_up = False
        running = False

        def answer() -> T:
            nonlocal running
            if given_up:
                raise _GivenUpError
            running = True
            try:
                if self._search.is_left_behind:
                    self._search = self._search.anew()
                return question()
            except apsw.InterruptError:
                raise _GivenUpError from None
            except file.READ_ERRORS as error:
                raise self._search.known(error) from error
            finally:
                running = False

        try:
            future = loop.run_in_executor(self._thread, answer)
        except RuntimeError as error:
            raise BugError("This reader is closed.") from error
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            given_up = True
            while running and not future.done():
                # A question of several statements may be between two of them at this moment.
                self._search.connection.interrupt()
                await asyncio.wait([future], timeout=0.01)
            raise

    async def close(self) -> None:
        self._thread.submit(self._search.close)
        await asyncio.to_thread(self._thread.shutdown)


class _GivenUpError(Exception):
    """Nobody waits for the answer any more."""


_decode_totals = msgspec.json.Decoder(Totals).decode


def _nothing(_: Event) -> None:
    return None
