"""Where the docks stand while the user leaves it to us: side by side where there is room, else as tabs."""

from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from watchfloor.gui.style.look import Look

LEFT, RIGHT, BELOW = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
# All lengths are for text of normal size, and grow with it.
NARROW, LOW, SMALL = 880, 790, 420
STRIPS = 150  # what title, run and status line take of the height
LEFT_WIDTHS, RIGHT_WIDTHS, RIGHT_MOST = (236, 312), (300, 388), 520
NEAR_PX = 3  # what rounding does
GRAPHS = 0.42  # of the height beside the map: a connection has more to say than three lines


class Plan(Enum):
    """How the docks are arranged, as (name, area, the dock it is a tab behind).

    In the smallest window, as a small screen is with large text, the map stands beside one of all others.
    """

    WIDE = (
        ("channels", LEFT, ""),
        ("log", BELOW, ""),
        ("inspector", RIGHT, ""),
        ("graphs", RIGHT, ""),
    )
    LOW = (
        ("channels", LEFT, ""),
        ("log", BELOW, ""),
        ("inspector", RIGHT, ""),
        ("graphs", RIGHT, "inspector"),
    )
    NARROW = (
        ("channels", LEFT, ""),
        ("log", BELOW, ""),
        ("inspector", BELOW, "log"),
        ("graphs", BELOW, "log"),
    )
    SMALL = (
        ("channels", LEFT, ""),
        ("log", LEFT, "channels"),
        ("inspector", LEFT, "channels"),
        ("graphs", LEFT, "channels"),
    )


def side_widths(width: float) -> tuple[float, float]:
    """How wide the columns left and right of the map are in a window so wide, for text of normal size."""
    left = min(max(LEFT_WIDTHS[0], 0.21 * width), LEFT_WIDTHS[1])
    # On a large screen the documents and connections at the right gain most by more room.
    right = min(max(RIGHT_WIDTHS[0], 0.265 * width), RIGHT_WIDTHS[1])
    return left, max(right, min(0.23 * width, RIGHT_MOST))


def plan_for(width: float, height: float) -> Plan:
    """What fits into so much room, given for text of normal size."""
    if width < NARROW:
        return Plan.SMALL if height < SMALL else Plan.NARROW
    return Plan.LOW if height < LOW else Plan.WIDE


class Room(QObject):
    """Changes the plan as the window or its text does, until the user has moved a dock: then all stays.

    The proportions stay with it, until the user has changed one.
    """

    def __init__(self, window: QMainWindow, docks: dict[str, QDockWidget], look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._look = look
        self._is_due = False
        self._given: dict[str, int] = {}  # how long each dock became as it was given its share
        self._is_shared = False
        look.changed.connect(self.fit_soon)
        window.installEventFilter(self)

    @property
    def plan(self) -> Plan | None:
        """The plan that the docks follow now; None once they follow the user."""
        return next((plan for plan in Plan if self._follows(plan)), None)

    def share(self) -> None:
        """Arrange the docks by the plan for the window's present size, in its proportions."""
        plan = self._wanted()
        if self.plan is not plan:
            self._arrange(plan)
        self._give(ACROSS, self._widths(plan))
        self._give(DOWN, self._heights(plan))
        if plan is Plan.WIDE:
            beside = self._window.height() - self._look.px(STRIPS)
            graphs = round(beside * GRAPHS)
            self._give(DOWN, {"inspector": beside - graphs, "graphs": graphs})
        self._given = self._lengths()

    def adopt(self) -> None:
        """The docks were put where they had been kept: if that is in proportion, they stay in it."""
        plan, stands = self._wanted(), self._lengths()
        shares = {**self._widths(plan), **self._heights(plan)}
        is_near = all(abs(stands.get(name, share) - share) <= NEAR_PX for name, share in shares.items())
        self._given = stands if is_near and self.plan is plan else {}

    def _widths(self, plan: Plan) -> dict[str, int]:
        px, zoom, width = self._look.px, self._look.zoom, self._window.width()
        if plan is Plan.SMALL:
            return {"log": round(width * 0.64)}
        if plan is Plan.NARROW:
            return {"channels": px(LEFT_WIDTHS[0])}
        left, right = side_widths(width / zoom)
        return {"channels": px(left), "inspector": px(right)}

    def _heights(self, plan: Plan) -> dict[str, int]:
        if plan is Plan.SMALL:
            return {}
        return {"log": round(self._window.height() * (0.42 if plan is Plan.NARROW else 0.365))}

    def _give(self, way: Qt.Orientation, lengths: dict[str, int]) -> None:
        if lengths:
            self._window.resizeDocks([self._docks[name] for name in lengths], [*lengths.values()], way)

    def _lengths(self) -> dict[str, int]:
        """What a window of another size would leave as it is: the columns' widths, the log's height."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()
        shown = {name: dock for name, dock in self._docks.items() if not dock.isHidden()}
        return {
            name: dock.height() if name == "log" else dock.width()
            for name, dock in shown.items()
            if name != "graphs"  # as wide as the inspector, and as high as the rest
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and self._window.isSeparator(event.position().toPoint())
        ):
            self._given = {}  # from now on the proportions are the user's
        return super().eventFilter(watched, event)

    def fit_soon(self) -> None:
        """Once the window has its new size, and not from within its own layout."""
        if not self._is_due and self._window.isVisible():
            self._is_due = True
            # Asked before larger text moves anything.
            stand, given = self._lengths(), self._given
            # What was hidden as the shares were given has none yet.
            self._is_shared = bool(given) and all(given.get(name, now) == now for name, now in stand.items())
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._is_due = False
        plan = self.plan
        if plan is not None and (self._is_shared or plan is not self._wanted()):
            self.share()

    def _wanted(self) -> Plan:
        zoom = self._look.zoom
        return plan_for(self._window.width() / zoom, self._window.height() / zoom)

    def _arrange(self, plan: Plan) -> None:
        """The focus stays where it was: a dock that moves hands it to any button, which Space would press."""
        focused = self._focused()
        hidden = [dock for dock in self._docks.values() if dock.isHidden()]
        for name, area, behind in plan.value:
            dock = self._docks[name]
            dock.setFloating(False)
            if behind:  # never side by side first, which could make the window larger
                self._window.tabifyDockWidget(self._docks[behind], dock)
            else:
                self._window.addDockWidget(area, dock)
        for _, _, behind in plan.value:
            if behind:
                self._docks["log" if plan is Plan.SMALL else behind].raise_()
        for dock in hidden:
            dock.hide()
        if focused is not None and focused.isVisibleTo(self._window):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> QWidget | None:
        return self._window.focusWidget()  # none before anybody typed or clicked

    def _follows(self, plan: Plan) -> bool:
        """Whether every dock in sight is where the plan has it."""
        shown = {name for name, dock in self._docks.items() if not dock.isHidden()}
        return all(
            not (dock := self._docks[name]).isFloating()
            and self._window.dockWidgetArea(dock) is area
            and self._tabs_of(name) & shown == _tabs(plan, name) & shown
            for name, area, _ in plan.value
            if name in shown
        )

    def _tabs_of(self, name: str) -> set[str]:
        return {dock.objectName() for dock in self._window.tabifiedDockWidgets(self._docks[name])}


def _tabs(plan: Plan, name: str) -> set[str]:
    """The docks that share their place with this one."""
    place = {each: behind or each for each, _, behind in plan.value}
    return {each for each, at in place.items() if at == place[name]} - {name}
