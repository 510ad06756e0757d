"""Where place names go on the map so that none covers another or a mark."""

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QRectF

GAP = 5.0
SQUARE_PX = 64.0

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Room:
    """Which places are taken. Few boxes lie in a square, so that few are looked at for each question."""

    def __init__(self, taken: Iterable[Box] = ()) -> None:
        self._boxes: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in taken:
            self.take(box)

    def take(self, box: Box) -> None:
        for square in _squares(box):
            self._boxes[square].append(box)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for square in _squares(box)
            for other in self._boxes.get(square, ())
        )


def placed(
    wanted: Iterable[tuple[str, float, float, float, float, float]], taken: Iterable[Box], sight: QRectF
) -> list[tuple[str, QRectF]]:
    """Labels with their boxes, the most wanted first. Each is (text, x, y, mark's radius, width, height).

    A label is tried right, left, above and below its mark; where it would cover something it is left out.
    """
    room, within = Room(taken), (sight.left(), sight.top(), sight.right(), sight.bottom())
    names: set[str] = set()
    found: list[tuple[str, QRectF]] = []
    for text, x, y, radius, width, height in wanted:
        if not text or text in names:
            continue
        for box in _candidates(x, y, radius, width, height):
            if _contains(within, box) and room.is_free(box):
                room.take(box)
                names.add(text)
                found.append((text, QRectF(box[0], box[1], width, height)))
                break
    return found


def _candidates(x: float, y: float, radius: float, width: float, height: float) -> tuple[Box, ...]:
    away, left, top = radius + GAP, x - width / 2, y - height / 2
    return (
        (x + away, top, x + away + width, top + height),
        (x - away - width, top, x - away, top + height),
        (left, y - away - height, left + width, y - away),
        (left, y + away, left + width, y + away + height),
    )


def _contains(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _squares(box: Box) -> list[tuple[int, int]]:
    """The squares that a box lies in."""
    left, top, right, bottom = (int(edge // SQUARE_PX) for edge in box)
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]
