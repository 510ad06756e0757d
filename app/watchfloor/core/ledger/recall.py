"""Whether an event was there before: by its id and what it holds, or by its moment where it has no id."""

from array import array
from bisect import bisect_left, bisect_right
from typing import Protocol

import numpy as np


class Recall(Protocol):
    """What a ledger asks. `moments`: it also knows events without ids, by when they were received."""

    moments: bool

    def __len__(self) -> int: ...
    def find(self, key: int, content: int) -> bool | None:
        """Whether this content came under this key; None: nothing did."""
        ...


class Latest:
    """The last events, each key with its last content."""

    moments = False

    def __init__(self, table: dict[int, int]) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def find(self, key: int, content: int) -> bool | None:
        known = self._table.get(key)
        return None if known is None else known == content


class Archive:
    """All events that a channel has in its journal: sixteen bytes for each, in order."""

    moments = True

    def __init__(self, keys: "array[int]", contents: "array[int]") -> None:
        order = np.lexsort((np.asarray(contents), np.asarray(keys)))
        self._keys = _sorted(keys, order)
        self._contents = _sorted(contents, order)

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, key: int, content: int) -> bool | None:
        low = bisect_left(self._keys, key)
        high = bisect_right(self._keys, key, low)
        if low == high:
            return None
        at = bisect_left(self._contents, content, low, high)
        return at < high and self._contents[at] == content


def _sorted(values: "array[int]", order: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> "array[int]":
    in_order = array("q")
    in_order.frombytes(np.asarray(values)[order].tobytes())
    return in_order


def moment_key(received_at_s: float) -> int:
    """The key of an event without an id. Like a hash of an id it is valid in this process only."""
    return hash(("", round(received_at_s * 1_000_000)))
