"""What a replay asks of a journal: from when to when it goes, what had come by a moment, what comes next."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from watchfloor.core.event import Totals
from watchfloor.core.happening import GapFound, Happening, Refused, Resumed, StateChanged
from watchfloor.core.session.reel import Balance, Cue, in_order
from watchfloor.journal.reader.reader import Placed, Reader
from watchfloor.journal.reader.search import END
from watchfloor.journal.row import Row

BACK = 5_000  # rows before a moment, which map, graphs and documents are filled from
AHEAD = 1_000  # rows of one reading
LATE = 1_000  # rows before the last one that are looked at for what came last
SAME_S = 1e-6
LOST = ("reconnecting", "blocked", "failed")


class Spot(NamedTuple):
    """A moment of the recording; `before` is the first position that has not come then, if it is known."""

    at_s: float
    before: int | None = None


class Past(NamedTuple):
    """What had come by a moment: the last of it up to `position`, and how the channels stood before that."""

    at_s: float
    position: int
    base: int  # the position before the first of `cues`
    more: bool  # there is something before these
    cues: list[Cue]
    standings: dict[str, StateChanged]
    ledgers: dict[str, Totals]


class Mark(NamedTuple):
    """How far a recording was read: up to an event, and to a moment after it."""

    position: int
    at_s: float = -inf


class Recording:
    """One journal, read only, as it was at `open`: what is written to it meanwhile does not belong to it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.channels: tuple[str, ...] = ()
        self.stateless: frozenset[str] = frozenset()  # channels of which it keeps no states
        self.begin_s = self.end_s = 0.0
        self._beyond = 1  # the position after the last event

    async def open(self) -> None:
        """Find out what the recording has, and from when to when it goes."""
        reader = self._reader
        self.channels = tuple(channel.name for channel in await reader.channels())
        self.stateless = frozenset(self.channels) - set(await reader.standings(END))
        first, last = await reader.page(after=0, limit=1), await reader.page(limit=1)
        times = [row.event.received_at_s for row in (*first.rows, *last.rows)]
        end = last.rows[0].position if last.rows else 0
        self._beyond = end + 1
        # Of channels that were quiet some stand before the last events, and yet came after them.
        befell = [*await reader.happenings(0, 0), *await reader.happenings(max(0, end - LATE), END)]
        times += [placed.happening.at_s for placed in befell if placed.happening.at_s > 0]
        self.begin_s, self.end_s = (min(times), max(times)) if times else (0.0, 0.0)

    async def past(self, spot: Spot) -> Past:
        """All that had come by then, as far back as it is shown."""
        reader = self._reader
        before = spot.before or await reader.at(spot.at_s + SAME_S) or self._beyond
        before = min(before, self._beyond)
        page = await reader.page(before=before, limit=BACK)
        rows = page.rows
        low, high = (rows[0].position, rows[-1].position) if rows else (0, 0)
        befell = await reader.happenings(low if page.more else 0, high)
        known = [each for each in befell if each.after < high or each.happening.at_s <= spot.at_s]
        standings = await reader.standings(low - 1) if page.more else {}
        ledgers = await reader.ledgers(high)
        return Past(spot.at_s, high, max(0, low - 1), page.more, cues(rows, known), standings, ledgers)

    async def piece(self, after: Mark) -> tuple[list[Cue], Mark | None]:
        """What comes next, and how far that goes; None is the recording's end."""
        page = await self._reader.page(after=after.position, before=self._beyond, limit=AHEAD)
        high = page.rows[-1].position if page.rows and page.more else END
        befell = await self._reader.happenings(after.position, high)
        fresh = [
            each
            for each in befell
            if (each.after > after.position or each.happening.at_s > after.at_s)
            and each.happening.at_s <= self.end_s
        ]
        commits = await self._reader.commits(after.position + 1, min(high, self._beyond - 1))
        found = cues(page.rows, fresh, commits)
        # Nothing is after the end, or the end would never come.
        bounded = [cue._replace(at_s=min(cue.at_s, self.end_s)) for cue in found]
        return bounded, Mark(high, inf) if page.more else None

    async def before(self, position: int, count: int) -> Row | None:
        """The event so many before the one at this position; the first, where there are not so many."""
        rows = (await self._reader.page(before=position + 1, limit=count + 1)).rows
        return rows[0] if rows else None

    async def troubles(self) -> list[float]:
        """When something went wrong: events missing or refused, or a feed lost."""
        befell = await self._reader.happenings(0, END)
        found = {placed.happening.at_s for placed in befell if _is_trouble(placed.happening)}
        return sorted(at_s for at_s in found if at_s <= self.end_s)

    async def density(self, buckets: int) -> list[int]:
        """How many events each of so many equal parts of it has, without reading any of them."""
        first, beyond = await self._reader.page(after=0, limit=1), self._beyond
        begin = first.rows[0].position if first.rows else 1
        width_s = (self.end_s - self.begin_s) / buckets
        inner = [await self._reader.at(self.begin_s + width_s * place) for place in range(1, buckets)]
        edges = [begin, *(min(each or beyond, beyond) for each in inner), beyond]
        return [max(0, high - low) for low, high in pairwise(edges)]


def _is_trouble(happening: Happening) -> bool:
    if isinstance(happening, StateChanged):
        return happening.state in LOST
    return isinstance(happening, GapFound | Refused) or (
        isinstance(happening, Resumed) and bool(happening.missing)
    )


def cues(rows: list[Row], befell: list[Placed], commits: Sequence[tuple[int, str, Totals]] = ()) -> list[Cue]:
    """Events, what befell the channels and what became of their ledgers, in the journal's order, with times
    that never go back."""
    found = [Cue(row.event.received_at_s, row.position, row.event) for row in rows]
    found += [Cue(-inf, last, Balance(name, totals)) for last, name, totals in commits]
    found += [Cue(placed.happening.at_s, placed.after, placed.happening) for placed in befell]
    # A sort keeps the order of equals: an event comes before what befell after it.
    return in_order(sorted(found, key=lambda cue: cue.position))
