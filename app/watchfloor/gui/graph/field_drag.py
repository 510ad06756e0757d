"""A field of a channel's JSON while it is dragged from one view to another."""

import msgspec
from PySide6.QtCore import QMimeData

FORMAT = "application/x-watchfloor-field"


def packed(channel: str, path: str) -> QMimeData:
    """Our own form, and the path as text for whoever else takes it."""
    data = QMimeData()
    data.setData(FORMAT, msgspec.json.encode((channel, path)))
    data.setText(path)
    return data


def unpacked(data: QMimeData) -> tuple[str, str] | None:
    """The channel and the path; None where something else is dragged."""
    if not data.hasFormat(FORMAT):
        return None
    try:
        return msgspec.json.decode(bytes(data.data(FORMAT).data()), type=tuple[str, str])
    except msgspec.DecodeError:
        return None
