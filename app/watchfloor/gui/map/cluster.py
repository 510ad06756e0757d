"""Events that lie together on the map become one mark; closer by, it opens."""

from dataclasses import dataclass
from functools import cached_property
from math import log2

import numpy as np
import numpy.typing as npt

from watchfloor.core.session.place import Marker
from watchfloor.gui.map.projection import Floats, Viewport

CELL_PX = 30.0
EDGE_PX = 40  # so far out of sight a mark may still be seen in part
SHOWN_MEMBERS = 40
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Cluster:
    """Marks that lie within a few pixels: `best` (the most severe, of those the newest) stands for them."""

    x: float
    y: float
    best: Marker
    markers: list[Marker]  # of the whole map, the newest last
    places: Places  # which of these are here
    count: int
    newest_at_s: float
    scale: float = 1.0  # marks grow with the text: their counts are text

    @cached_property
    def members(self) -> tuple[Marker, ...]:
        """The newest first, at most `SHOWN_MEMBERS`; few are ever looked at."""
        newest = np.sort(self.places)[::-1][:SHOWN_MEMBERS]
        return tuple(self.markers[place] for place in newest.tolist())

    @cached_property
    def radius(self) -> float:
        return self.scale * (3.6 + self.best.severity * 0.95 + min(5.0, 1.3 * log2(self.count)))

    @property
    def spread(self) -> bool:
        """Its members lie at different places, so it opens on zoom."""
        first = self.members[0]
        return any(abs(m.lat - first.lat) + abs(m.lon - first.lon) > 0.02 for m in self.members)


def clustered(
    markers: list[Marker], table: Floats, view: Viewport, since_s: float, cell_px: float = CELL_PX
) -> list[Cluster]:
    """The marks of the events that are in sight and not older than `since_s`, the least severe first."""
    if not markers:
        return []
    x, y = view.place(table[:, 0], table[:, 1])
    seen = (x > -EDGE_PX) & (x < view.width + EDGE_PX) & (y > -EDGE_PX) & (y < view.height + EDGE_PX)
    index = np.flatnonzero(seen & (table[:, 3] >= since_s))
    if not len(index):
        return []
    # The most severe first, then the newest: the first of a mark stands for it.
    order = index[np.lexsort((-index, -table[index, 2]))]
    grouped, starts = _grouped(x[order], y[order], cell_px)
    members = order[grouped]
    ends = [*starts[1:].tolist(), len(members)]
    best = members[starts]
    marks = zip(
        x[best].tolist(),
        y[best].tolist(),
        best.tolist(),
        table[np.maximum.reduceat(members, starts), 3].tolist(),
        starts.tolist(),
        ends,
        strict=True,
    )
    scale = cell_px / CELL_PX
    made = [
        Cluster(at_x, at_y, markers[place], markers, members[start:end], end - start, newest_at_s, scale)
        for at_x, at_y, place, newest_at_s, start, end in marks
    ]
    return sorted(made, key=lambda cluster: (cluster.best.severity, cluster.newest_at_s))


def _grouped(x: Floats, y: Floats, cell_px: float) -> tuple[Places, Places]:
    """Places in an order in which those of one mark follow each other, each mark's as they were; and where
    each mark begins."""
    columns, rows = (np.floor(each / cell_px).astype(np.int64) for each in (x, y))
    _, first, inverse = np.unique(columns * 100_000 + rows, return_index=True, return_inverse=True)
    heads = np.asarray(_merged(x[first], y[first], first, cell_px * 0.8))
    head_of = heads[inverse]
    grouped = np.argsort(head_of, kind="stable")
    return grouped, np.flatnonzero(np.diff(head_of[grouped], prepend=-1))


def _merged(x: Floats, y: Floats, rank: Places, reach_px: float) -> list[int]:
    """For each cell the cell that stands for it: itself, or the weightiest one within reach.

    Who may be within reach lies in the same square, as wide as the reach, or in one of the eight around.
    """
    heads = list(range(len(x)))
    xs, ys = x.tolist(), y.tolist()
    columns, rows = (np.floor(each / reach_px).astype(np.intp).tolist() for each in (x, y))
    kept: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for weight, cell in enumerate(np.argsort(rank).tolist()):
        at_x, at_y, column, row = xs[cell], ys[cell], columns[cell], rows[cell]
        near = [
            other
            for square in _around(column, row)
            for other in kept.get(square, ())
            if abs(xs[other[1]] - at_x) < reach_px and abs(ys[other[1]] - at_y) < reach_px
        ]
        if near:
            heads[cell] = min(near)[1]
        else:
            kept.setdefault((column, row), []).append((weight, cell))
    return heads


def _around(column: int, row: int) -> tuple[tuple[int, int], ...]:
    before, after = column - 1, column + 1
    return (
        (before, row - 1), (column, row - 1), (after, row - 1),
        (before, row), (column, row), (after, row),
        (before, row + 1), (column, row + 1), (after, row + 1),
    )  # fmt: skip
