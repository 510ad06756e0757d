"""Where a window's panels are, read off the window as words, and put back from them."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from watchfloor.core.error import KnownError
from watchfloor.core.workspace.place import BEHIND, BELOW, BESIDE, Place, place_of, text_of
from watchfloor.core.workspace.workspace import Layout

AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "top": Qt.DockWidgetArea.TopDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_WAYS = {BESIDE: ACROSS, BELOW: DOWN}
_SPANS: dict[str, Callable[[QRect], tuple[int, int]]] = {
    BESIDE: lambda box: (box.x(), box.x() + box.width()),
    BELOW: lambda box: (box.y(), box.y() + box.height()),
}
_OTHER = {BESIDE: BELOW, BELOW: BESIDE}
Boxed = tuple[QRect, Place]


# -- from the window


def layout_of(window: QMainWindow, docks: Sequence[QDockWidget]) -> Layout:
    """The panels as they are now; those that are hidden or float stand where they come back to."""
    return Layout(
        left=_side(window, docks, "left"),
        right=_side(window, docks, "right"),
        top=_side(window, docks, "top"),
        bottom=_side(window, docks, "bottom"),
        hidden=tuple(dock.objectName() for dock in docks if dock.isHidden()),
        floating={dock.objectName(): _where(dock) for dock in docks if dock.isFloating()},
    )


def _where(dock: QDockWidget) -> tuple[int, int, int, int]:
    """Where it floats."""
    place = dock.geometry()
    return place.x(), place.y(), place.width(), place.height()


def _side(window: QMainWindow, docks: Sequence[QDockWidget], side: str) -> str:
    there = [dock for dock in docks if window.dockWidgetArea(dock) is AREAS[side]]
    groups = _groups(window, [dock for dock in there if _is_seen(dock)])
    along, across = (BELOW, BESIDE) if side in ("left", "right") else (BESIDE, BELOW)
    place = None
    if groups:
        length = _length(groups, across)
        place = msgspec.structs.replace(_cut(groups, along), size=f"{length}px")
    for dock in there:
        if not _is_seen(dock):
            place = _with(place, dock.objectName(), docks, along)
    return "" if place is None else text_of(place)


def _is_seen(dock: QDockWidget) -> bool:
    """It is in its side, in sight or as a tab behind another one."""
    return not dock.isHidden() and not dock.isFloating()


def _groups(window: QMainWindow, docks: list[QDockWidget]) -> list[Boxed]:
    """The tabs of each place, and where the one is that is seen."""
    groups: list[Boxed] = []
    left = list(docks)
    while left:
        behind = window.tabifiedDockWidgets(left[0])
        tabs = [dock for dock in left if dock is left[0] or dock in behind]
        left = [dock for dock in left if dock not in tabs]
        # Qt keeps the tabs behind somewhere outside the window.
        front = next((dock for dock in tabs if dock.geometry().right() >= 0), tabs[0])
        parts = tuple(Place(panel=dock.objectName()) for dock in tabs)
        place = parts[0] if len(parts) == 1 else Place(way=BEHIND, parts=parts, front=tabs.index(front))
        groups.append((front.geometry(), place))
    return groups


def _length(groups: list[Boxed], way: str) -> int:
    spans = [_SPANS[way](box) for box, _ in groups]
    return max(end for _, end in spans) - min(begin for begin, _ in spans)


def _cut(groups: list[Boxed], way: str) -> Place:
    """The places between which a straight cut goes, in this way or the other, and so on within each."""
    if len(groups) == 1:
        return groups[0][1]
    parts = _parted(groups, way)
    if len(parts) == 1:
        way = _OTHER[way]
        parts = _parted(groups, way)
    if len(parts) == 1:  # they overlap, as while they move: one after the other
        parts = [[each] for each in parts[0]]
    lengths = [_length(part, way) for part in parts]
    shares = [f"{round(100 * length / max(1, sum(lengths)))}%" for length in lengths]
    inner = [_cut(part, _OTHER[way]) for part in parts]
    sized = (msgspec.structs.replace(part, size=size) for part, size in zip(inner, shares, strict=True))
    return Place(way=way, parts=tuple(sized))


def _parted(groups: list[Boxed], way: str) -> list[list[Boxed]]:
    """The groups in their order, apart wherever one begins after all before it have ended."""
    parts: list[list[Boxed]] = []
    reach = 0
    for box, place in sorted(groups, key=lambda each: _SPANS[way](each[0])):
        begin, end = _SPANS[way](box)
        if parts and begin < reach:
            parts[-1].append((box, place))
            reach = max(reach, end)
        else:
            parts.append([(box, place)])
            reach = end
    return parts


def _with(place: Place | None, name: str, docks: Sequence[QDockWidget], way: str) -> Place:
    """A panel that is not seen stands among the others in the order in which the window was made."""
    added = Place(panel=name)
    if place is None:
        return added
    order = [dock.objectName() for dock in docks]
    parts = place.parts if place.way == way else (msgspec.structs.replace(place, size=""),)
    at = sum(order.index(part.first) < order.index(name) for part in parts)
    return Place(way=way, parts=(*parts[:at], added, *parts[at:]), size=place.size)


# -- to the window


def arrange(window: QMainWindow, docks: Sequence[QDockWidget], layout: Layout) -> bool:
    """Put the panels there. False, and all stays, where it cannot be read or names no panel of ours."""
    named = {dock.objectName(): dock for dock in docks}
    try:
        sides = {side: _known(text, named) for side in AREAS if (text := getattr(layout, side))}
    except KnownError:
        return False
    seen = [name for place in sides.values() if place is not None for name in place.panels]
    if not seen or len(set(seen)) < len(seen):
        return False
    areas = {name: window.dockWidgetArea(dock) for name, dock in named.items()}
    window.winId()  # else what floats would have no window to stay above
    animated = window.isAnimated()
    window.setAnimated(False)
    for dock in docks:
        dock.setFloating(False)
        window.removeDockWidget(dock)
    for side, place in sides.items():
        if place is not None:
            window.addDockWidget(AREAS[side], named[place.first])
            _fill(window, named, place)
    for name, dock in named.items():
        if name not in seen:
            window.addDockWidget(areas[name], dock)  # it was not there when this was kept
        dock.setVisible(name not in layout.hidden)
        if name in layout.floating:
            dock.setFloating(True)
            dock.setGeometry(*layout.floating[name])
    for side, place in sides.items():
        if place is not None:
            _size_side(window, named, place, side)
            _raise(named, place)
    window.setAnimated(animated)
    return True


def _known(text: str, named: dict[str, QDockWidget]) -> Place | None:
    """The side without the panels that there are not. `KnownError` where it cannot be read."""
    return _pruned(place_of(text), named)


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
    return next((dock for name in place.panels if _is_seen(dock := named[name])), None)
