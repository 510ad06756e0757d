"""Puts a window's panels where words say."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from watchfloor.core.error import KnownError
from watchfloor.core.workspace.place import BEHIND, BELOW, BESIDE, Place, place_of
from watchfloor.core.workspace.workspace import Layout
from watchfloor.gui.shell.panel_place import AREAS, is_seen

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_WAYS = {BESIDE: ACROSS, BELOW: DOWN}


def arrange(window: QMainWindow, docks: Sequence[QDockWidget], layout: Layout) -> bool:
    """Put the panels there. False, and all stays, where it cannot be read or names no panel of ours."""
    named = {dock.objectName(): dock for dock in docks}
    sides = _sides(layout, named)
    if not sides:
        return False
    window.winId()  # else what floats would have no window to stay above
    animated = window.isAnimated()
    window.setAnimated(False)
    _dock(window, named, sides)
    for name, dock in named.items():
        dock.setVisible(name not in layout.hidden)
        if name in layout.floating:
            dock.setFloating(True)
            dock.setGeometry(*layout.floating[name])
    for side, place in sides.items():
        _size_side(window, named, place, side)
        _raise(named, place)
    window.setAnimated(animated)
    return True


def _sides(layout: Layout, named: dict[str, QDockWidget]) -> dict[str, Place]:
    """What is where, without the panels that there are not; nothing where that cannot be read or done."""
    try:
        kept = {side: _pruned(place_of(text), named) for side in AREAS if (text := getattr(layout, side))}
    except KnownError:
        return {}
    sides = {side: place for side, place in kept.items() if place is not None}
    panels = _panels(sides)
    return sides if len(set(panels)) == len(panels) else {}


def _panels(sides: dict[str, Place]) -> list[str]:
    return [name for place in sides.values() for name in place.panels]


def _dock(window: QMainWindow, named: dict[str, QDockWidget], sides: dict[str, Place]) -> None:
    """Take every panel off, and put each in its place; one that was not there when this was kept stays
    on its side."""
    areas = {name: window.dockWidgetArea(dock) for name, dock in named.items()}
    for dock in named.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    for side, place in sides.items():
        window.addDockWidget(AREAS[side], named[place.first])
        _fill(window, named, place)
    placed = _panels(sides)
    for name, dock in named.items():
        if name not in placed:
            window.addDockWidget(areas[name], dock)


def _pruned(place: Place, named: dict[str, QDockWidget]) -> Place | None:
    if place.panel:
        return place if place.panel in named else None
    parts = tuple(part for each in place.parts if (part := _pruned(each, named)) is not None)
    if len(parts) < 2:
        return msgspec.structs.replace(parts[0], size=place.size) if parts else None
    return msgspec.structs.replace(place, parts=parts, front=min(place.front, len(parts) - 1))


def _fill(window: QMainWindow, named: dict[str, QDockWidget], place: Place) -> None:
    """The place's first panel is there: now the others, each after the one before it."""
    for before, part in pairwise(place.parts):
        if place.way == BEHIND:
            window.tabifyDockWidget(named[before.first], named[part.first])
        else:
            window.splitDockWidget(named[before.first], named[part.first], _WAYS[place.way])
    for part in place.parts:
        _fill(window, named, part)


def _size_side(window: QMainWindow, named: dict[str, QDockWidget], place: Place, side: str) -> None:
    across = side in ("left", "right")
    dock, amount = _seen(named, place), place.amount
    if dock is None or not amount:
        return
    room = QSize(amount, window.height()) if across else QSize(window.width(), amount)
    _share(window, named, place, room)
    window.resizeDocks([dock], [amount], ACROSS if across else DOWN)


def _share(window: QMainWindow, named: dict[str, QDockWidget], place: Place, room: QSize) -> None:
    """Give each part its share of so much room."""
    seen = [(dock, part) for part in place.parts if part.amount and (dock := _seen(named, part))]
    rooms = [_part_of(room, place.way, part.amount or 0) for _, part in seen]
    if place.way in _WAYS:
        lengths = [each.width() if place.way == BESIDE else each.height() for each in rooms]
        window.resizeDocks([dock for dock, _ in seen], lengths, _WAYS[place.way])
    for (_, part), inner in zip(seen, rooms, strict=True):
        _share(window, named, part, inner)


def _part_of(room: QSize, way: str, percent: int) -> QSize:
    if way == BESIDE:
        return QSize(max(1, room.width() * percent // 100), room.height())
    return QSize(room.width(), max(1, room.height() * percent // 100))


def _raise(named: dict[str, QDockWidget], place: Place) -> None:
    """Bring of each place's tabs the right one to the front."""
    if place.way == BEHIND:
        named[place.parts[place.front].first].raise_()
    for part in place.parts:
        _raise(named, part)


def _seen(named: dict[str, QDockWidget], place: Place) -> QDockWidget | None:
    """A panel of the place that takes room."""
    return next((dock for name in place.panels if is_seen(dock := named[name])), None)
