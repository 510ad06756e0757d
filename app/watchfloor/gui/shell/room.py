"""Where the docks stand while the user leaves it to us: side by side where there is room, else as tabs."""

from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from watchfloor.gui.style.look import Look

LEFT, RIGHT, BELOW = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
# All lengths are for text of normal size, and grow with it.
WIDE, NARROW, LOW = 1_300, 880, 790
STRIPS = 150  # what title, run and status line take of the height


class Plan(Enum):
    """How the docks are arranged, as (name, area, the dock it is a tab behind)."""

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


def plan_for(width: float, height: float) -> Plan:
    """What fits into so much room, given for text of normal size."""
    if width < NARROW:
        return Plan.NARROW
    return Plan.LOW if height < LOW else Plan.WIDE


class Room(QObject):
    """Changes the plan as the window or its text does, until the user has moved a dock: then all stays."""

    def __init__(self, window: QMainWindow, docks: dict[str, QDockWidget], look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._look = look
        self._is_due = False
        look.changed.connect(self.fit_soon)

    @property
    def plan(self) -> Plan | None:
        """The plan that the docks follow now; None once they follow the user."""
        return next((plan for plan in Plan if self._follows(plan)), None)

    def share(self) -> None:
        """Arrange the docks by the plan for the window's present size, in its proportions."""
        plan = self._wanted()
        if self.plan is not plan:
            self._arrange(plan)
        px, width, height = self._look.px, self._window.width(), self._window.height()
        left, right = (312, 388) if width >= px(WIDE) else (236, 300)
        docks = self._docks
        if plan is Plan.NARROW:
            self._window.resizeDocks([docks["channels"]], [px(236)], ACROSS)
            self._window.resizeDocks([docks["log"]], [round(height * 0.42)], DOWN)
            return
        self._window.resizeDocks([docks["channels"], docks["inspector"]], [px(left), px(right)], ACROSS)
        self._window.resizeDocks([docks["log"]], [round(height * 0.365)], DOWN)
        half = round((height - px(STRIPS)) * 0.5)
        self._window.resizeDocks([docks["inspector"], docks["graphs"]], [half, half], DOWN)

    def fit_soon(self) -> None:
        """Once the window has its new size, and not from within its own layout."""
        if not self._is_due and self._window.isVisible():
            self._is_due = True
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._is_due = False
        plan = self.plan
        if plan is not None and plan is not self._wanted():
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
            self._window.addDockWidget(area, dock)
            if behind:
                self._window.tabifyDockWidget(self._docks[behind], dock)
        for _, _, behind in plan.value:
            if behind:
                self._docks[behind].raise_()
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
