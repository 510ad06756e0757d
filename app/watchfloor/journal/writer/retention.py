"""What is dropped from a journal, oldest first, and what is kept whatever happens.

Whole segments go, so that the chain of digests can go on from the last one dropped (its `anchor`), and
what was dropped is counted for each channel: `verify` still proves the rest.
"""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from typing import Any

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.journal import packing
from watchfloor.journal.row import EVENT_COLUMNS, packed_row
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.transaction import transaction

_CHUNK_SEGMENTS = 64
_CHUNK_EVENTS = 5_000
_LOOKED_AT_EVENTS = 100_000
_CHUNK_PAGES = 256
_SPARE_PART = 8  # so much of what is used, and no more, is kept free for what comes


class _Old(msgspec.Struct, array_like=True):
    id: int
    channel: int
    first_id: int
    first_seq: int
    count: int
    chain: bytes

    @property
    def last_id(self) -> int:
        return self.first_id + self.count - 1


class Retention:
    """Works on the writing connection, on its thread, in chunks that take milliseconds."""

    def __init__(self, book: Book, keep: Keep) -> None:
        self.keep = keep
        self._book = book
        self._connection = book.connection

    def pin(self, position: int, note: str, at_s: float) -> None:
        row = self._connection.execute(
            f"SELECT {EVENT_COLUMNS} FROM event WHERE id = ?",
            (position,),
        ).fetchone()
        if row is None:
            raise KnownError("This event is no longer in the journal, so it cannot be pinned.")
        digest = packing.digest(b"", [packed_row(row)])
        with transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO pin VALUES (?, ?, ?, ?)",
                (position, packing.microseconds(at_s), note, digest),
            )

    def unpin(self, position: int) -> None:
        """An event whose neighbours were dropped long ago goes with its pin."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM pin WHERE event = ?", (position,))
            oldest = self._connection.execute("SELECT min(first_id) FROM segment WHERE count > 0").get
            if oldest is None or position < oldest:
                channel = self._connection.execute("SELECT channel FROM event WHERE id = ?", (position,)).get
                if channel is not None:
                    self._delete_events(position, position)
                    self._connection.execute(
                        "UPDATE dropped SET events = events + 1 WHERE channel = ? AND reason = 'retention'",
                        (channel,),
                    )

    def apply(self, now_s: float) -> int:
        """Drop all that the bounds ask for; the number of events dropped."""
        dropped = 0
        while step := self.step(now_s):
            dropped += step
        return dropped

    def step(self, now_s: float) -> int:
        """Drop a little of it, so that nothing else waits long; 0 when there is no more to drop."""
        chunk = self._chunk(now_s)
        return self._drop(chunk, now_s) if chunk else 0

    def give_back(self) -> bool:
        """Give a little of the room that was freed back to the disk; False when there is no more to give.

        What comes next will need some again. A file of an earlier version keeps all of it.
        """
        free = int(self._connection.pragma("freelist_count"))
        spare = (int(self._connection.pragma("page_count")) - free) // _SPARE_PART
        if free <= spare or not int(self._connection.pragma("auto_vacuum")):
            return False
        pages = min(_CHUNK_PAGES, free - spare)
        self._connection.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
        return True

    def _chunk(self, now_s: float) -> list[_Old]:
        """The oldest segments that are over a bound; the newest segment always stays."""
        excess = self._excess_events()
        oldest_us = None if self.keep.max_age_s is None else int((now_s - self.keep.max_age_s) * 1_000_000)
        chunk: list[_Old] = []
        events = 0
        if excess == 0 and oldest_us is None:
            return chunk
        rows: Any = self._connection.execute(
            "SELECT id, channel, first_id, first_seq, count, chain FROM segment ORDER BY id LIMIT ?",
            (_CHUNK_SEGMENTS + 1,),
        ).fetchall()
        now_us = int(now_s * 1_000_000)
        for old in (_Old(*row) for row in rows):
            too_old = oldest_us is not None and self._received_us(old, now_us) < oldest_us
            if old.id == self._book.last_segment or not (too_old or events + old.count <= excess):
                break
            if chunk and events + old.count > _CHUNK_EVENTS:
                break
            chunk.append(old)
            events += old.count
        return chunk if events else []

    def _received_us(self, old: _Old, now_us: int) -> int:
        """When the newest of a commit's events was received, as far as its clock can be believed.

        What a clock that ran ahead has stamped would otherwise hold up all that came after it.
        """
        if not old.count:
            return 0
        newest = self._connection.execute(
            "SELECT max(received_us) FROM event WHERE id BETWEEN ? AND ? AND received_us <= ?",
            (old.first_id, old.last_id, now_us),
        ).get
        later = (
            "SELECT received_us FROM event WHERE id > ? AND id <= ? AND received_us <= ? ORDER BY id LIMIT 1"
        )
        if newest is None:
            span = (old.last_id, old.last_id + _LOOKED_AT_EVENTS)
            newest = self._connection.execute(later, (*span, now_us)).get
        return now_us if newest is None else int(newest)

    def _excess_events(self) -> int:
        first, last = self._connection.execute(
            "SELECT (SELECT first_id FROM segment WHERE count > 0 ORDER BY id LIMIT 1),"
            " (SELECT max(id) FROM event)"
        ).fetchone() or (None, None)
        if first is None or last is None:
            return 0
        events = last - first + 1
        excess = 0
        if self.keep.max_events is not None:
            excess = max(excess, events - self.keep.max_events)
        if self.keep.max_bytes is not None:
            used = self._used_bytes()
            if used > self.keep.max_bytes:
                excess = max(excess, int(events * (1 - self.keep.max_bytes / used)), 1)
        return excess

    def _used_bytes(self) -> int:
        pages = int(self._connection.pragma("page_count")) - int(self._connection.pragma("freelist_count"))
        return pages * int(self._connection.pragma("page_size"))

    def _drop(self, chunk: list[_Old], now_s: float) -> int:
        with transaction(self._connection):
            dropped = 0
            for old in chunk:
                events = self._unpinned(old.first_id, old.last_id)
                dropped += events
                self._tell(old, events, now_s)
            # At once: with each statement the full-text index writes out what it has in hand, for 40 ms.
            self._delete_events(chunk[0].first_id, chunk[-1].last_id)
            last = chunk[-1]
            self._connection.execute("DELETE FROM happening WHERE segment <= ?", (last.id,))
            self._connection.execute("DELETE FROM segment WHERE id <= ?", (last.id,))
            self._connection.execute(
                "DELETE FROM zone WHERE last < (SELECT min(first_id) FROM segment) AND NOT EXISTS"
                " (SELECT 1 FROM reading WHERE event BETWEEN zone.first AND zone.last)"
            )
        return dropped

    def _unpinned(self, first_id: int, last_id: int) -> int:
        return int(
            self._connection.execute(
                "SELECT count(*) FROM event WHERE id BETWEEN ? AND ? AND id NOT IN (SELECT event FROM pin)",
                (first_id, last_id),
            ).get
        )

    def _delete_events(self, first_id: int, last_id: int) -> None:
        """Delete what is not pinned."""
        kept = "NOT IN (SELECT event FROM pin)"
        span = (first_id, last_id)
        self._connection.execute(
            f"DELETE FROM words WHERE rowid IN (SELECT event FROM reading WHERE event BETWEEN ? AND ?)"
            f" AND rowid {kept}",
            span,
        )
        self._connection.execute(f"DELETE FROM reading WHERE event BETWEEN ? AND ? AND event {kept}", span)
        self._connection.execute(f"DELETE FROM event WHERE id BETWEEN ? AND ? AND id {kept}", span)

    def _tell(self, old: _Old, events: int, now_s: float) -> None:
        """Add to what was dropped of this channel before."""
        at_us = packing.microseconds(now_s)
        last_seq = old.first_seq + old.count - 1
        self._connection.execute(
            "UPDATE dropped SET at_us = ?, last_seq = ?, events = events + ?, anchor = ?"
            " WHERE channel = ? AND reason = 'retention'",
            (at_us, last_seq, events, old.chain, old.channel),
        )
        if not self._connection.changes():
            self._connection.execute(
                "INSERT INTO dropped(channel, reason, at_us, first_seq, last_seq, events, anchor)"
                " VALUES (?, 'retention', ?, ?, ?, ?, ?)",
                (old.channel, at_us, old.first_seq, last_seq, events, old.chain),
            )
