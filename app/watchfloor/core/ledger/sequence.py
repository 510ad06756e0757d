"""Ids that can be ordered, and the gaps between them.

An id is orderable when it is a number, a prefix with a number (`event-123`) or a time with a counter
(`1709154000123-0`, as Redis Streams have it). Order alone proves nothing about completeness: that takes
ids that follow each other without holes as a rule. A sequence therefore counts its steps, and claims to
know what is missing only while steps of one are at least as many as all others. Between two times nobody
knows how many there were: of such ids only the holes within one time are known.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

from watchfloor.core.stream.sheaf import is_counted

MAX_GAPS = 1000
MAX_ASIDE = 16
Counts = Callable[[str, int], bool]
_NUMBER = re.compile(r"(.*[-_:./#])?([0-9]{1,18})\Z", re.DOTALL)
_TIME = re.compile(r"[0-9]{10,16}-\Z")


class Key(msgspec.Struct, frozen=True, gc=False):
    """`prefix` and `number` of an id. For a time with a counter the time is the prefix."""

    prefix: str
    number: int

    @property
    def timed(self) -> bool:
        return _TIME.match(self.prefix) is not None


def parse(id_: str) -> Key | None:
    """The id's place in its order, or None where it has none."""
    match = _NUMBER.match(id_) if len(id_) <= 256 else None
    return Key(match[1] or "", int(match[2])) if match else None


class Gap(msgspec.Struct, gc=False):
    """`missing` ids between two that came; late ones make it smaller."""

    after: str
    before: str
    missing: int
    low: int
    high: int
    prefix: str


class Step(msgspec.Struct, frozen=True, gc=False):
    """What one id told: gaps that are now known, an id that came late, or a new beginning."""

    gaps: tuple[Gap, ...] = ()
    late: bool = False
    restarted_after: str | None = None


_NOTHING = Step()
_LATE = Step(late=True)


class Sequence:
    """Follows the ids of one channel, each id at most once (duplicates are sorted out before)."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self.gaps: list[Gap] = []
        self.dropped_gaps = 0
        self._missing = 0
        self._last_id = ""
        self._last: Key | None = None
        self._aside: dict[str, tuple[str, Key]] = {}  # by prefix, where other sequences stand
        self._units = 0
        self._others = 0
        self._unproven: list[Gap] = []
        self._unproven_missing = 0
        for id_ in ids:
            self.step(id_)
        # What was missing before was told before.
        self.gaps.clear()
        self._missing = 0
        self._unproven.clear()
        self._unproven_missing = 0

    @property
    def provable(self) -> bool:
        """Whether all that is missing is known."""
        return self._is_steady and not (self._last is not None and self._last.timed)

    @property
    def _is_steady(self) -> bool:
        """Whether ids follow each other as a rule, so that a jump is a gap."""
        return self._units > 0 and self._units >= self._others

    @property
    def missing(self) -> int | None:
        """How many ids never came; None where that cannot be proved."""
        return self._missing if self.provable else None

    def run(self, ids: list[str]) -> bool:
        """Take ids that follow the last one without a hole, all at once; False: take them singly."""
        return self.run_of(len(ids), ids[-1], lambda prefix, first: is_counted(ids, prefix, first))

    def run_of(self, count: int, last_id: str, counts: Counts) -> bool:
        """The same where others can tell whether the ids are a prefix and the numbers from a first one on."""
        last = self._last
        if last is None or last.timed or not self.provable or not counts(last.prefix, last.number + 1):
            return False
        self._units += count
        self._go_to(last_id, Key(last.prefix, last.number + count))
        return True

    def step(self, id_: str) -> Step:
        key, last, last_id = parse(id_), self._last, self._last_id
        if key is None:
            self._others += 1  # it has no place: what follows is held against what came before it
            return _NOTHING
        if last is None:
            self._go_to(id_, key)
            return _NOTHING
        if key.prefix != last.prefix:
            aside = self._aside.pop(key.prefix, None)
            if aside is None:
                return self._other_prefix(id_, key, last)
            self._put_aside(last_id, last)
            last_id, last = self._last_id, self._last = aside
        distance = key.number - last.number
        if distance == 1:
            self._units += 1
            self._go_to(id_, key)
            return self._proven()
        if distance > 1:
            self._others += 1
            gap = Gap(last_id, id_, distance - 1, last.number + 1, key.number - 1, key.prefix)
            self._unproven.append(gap)
            self._unproven_missing += gap.missing
            del self._unproven[:-MAX_GAPS]
            self._go_to(id_, key)
            return self._proven()
        return self._back(id_, key, distance)

    def _back(self, id_: str, key: Key, distance: int) -> Step:
        if distance == 0:
            return _NOTHING  # several events under one id
        if self._fill(key):
            return _LATE
        self._others += 1
        after = self._last_id
        self._go_to(id_, key)
        return Step(restarted_after=after)

    def _other_prefix(self, id_: str, key: Key, last: Key) -> Step:
        if key.timed and last.timed:
            if _time(key) < _time(last):
                return Step(late=True)
        else:
            self._others += 1
            self._put_aside(self._last_id, last)
        self._go_to(id_, key)
        return _NOTHING

    def _put_aside(self, last_id: str, last: Key) -> None:
        """Ids of another kind come in between; a gap behind them is one from here."""
        self._aside[last.prefix] = last_id, last
        if len(self._aside) > MAX_ASIDE:
            del self._aside[next(iter(self._aside))]

    def _go_to(self, id_: str, key: Key) -> None:
        self._last_id, self._last = id_, key

    def _proven(self) -> Step:
        """Jumps seen before the sequence proved itself are gaps from then on."""
        if not self._unproven or not self._is_steady:
            return _NOTHING
        gaps, self._unproven = tuple(self._unproven), []
        self.gaps.extend(gaps)
        # Of what fell over the bound the number is still known.
        self._missing += self._unproven_missing
        self._unproven_missing = 0
        if len(self.gaps) > MAX_GAPS:
            self.dropped_gaps += len(self.gaps) - MAX_GAPS
            del self.gaps[:-MAX_GAPS]
        return Step(gaps=gaps)

    def _fill(self, key: Key) -> bool:
        if _fill_one(self.gaps, key):
            self._missing -= 1
            return True
        if _fill_one(self._unproven, key):
            self._unproven_missing -= 1
            return True
        return False


def _fill_one(gaps: list[Gap], key: Key) -> bool:
    for gap in reversed(gaps):
        if gap.prefix == key.prefix and gap.low <= key.number <= gap.high and gap.missing > 0:
            gap.missing -= 1
            return True
    return False


def _time(key: Key) -> int:
    return int(key.prefix[:-1])
