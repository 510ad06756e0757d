"""Which commits of a damaged file are whole, before anything is made of those that are not."""
# ruff: noqa: S608 - only names of our own are put into SQL

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import apsw

from watchfloor.journal import packing
from watchfloor.journal.packing import NO_DIGEST
from watchfloor.journal.row import EVENT_COLUMNS, CommitRow, EventRow, packed_row
from watchfloor.journal.salvage.wreck import Channel, Wreck
from watchfloor.journal.writer.segment import ledger_bytes

MOST_EVENTS = 1 << 20  # of one commit; a row that claims more is not what was written


class Evidence:
    """What nobody can prove must not take the place of what somebody can.

    A commit's digest holds its events' content; that they are this channel's, and which number each has,
    follows from where they stand. Rows that say otherwise are put right.
    """

    def __init__(self, connection: apsw.Connection, wreck: Wreck) -> None:
        self._connection = connection
        self._wreck = wreck
        self._whole: set[int] = set()
        self._places: list[tuple[int, int]] = []  # positions of whole commits, from and up to
        self._numbers: dict[int, list[tuple[int, int]]] = defaultdict(list)  # the same by channel
        self.segments = sorted(wreck.segments.values(), key=lambda each: (each.first_id, each.id))
        self._prove_all()

    def is_whole(self, segment: CommitRow) -> bool:
        return segment.id in self._whole

    def is_proven(self, position: int) -> bool:
        """Whether the event at this position is one of a whole commit."""
        at = bisect_right(self._places, (position, position)) - 1
        return any(low <= position < high for low, high in self._places[max(0, at) : at + 2])

    def is_due(self, channel: Channel, last_seq: int) -> bool:
        """Whether whole commits are still to come that hold a number up to this one."""
        numbers = self._numbers[channel.id]
        at = bisect_right(numbers, (channel.due_seq, -1))
        return at < len(numbers) and last_seq >= numbers[at][0]

    def end_of_dropped(self, channel: int, anchor: bytes) -> int | None:
        """The last number before the whole commit with which a chain goes on from here, if there is one."""
        following = (
            segment.first_seq - 1
            for segment in self.segments
            if segment.channel == channel
            and self.is_whole(segment)
            and packing.chain(anchor, segment.digest) == segment.chain
        )
        return next(following, None)

    def happenings(self, segment: CommitRow) -> list[tuple[Any, ...]]:
        return [row for _, row in sorted(self._wreck.happenings.get(segment.id, {}).items())]

    def rows(self, low: int, high: int) -> Iterator[EventRow]:
        rows: Any = self._connection.cursor().execute(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE id >= ? AND id < ? ORDER BY id", (low, high)
        )
        return iter(rows)

    def _prove_all(self) -> None:
        heads: dict[int, bytes] = {}
        for segment in self.segments:
            end_id = min(segment.last_id + 1, segment.first_id + MOST_EVENTS)
            rows = list(self.rows(segment.first_id, end_id))
            if self._proves(segment, rows):
                segment.channel = _true_channel(segment, rows, heads)
                self._take_in(segment)
                self._put_right(segment)
            elif _most_agree(segment, rows):
                self._put_right(segment)
            heads[segment.channel] = segment.chain
        self._places.sort()
        for numbers in self._numbers.values():
            numbers.sort()

    def _proves(self, segment: CommitRow, rows: list[EventRow]) -> bool:
        bodies = [row[5].encode() for row in self.happenings(segment)]
        ledger = ledger_bytes(segment.first_seq, segment.last_event_id, segment.totals.encode(), bodies)
        return len(rows) == segment.count and packing.proves(
            segment.digest, ledger, list(map(packed_row, rows))
        )

    def _take_in(self, segment: CommitRow) -> None:
        self._whole.add(segment.id)
        if segment.count:
            self._places.append((segment.first_id, segment.last_id + 1))
            self._numbers[segment.channel].append((segment.first_seq, segment.last_seq + 1))

    def _put_right(self, segment: CommitRow) -> None:
        shift = segment.first_id - segment.first_seq
        self._connection.execute(
            "UPDATE event SET channel = ?3, seq = id - ?4"
            " WHERE id BETWEEN ?1 AND ?2 AND NOT (channel = ?3 AND id - seq = ?4)",
            (segment.first_id, segment.last_id, segment.channel, shift),
        )


def _most_agree(segment: CommitRow, rows: list[EventRow]) -> bool:
    """Whether the rows in a commit's place are its own, but for a few."""
    shift = segment.first_id - segment.first_seq
    right = sum((row[1], row[0] - row[2]) == (segment.channel, shift) for row in rows)
    return 2 * right > len(rows)


def _true_channel(segment: CommitRow, rows: list[EventRow], heads: dict[int, bytes]) -> int:
    """Where commit and events name different channels, it is the one whose chain goes on here."""
    named = [segment.channel, *Counter(row[1] for row in rows)]
    goes_on = (
        channel
        for channel in named
        if packing.chain(heads.get(channel, NO_DIGEST), segment.digest) == segment.chain
    )
    return next(goes_on, segment.channel)
