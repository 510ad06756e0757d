"""Packed rows end to end in one piece: what a flood brings at a time is of one shape, and of one moment.

Ten thousand small byte strings cost more to make, to hand over and to let go of than what is written of them
(0.3 us an event, with the interpreter held that the window waits for).
"""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from watchfloor.journal.shape import Shape

# Each row as one number: where it begins, and below 2^32 how long its data is. The times are those of all.
INSERT_ROLL = """
INSERT INTO event(id, channel, seq, received_us, monotonic_us, own_id, type, mark, event_id, data)
SELECT iif(?10, NULL, ?1 + rowid), ?3, ?1 + rowid - ?4, ?12, ?13, ?5, ?6, ?7,
    CAST(substr(?2, (value >> 32) + ?8, ?9) AS TEXT),
    CAST(substr(?2, (value >> 32) + ?8 + ?9, value & 0xffffffff) AS TEXT)
FROM carray(?11)"""


class Roll(msgspec.Struct, frozen=True, gc=False):
    """`edges` are where in `octets` each row begins, and where the last one ends."""

    octets: bytes
    edges: npt.NDArray[Any]
    shape: Shape
    received_us: int
    monotonic_us: int

    def __len__(self) -> int:
        return len(self.edges) - 1

    def __iter__(self) -> Iterator[bytes]:
        edges = self.edges.tolist()
        return (self.octets[at:end] for at, end in pairwise(edges))

    def part(self, begin: int, end: int) -> "Roll":
        """Some of its rows, of the same bytes."""
        return msgspec.structs.replace(self, edges=self.edges[begin : end + 1])

    @property
    def body(self) -> memoryview:
        """The rows alone, whatever else stands in the bytes."""
        return memoryview(self.octets)[self.edges[0] : self.edges[-1]]

    @property
    def spans(self) -> npt.NDArray[Any]:
        """The rows as `INSERT_ROLL` takes them."""
        before_data = self.shape.id_at - 1 + self.shape.id_bytes
        spans: npt.NDArray[Any] = self.edges[:-1] << 32 | np.diff(self.edges) - before_data
        return spans


Part = list[bytes] | Roll


class Pile:
    """Rows of one channel in their order, some of them rolled up."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[bytes]:
        return chain.from_iterable(self.parts)

    def __getitem__(self, wanted: slice) -> "Pile":
        begin, end, _ = wanted.indices(len(self))
        found: list[Part] = []
        for part in self.parts:
            low, high = max(0, begin), min(len(part), end)
            if low < high:
                found.append(part.part(low, high) if isinstance(part, Roll) else part[low:high])
            begin, end = begin - len(part), end - len(part)
        return Pile(found)

    @property
    def size_bytes(self) -> int:
        return sum(map(len, self.bodies()))

    def bodies(self) -> list[bytes | memoryview]:
        """All their bytes, in few pieces."""
        return [part.body if isinstance(part, Roll) else b"".join(part) for part in self.parts]


Rows = list[bytes] | Pile


def piled(parts: Iterable[Part]) -> Rows:
    """All of them in their order: one list where nothing is rolled up."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Roll):
            joined.append(part)
        elif isinstance(last, list):
            last += part
        elif part:  # of batches that only tell what befell there is no statement
            joined.append(list(part))  # what was handed over may be asked for again
    if not joined:
        return []
    return joined[0] if len(joined) == 1 and isinstance(joined[0], list) else Pile(joined)


def parts_of(rows: Rows) -> list[Part]:
    return rows.parts if isinstance(rows, Pile) else [rows]
