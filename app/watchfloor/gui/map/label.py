"""Where place names go on the map so that none covers another or a mark."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF

GAP = 5.0


def placed(
    wanted: Iterable[tuple[str, float, float, float, float, float]],
    taken: Sequence[QRectF],
    sight: QRectF,
) -> list[tuple[str, QRectF]]:
    """Labels with their boxes, the most wanted first. Each is (text, x, y, mark's radius, width, height).

    A label is tried right, left, above and below its mark; where it would cover something it is left out.
    """
    boxes = list(taken)
    names: set[str] = set()
    found: list[tuple[str, QRectF]] = []
    for text, x, y, radius, width, height in wanted:
        if not text or text in names:
            continue
        box = _free(_candidates(x, y, radius, width, height), boxes, sight)
        if box is not None:
            boxes.append(box)
            names.add(text)
            found.append((text, box))
    return found


def _candidates(x: float, y: float, radius: float, width: float, height: float) -> list[QRectF]:
    away = radius + GAP
    return [
        QRectF(x + away, y - height / 2, width, height),
        QRectF(x - away - width, y - height / 2, width, height),
        QRectF(x - width / 2, y - away - height, width, height),
        QRectF(x - width / 2, y + away, width, height),
    ]


def _free(candidates: list[QRectF], boxes: list[QRectF], sight: QRectF) -> QRectF | None:
    for box in candidates:
        if sight.contains(box) and not any(map(box.intersects, boxes)):
            return box
    return None
