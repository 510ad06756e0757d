"""Two pictures side by side: how much differs, and a picture that shows where."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]
# Another version of what draws type or lines shades their edges a little differently; that is no change.
SHADE = 40
FEW, SHARE = 12, 0.0004
GAP = 8
GREY = 128


def pixels_of(path: Path) -> Pixels:
    """Rows, columns, and red, green, blue."""
    return pixels_in(QImage(str(path)))


def coarse(pixels: Pixels) -> Pixels:
    """In 32 steps of each colour: half as large as a file, and the same to the eye."""
    return pixels & np.uint8(0xF8)


def pixels_in(picture: QImage) -> Pixels:
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    line = image.bytesPerLine()
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), line)
    return raw[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def differing(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    """Where the two differ by more than a shade."""
    far: NDArray[np.bool_] = np.abs(before.astype(np.int16) - after).max(axis=2) > SHADE
    return far


def is_same(before: Pixels, after: Pixels) -> bool:
    if before.shape != after.shape:
        return False
    far = differing(before, after)
    return int(far.sum()) <= max(FEW, SHARE * far.size)


def shown(before: Pixels, after: Pixels) -> Pixels:
    """Before, after, and what differs in white, side by side."""
    height = max(before.shape[0], after.shape[0])
    width = max(before.shape[1], after.shape[1])
    one, other = _padded(before, height, width), _padded(after, height, width)
    far = np.repeat(differing(one, other)[:, :, None] * np.uint8(255), 3, axis=2).astype(np.uint8)
    between = np.full((height, GAP, 3), GREY, np.uint8)
    return np.concatenate([one, between, other, between, far], axis=1)


def save(pixels: Pixels, path: Path) -> None:
    height, width, _ = pixels.shape
    data = np.ascontiguousarray(pixels)
    image = QImage(data.data, width, height, width * 3, QImage.Format.Format_RGB888)
    if not image.save(str(path), quality=0):  # as small as can be
        raise OSError(f"{path} cannot be written.")


def _padded(pixels: Pixels, height: int, width: int) -> Pixels:
    more = ((0, height - pixels.shape[0]), (0, width - pixels.shape[1]), (0, 0))
    return np.pad(pixels, more, constant_values=GREY)
