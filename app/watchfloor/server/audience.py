"""The clients of one stream on this node: each event is made into bytes once, and shared by all."""

import asyncio
from bisect import bisect_right
from collections.abc import Callable, Sequence

from watchfloor.server import frame
from watchfloor.server.feed import Feed
from watchfloor.server.member import Member
from watchfloor.server.record import Record
from watchfloor.server.setting import Limit

# One write to a client is at most about so large, so that a long backlog does not fill its buffer at once.
WRITE_BYTES = 262_144
# After so many writes the loop gets a turn: 5,000 clients must not keep it for a tenth of a second.
WRITES_PER_TURN = 250


class Audience:
    """Keeps the newest frames in a bounded ring; a member holds only its place in it.

    A member that falls behind the ring is cut off: it will come back and resume by id. So nobody
    waits for anybody, and a client costs no queue of its own.
    """

    def __init__(
        self,
        feed: Feed,
        stream: str,
        limit: Limit,
        *,
        coalesce_s: float,
        now_s: Callable[[], float],
        on_gap: Callable[["Audience"], None],
    ) -> None:
        self.feed = feed
        self.stream = stream
        self.head = -1  # not known yet
        self.floor = 0  # the last number that is no longer in the ring
        self.members: set[Member] = set()
        self.holders = 0  # requests that use this audience, joined or not yet
        self.final_seq: int | None = None
        self.is_muted = False  # a fault holds everything back
        self.is_silent = False  # a fault holds heartbeats back
        self.is_dripping = False  # a fault writes bit by bit
        self._limit = limit
        self._coalesce_s = coalesce_s
        self._now_s = now_s
        self._on_gap = on_gap
        self._seqs: list[int] = []
        self._frames: list[bytes] = []
        self._size_bytes = 0
        self._joined: dict[tuple[int, bool], tuple[bytes, int, int]] = {}
        self._flush: asyncio.Handle | None = None
        self._flushed_at_s = 0.0
        self._beat: asyncio.TimerHandle | None = None

    def start(self, head: int) -> None:
        """The place from which this ring holds everything."""
        if self.head < 0:
            self.head = self.floor = head

    def append(self, record: Record, *, after_gap: bool = False) -> None:
        """Takes the next record. One that skips numbers waits until the broker was asked for the rest."""
        if self.head < 0 or record.seq <= self.head:
            return
        if record.seq > self.head + 1 and not after_gap:
            self._on_gap(self)
            return
        body = frame.encode(record.type, record.data, self.feed.id(record.seq))
        self._seqs.append(record.seq)
        self._frames.append(body)
        self._size_bytes += len(body)
        self.head = record.seq
        self._joined.clear()
        if record.type in self.feed.final_types:
            self.final_seq = record.seq
        self._evict()
        self.schedule()

    def encode(self, records: Sequence[Record]) -> bytes:
        """What a client gets that reads from history."""
        return b"".join(frame.encode(r.type, r.data, self.feed.id(r.seq)) for r in records)

    def join(self, member: Member) -> None:
        self.members.add(member)
        if self._beat is None:
            self._schedule_beat()
        self.push(member)

    def leave(self, member: Member) -> None:
        self.members.discard(member)

    def reaches(self, seq: int) -> bool:
        """Whether a client that has `seq` can be served from here alone."""
        return seq >= self.floor

    def broadcast(self, body: bytes) -> None:
        """A frame without an id, such as a heartbeat, to all who can take it now."""
        chunked = frame.chunk(body)
        for member in tuple(self.members):
            if not member.is_blocked and not member.tail:
                member.write(chunked if member.is_chunked else body, 0)

    def schedule(self) -> None:
        """Writes soon: at once after a quiet time, and in a storm at most every `coalesce_s`."""
        if self._flush is not None or not self.members or self.is_muted or self.is_dripping:
            return
        loop = asyncio.get_running_loop()
        wait_s = self._flushed_at_s + self._coalesce_s - loop.time()
        self._flush = loop.call_later(wait_s, self._begin) if wait_s > 0 else loop.call_soon(self._begin)

    def close(self) -> None:
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None

    def push(self, member: Member) -> None:
        """Writes what the member has not had yet, as far as it can take it."""
        if member.cursor < self.floor:
            member.cut_off(
                f"more than {self._limit.lag_events} events or {self._limit.lag_bytes} bytes behind"
            )
            return
        if self.is_muted or self.is_dripping:
            return
        if member.tail:
            member.write(frame.chunk(member.tail) if member.is_chunked else member.tail, 0)
            member.tail = b""
        while not member.is_blocked and member.cursor < self.head:
            body, count, upto = self._pending(member.cursor, chunked=member.is_chunked)
            if not count:
                break  # it is ahead of this node
            member.write(body, count)
            member.cursor = upto
        if self.final_seq is not None and member.cursor >= self.final_seq:
            member.end()

    def drip(self, size_bytes: int) -> None:
        """Writes a few bytes to each member, wherever in an event that is."""
        for member in tuple(self.members):
            if not member.tail and self.floor <= member.cursor < self.head:
                member.tail, count, member.cursor = self._pending(member.cursor, chunked=False)
                member.events_written += count
            if member.tail and not member.is_blocked:
                bit, member.tail = member.tail[:size_bytes], member.tail[size_bytes:]
                member.write(frame.chunk(bit) if member.is_chunked else bit, 0)

    def _schedule_beat(self) -> None:
        self._beat = asyncio.get_running_loop().call_later(self.feed.heartbeat_s, self._on_beat)

    def _on_beat(self) -> None:
        if not self.is_silent and not self.is_muted:
            self.broadcast(self.feed.heartbeat(self._now_s()))
        self._schedule_beat()

    def _begin(self) -> None:
        self._turn(list(self.members))

    def _turn(self, waiting: list[Member]) -> None:
        loop = asyncio.get_running_loop()
        for member in waiting[-WRITES_PER_TURN:]:
            self.push(member)
        del waiting[-WRITES_PER_TURN:]
        if waiting:
            self._flush = loop.call_soon(self._turn, waiting)
            return
        self._flush = None
        self._flushed_at_s = loop.time()
        if any(not member.is_blocked and member.cursor < self.head for member in self.members):
            self.schedule()

    def _pending(self, cursor: int, *, chunked: bool) -> tuple[bytes, int, int]:
        """Bytes, number of events and last number behind `cursor`: joined once for all who are there."""
        known = self._joined.get((cursor, chunked))
        if known is not None:
            return known
        first = last = bisect_right(self._seqs, cursor)
        size_bytes = 0
        while last < len(self._frames) and size_bytes < WRITE_BYTES:
            size_bytes += len(self._frames[last])
            last += 1
        body = b"".join(self._frames[first:last])
        pending = (
            frame.chunk(body) if chunked else body,
            last - first,
            self._seqs[last - 1] if last > first else cursor,
        )
        if len(self._joined) < 64:
            self._joined[(cursor, chunked)] = pending
        return pending

    def _evict(self) -> None:
        """Drops the oldest tenth when the ring is full: one by one from a list's front would be dear."""
        limit = self._limit
        if len(self._seqs) <= limit.lag_events and self._size_bytes <= limit.lag_bytes:
            return
        count = 0
        while count < len(self._seqs) - 1 and (
            len(self._seqs) - count > limit.lag_events * 0.9 or self._size_bytes > limit.lag_bytes * 0.9
        ):
            self._size_bytes -= len(self._frames[count])
            count += 1
        self.floor = self._seqs[count - 1]
        del self._seqs[:count], self._frames[:count]
