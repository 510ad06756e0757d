"""How the bytes of a connection come: in surges with silences between, however many reads each takes."""

from collections import deque

import msgspec

APART_S = 0.25  # a longer pause than this separates two surges
MOST_SURGES = 64
MOST_STALLS = 1_000
MOST_TRANSITS = 16
MOST_GAPS = 8
IN_PIECES = 4  # reads, of one event
MOST_HEAD_BYTES = 1_024
ODD_SURGES = 8  # so many tell how often something comes
ODD_GAPS = 5.0
ODD_LEAST_S = 60.0
_LINE_ENDS = (b"\n", b"\r")


class Surge(msgspec.Struct, gc=False):
    """Reads with no pause between them. `cut`: the last one ended in the middle of a line."""

    quiet_s: float  # before it
    first_s: float
    last_s: float
    events: int
    comments: int
    cut: bool
    first_wall_s: float
    last_wall_s: float


class Transit(msgspec.Struct, gc=False):
    """From the first of several reads to the one that completed their one event: how long, and how much."""

    span_s: float
    size_bytes: int


class Pulse:
    """Times are seconds since the connection was opened. It costs a read next to nothing, and is bounded."""

    def __init__(self, most: int = MOST_SURGES) -> None:
        self.bytes = self.events = self.comments = 0
        self.surges: deque[Surge] = deque(maxlen=most)
        self.head = b""  # what came first, until it is an event or a comment
        self.forgotten = 0  # events of surges that are not remembered any more
        self.first_byte_at_s: float | None = None
        self.last_byte_at_s: float | None = None
        self._gaps: list[tuple[float, float]] = []  # the longest between two reads, and when each ended
        self._least_gap_s = -1.0  # a shorter one is not among them
        self.transits: deque[Transit] = deque(maxlen=MOST_TRANSITS)
        self._begun_s: float | None = None  # something is on its way since then
        self._begun_reads = 0
        self._begun_at_bytes = 0
        self.stalls_s: deque[float] = deque(maxlen=MOST_STALLS)  # when this program came back from a pause

    def take(self, at_s: float, block: bytes, events: int, comments: int, wall_s: float = 0.0) -> None:
        """Account for one read and what it completed. `wall_s` is when its events say they were received."""
        before_s, cut = self.last_byte_at_s, block[-1:] not in _LINE_ENDS
        gap_s = at_s if before_s is None else at_s - before_s
        if before_s is None:
            self.first_byte_at_s = at_s
        elif gap_s > self._least_gap_s:
            self._keep_gap(gap_s, at_s)
        self.last_byte_at_s = at_s
        self.bytes += len(block)
        if cut or self._begun_s is not None or self.transits:
            self._follow(at_s, len(block), events + comments, cut=cut)
        if not self.events and not self.comments and len(self.head) < MOST_HEAD_BYTES:
            self.head += block[: MOST_HEAD_BYTES - len(self.head)]
        self.count(events, comments)
        if before_s is not None and gap_s <= APART_S:
            surge = self.surges[-1]
            surge.last_s, surge.last_wall_s, surge.cut = at_s, wall_s or surge.last_wall_s, cut
            surge.first_wall_s = surge.first_wall_s or wall_s
            surge.events += events
            surge.comments += comments
            return
        if len(self.surges) == self.surges.maxlen:
            self.forgotten += self.surges[0].events
        self.surges.append(Surge(gap_s, at_s, at_s, events, comments, cut, wall_s, wall_s))

    def _follow(self, at_s: float, size_bytes: int, whole: int, *, cut: bool) -> None:
        """What one read begins a later one completes."""
        self._begun_reads += 1
        if whole == 1 and self._begun_s is not None and self._begun_reads >= IN_PIECES:
            self.transits.append(Transit(at_s - self._begun_s, self.bytes - self._begun_at_bytes))
        elif whole and self.transits:
            self.transits.append(Transit(0.0, 0))  # it came at once
        if whole or self._begun_s is None:
            self._begun_s, self._begun_reads = at_s if cut else None, 1
            self._begun_at_bytes = self.bytes if whole else self.bytes - size_bytes

    def _keep_gap(self, gap_s: float, at_s: float) -> None:
        self._gaps.append((gap_s, at_s))
        if len(self._gaps) > MOST_GAPS:
            self._gaps.remove(min(self._gaps))
            self._least_gap_s = min(self._gaps)[0]

    @property
    def longest_gap_s(self) -> float | None:
        """The longest time between two reads that was not this program's own pause."""
        own = (gap_s for gap_s, at_s in self._gaps if not self._stood_still(at_s - gap_s + APART_S, at_s))
        return max(own, default=None)

    def count(self, events: int, comments: int) -> None:
        """What no read of its own brought, as the last line at the end of a stream."""
        self.events += events
        self.comments += comments
        if self.head and (self.events or self.comments):
            self.head = b""

    @property
    def odd_silence_s(self) -> float | None:
        """A silence far longer than any before it on this connection; None: too little came to tell."""
        if len(self.surges) < ODD_SURGES or (longest_s := self.longest_gap_s) is None:
            return None
        return max(ODD_LEAST_S, ODD_GAPS * longest_s)

    def stalled(self, at_s: float) -> None:
        """This program itself was kept from reading until now: what it reads then came earlier."""
        self.stalls_s.append(at_s)

    def follows_stall(self, surge: Surge) -> bool:
        """It may have come together only because nobody was there to read."""
        return self._stood_still(surge.first_s - surge.quiet_s, surge.first_s)

    def _stood_still(self, from_s: float, upto_s: float) -> bool:
        return any(from_s < at_s <= upto_s + APART_S for at_s in self.stalls_s)

    def since(self, surges: list[Surge]) -> "Pulse":
        """The same connection, remembered from the first of these on."""
        other = Pulse(max(1, len(surges)))
        other.bytes, other.events, other.comments = self.bytes, self.events, self.comments
        other.first_byte_at_s, other.last_byte_at_s = self.first_byte_at_s, self.last_byte_at_s
        other._gaps, other.head = list(self._gaps), self.head
        other.stalls_s.extend(self.stalls_s)
        other.transits.extend(self.transits)
        other.surges.extend(surges)
        return other
