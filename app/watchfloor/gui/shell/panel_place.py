"""Where a window's panels are, read off the window as words."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

from watchfloor.core.workspace.place import BEHIND, BELOW, BESIDE, Place, text_of
from watchfloor.core.workspace.workspace import Layout

AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "top": Qt.DockWidgetArea.TopDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_SPANS: dict[str, Callable[[QRect], tuple[int, int]]] = {
    BESIDE: lambda box: (box.x(), box.x() + box.width()),
    BELOW: lambda box: (box.y(), box.y() + box.height()),
}
_OTHER = {BESIDE: BELOW, BELOW: BESIDE}
Boxed = tuple[QRect, Place]


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
    groups = _groups(window, [dock for dock in there if is_seen(dock)])
    along, across = (BELOW, BESIDE) if side in ("left", "right") else (BESIDE, BELOW)
    place = None
    if groups:
        length = _length(groups, across)
        place = msgspec.structs.replace(_cut(groups, along), size=f"{length}px")
    for dock in there:
        if not is_seen(dock):
            place = _with(place, dock.objectName(), docks, along)
    return "" if place is None else text_of(place)


def is_seen(dock: QDockWidget) -> bool:
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
        groups.append(_tabs(window, tabs) if len(tabs) > 1 else _alone(tabs[0]))
    return groups


def _alone(dock: QDockWidget) -> Boxed:
    return dock.geometry(), Place(panel=dock.objectName())


def _tabs(window: QMainWindow, docks: list[QDockWidget]) -> Boxed:
    """With the bar that Qt shows below the one in front, and in that bar's order."""
    titles = {dock.windowTitle(): dock for dock in docks}
    bars = (bar for bar in window.findChildren(QTabBar) if set(titles) == _titles(bar))
    bar = next(bars, None)
    ordered = docks if bar is None else [titles[bar.tabText(place)] for place in range(bar.count())]
    # Qt keeps the tabs behind somewhere outside the window.
    front = next((dock for dock in ordered if dock.geometry().right() >= 0), ordered[0])
    parts = tuple(Place(panel=dock.objectName()) for dock in ordered)
    box = front.geometry() if bar is None else front.geometry().united(bar.geometry())
    return box, Place(way=BEHIND, parts=parts, front=ordered.index(front))


def _titles(bar: QTabBar) -> set[str]:
    return {bar.tabText(place) for place in range(bar.count())}


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
