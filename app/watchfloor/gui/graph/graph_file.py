"""Plots as files: a picture as it is seen, or a table of all points."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QPixmap

from watchfloor.core.error import KnownError
from watchfloor.gui.graph.curve import Curve
from watchfloor.gui.instant import date_text

ADVICE = "Choose a folder that exists and can be written to"


def save_picture(picture: QPixmap, path: Path) -> None:
    """A `KnownError` says why it could not be written."""
    if not picture.save(str(path)):
        raise KnownError(f"The picture could not be saved as {path}. {ADVICE}, and a name ending in .png.")


def save_table(curves: Iterable[Curve], path: Path) -> None:
    """A `KnownError` says why it could not be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(csv_text(curves))
    except OSError as error:
        raise KnownError(f"The table could not be saved as {path}: {error.strerror}. {ADVICE}.") from error


def csv_text(curves: Iterable[Curve]) -> str:
    """The points of curves: one line each, gaps as empty values."""
    lines = ["time,unix_s,series,value"]
    for curve in curves:
        for at_s, value in zip(curve.times.tolist(), curve.values.tolist(), strict=True):
            shown = "" if value != value else repr(value)
            lines.append(f"{date_text(at_s, utc=True)},{at_s:.3f},{safe_cell(curve.name)},{shown}")
    return "\r\n".join(lines) + "\r\n"


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    guarded = f"'{text}" if text[:1] in "=+-@\t\r" else text
    return '"' + guarded.replace('"', '""') + '"' if any(c in guarded for c in ',"\r\n') else guarded
