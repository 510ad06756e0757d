"""When each view is brought up to date: with every frame, a few times a second, or once it can be seen."""

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QWidget

from watchfloor.core.event import Batch
from watchfloor.core.session.backlog import READ_A_FRAME
from watchfloor.core.session.session import Change, Session
from watchfloor.gui.frame import FrameClock
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.sweep import Sweep

MOVING_MS = 200
CALM_S = 0.4
LAYERS = 6  # of layouts within layouts: each tells the one around it
FEW, SETTLE_S, FLOOD_SETTLE_S = 50, 0.12, 0.3


class View(Protocol):
    """What is asked of a view."""

    watches: Change

    def refresh(self, at: Instant) -> None: ...
    def isVisible(self) -> bool: ...


class Part:
    """Some of the window's own words, refreshed like a view."""

    def __init__(self, window: QWidget, watches: Change, refresh: Callable[[Instant], None]) -> None:
        self._window = window
        self.watches = watches
        self.refresh = refresh

    def isVisible(self) -> bool:
        return self._window.isVisible()


class Moving(View, Protocol):
    """A view that, at times, moves several times a second by itself."""

    @property
    def moving(self) -> bool: ...


class Beat(QObject):
    """Takes a session's changes once a frame and tells the views that watch for them.

    `before_frame` is called first with each frame, each of `each_second` with each second while the window
    can be seen: together where little comes, one a frame where frames follow each other closely. What is done
    to a view is done within its `guard`, which may know what to do if it fails.
    """

    def __init__(self, session: Session, clock: Callable[[], Instant], window: QWidget) -> None:
        super().__init__(window)
        self.before_frame: Callable[[], None] = lambda: None
        self.each_second: list[Callable[[Instant], None]] = []
        self.guard: Callable[[QWidget], AbstractContextManager[object]] = nullcontext
        self._session = session
        self._clock = clock
        self._window = window
        self._views: list[View] = []
        self._watches: dict[int, int] = {}  # by view: to ask an enumeration costs as much as all the rest
        self._quick: set[int] = set()
        self._moving: Moving | None = None
        self._stale: set[int] = set()
        self._behind: set[int] = set()  # views in a tab that is not in front
        self._owed: dict[int, View] = {}
        self._turns: deque[Callable[[Instant], None]] = deque()  # of this second, and to come yet
        self._settled_at_s = 0.0
        self._refreshed_at_s: dict[int, float] = {}
        self._make_timers()

    def _make_timers(self) -> None:
        self.frames = FrameClock(parent=self)
        self.frames.frame.connect(self.on_frame)
        self._sweep = Sweep(self)
        self.frames.frame.connect(self._sweep.soon)
        self._session.on_change = self.frames.request
        self._second = self._once(self.on_second)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._owing = self._once(self._on_owing)
        self._owing.setInterval(round(CALM_S * 1_000))
        # A run's tenths of a second move only while a run does.
        self._motion = QTimer(self)
        self._motion.setInterval(MOVING_MS)
        self._motion.timeout.connect(self._on_motion)

    def _once(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        return timer

    # -- who is told

    def add(self, *views: View) -> None:
        """These are calm: figures and words that change with every frame could not be read."""
        self._views.extend(views)
        self._watches.update((id(view), view.watches.value) for view in views)

    def add_quick(self, *views: View) -> None:
        """Rows and marks are drawn with every frame."""
        self.add(*views)
        self._quick.update(map(id, views))

    def add_moving(self, view: Moving) -> None:
        self.add(view)
        self._moving = view

    def watch(self, dock: QDockWidget, view: QWidget) -> None:
        """A view in a dock may lie behind another."""
        dock.visibilityChanged.connect(lambda seen: self._on_dock_seen(view, seen=seen))

    # -- frames

    def accept(self, _batch: Batch) -> None:
        """A channel has brought something, which the session knows by now."""
        self.frames.join()

    async def room(self) -> None:
        """What is drawn makes no socket wait."""

    def on_frame(self) -> None:
        self.before_frame()
        at = self._clock()
        self.frames.brought(self._session.pending)
        changes = self._take_changes().value
        for view in self._views:
            if changes & self._watches[id(view)] or id(view) in self._owed:
                self._pace(view, at)
        if self._turns:
            self._take_turn(at)
        moving = self._moving
        if moving and moving.moving and not self._motion.isActive() and self._window.isVisible():
            self._motion.start()

    def _take_changes(self) -> Change:
        """Reading for map and graphs costs more than both can show: in a flood it is done now and then."""
        session = self._session
        now_s = perf_counter()  # the window's own pace, whatever clock it shows
        # Once not all can be read anyway, it is read less often still.
        pause_s = FLOOD_SETTLE_S if session.pending >= READ_A_FRAME else SETTLE_S
        due = session.pending <= FEW or now_s - self._settled_at_s >= pause_s
        if due:
            self._settled_at_s = now_s
        changes = session.take_changes(settle=due)
        if session.pending:
            self.frames.request()
        return changes

    def _pace(self, view: View, at: Instant) -> None:
        """Bring a view up to date, or do so soon where it was done a moment ago: figures need no more."""
        pause_s = 0.0 if id(view) in self._quick else CALM_S
        now_s = perf_counter()
        if now_s - self._refreshed_at_s.get(id(view), -CALM_S) >= pause_s:
            self._refreshed_at_s[id(view)] = now_s
            self._pay(view)
            self.refresh(view, at)
        else:
            self._owed[id(view)] = view
            if not self._owing.isActive():
                self._owing.start()

    def _pay(self, view: View) -> None:
        """It is drawn with this frame, and not by itself later on."""
        self._owed.pop(id(view), None)
        if not self._owed:
            self._owing.stop()

    def _on_owing(self) -> None:
        owed, self._owed = self._owed, {}
        at = self._clock()
        for key, view in owed.items():
            self._refreshed_at_s[key] = perf_counter()
            self.refresh(view, at)

    def _on_motion(self) -> None:
        if self._moving:
            self._moving.refresh(self._clock())

    def refresh(self, view: View, at: Instant) -> None:
        """Now if it can be seen; once it can, if not."""
        if view.isVisible() and id(view) not in self._behind:
            with self.guarded(view):
                view.refresh(at)
            self._stale.discard(id(view))
        else:
            self._stale.add(id(view))

    def refresh_all(self, at: Instant) -> None:
        """Everything anew, as after a change of what is shown altogether."""
        self._session.take_changes()
        for view in self._views:
            # What was put away on purpose starts nothing; it is brought up to date when it comes back.
            if isinstance(view, QWidget) and view.isHidden():
                self._stale.add(id(view))
                continue
            with self.guarded(view):
                view.refresh(at)

    def guarded(self, view: object) -> AbstractContextManager[object]:
        return self.guard(view) if isinstance(view, QWidget) else nullcontext()

    def _on_dock_seen(self, view: QWidget, *, seen: bool) -> None:
        """A tab came to the front, or went behind another: Qt calls both visible."""
        if not seen:
            self._behind.add(id(view))
            return
        self._behind.discard(id(view))
        for each in self._views:
            if id(each) == id(view) and id(each) in self._stale and self._window.isVisible():
                self.refresh(each, self._clock())

    # -- seconds

    def on_second(self) -> None:
        """What changes with time alone: countdowns, rates, ages, the clock."""
        at = self._clock()
        self._session.tick(at.wall_s)
        # What was hidden and can be seen again is brought up to date here, within a second at most.
        for view in self._views:
            if id(view) in self._stale:
                self.refresh(view, at)
        if self._window.isVisible():
            self._pass_second(at)
        self._rest_if_still(at)
        self._second.start(max(1, 1_000 - int(now().wall_s * 1_000) % 1_000))

    def _pass_second(self, at: Instant) -> None:
        """All that a second changes at once would make the frame behind it late."""
        self._turns.extend(each for each in self.each_second if each not in self._turns)
        self._take_turn(at)
        while self._turns and not self.frames.dense:
            self._take_turn(at)
        # What has to be laid out anew for it is so before anything is drawn, and not drawn twice.
        for _ in range(LAYERS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _take_turn(self, at: Instant) -> None:
        self._turns.popleft()(at)

    def _rest_if_still(self, at: Instant) -> None:
        if self._moving and not self._moving.moving:
            if self._motion.isActive():
                self._moving.refresh(at)
            self._motion.stop()

    def hold(self, *, held: bool) -> None:
        """While nothing can be seen no frame is drawn."""
        self.frames.hold(held=held)

    def rest(self) -> None:
        """The window is hidden: only seconds pass."""
        self.hold(held=True)
        self._motion.stop()
        self._owing.stop()
        self._sweep.stop()

    @property
    def running(self) -> bool:
        return self._second.isActive() or self.frames.running

    def stop(self) -> None:
        """The window is closed."""
        self.rest()
        self.frames.stop()
        self._second.stop()
        self._session.on_change = lambda: None
