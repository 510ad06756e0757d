"""All events that meet a query, oldest first, a page at a time: for export, without a loop."""

from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.predicate import Read
from watchfloor.core.query.tree import All, Node
from watchfloor.journal import file
from watchfloor.journal.index import tolerant
from watchfloor.journal.profile import Profiles
from watchfloor.journal.reader.search import END, Search
from watchfloor.journal.row import Row

_STEPS = 1_000  # of SQLite's machine, after which it asks: well under a millisecond


class GivenUpError(Exception):
    """Nobody wants the rest of the events any more."""


class Scan:
    """Reads a journal from its beginning to its end, also while it is being written.

    Raises a `KnownError` where it cannot be read.
    """

    def __init__(self, path: Path, clock: Callable[[], float], read: Read | None = None) -> None:
        self._path = path.absolute()
        self._search = Search(self._path, self._reading, clock)
        try:
            self.read: Read = tolerant(read or Profiles.of(self._search.connection).read)
            self.last = int(self._search.connection.execute("SELECT coalesce(max(id), 0) FROM event").get)
        except file.READ_ERRORS as error:
            self._search.close()
            raise file.known(error, self._path) from error

    def _reading(self, event: Event) -> Reading | None:
        return self.read(event)

    def give_up_when(self, asked: Callable[[], bool]) -> None:
        """Once `asked` says so, on whatever thread it became true, `pages` raises a `GivenUpError`."""
        self._search.connection.set_progress_handler(asked, _STEPS)

    def pages(self, query: Node, limit: int) -> Iterator[list[Row]]:
        """Pages of rows in the order of the journal. Raises a `KnownError` where the file is damaged."""
        after = 0
        try:
            while positions := self._search.positions(query, after, END, limit, newest=False):
                rows = self._search.rows(positions)
                if [row.position for row in rows] != positions[: len(rows)] or not rows:
                    raise apsw.CorruptError("an event that an index names is not there")
                yield rows
                after = rows[-1].position
            if isinstance(query, All) and after < self._last_now():
                raise apsw.CorruptError("the events end before the last of them")
            if not isinstance(query, All) and not self._search.complete():
                raise apsw.CorruptError("the indexes do not hold all events")
        except apsw.InterruptError:
            raise GivenUpError from None
        except file.READ_ERRORS as error:
            raise file.known(error, self._path) from error

    def _last_now(self) -> int:
        """The last event that was there when the scan began, and still is."""
        last = self._search.connection.execute("SELECT coalesce(max(id), 0) FROM event").get
        return min(self.last, int(last))

    def close(self) -> None:
        self._search.close()
