"""The main window: puts the views around one session and tells each, once a frame, what changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QInputDialog,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.event import Event
from watchfloor.core.log.log_window import Predicate
from watchfloor.core.query.area import area_of, term_of, with_area, without_area
from watchfloor.core.query.tree import Node, Within
from watchfloor.core.session import READ_A_FRAME, Change, Session
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.channel.indicator import Badge
from watchfloor.gui.channel.insecure_mark import InsecureMark
from watchfloor.gui.frame import FrameClock
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.inspector.inspector import Inspector
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.log.row_menu import row_menu
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.shell.command import CommandTable
from watchfloor.gui.shell.palette import Palette
from watchfloor.gui.shell.pane import FocusRing, Panes
from watchfloor.gui.shell.room import Room
from watchfloor.gui.shell.vitals import VitalsMeter
from watchfloor.gui.shell.window_command import window_commands
from watchfloor.gui.strip.banner import Banner
from watchfloor.gui.strip.run_strip import RunStrip
from watchfloor.gui.strip.status_strip import StatusStrip
from watchfloor.gui.strip.title_bar import TitleBar
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.icon import window_icon
from watchfloor.gui.style.look import Look

MOVING_MS = 200
CALM_S = 0.4
FEW, SETTLE_S, FLOOD_SETTLE_S = 50, 0.12, 0.3
BARE_KEYS = {
    Qt.Key.Key_Space: "log.follow",
    Qt.Key.Key_Question: "help.keys",
    Qt.Key.Key_Slash: "log.filter",
}


class View(Protocol):
    """What the window asks of a view."""

    watches: Change

    def refresh(self, at: Instant) -> None: ...
    def isVisible(self) -> bool: ...


class Part:
    """Some of the window's own words, refreshed like a view."""

    watches = Change.NOTHING

    def __init__(self, window: QWidget, refresh: Callable[[Instant], None]) -> None:
        self._window = window
        self.refresh = refresh

    def isVisible(self) -> bool:
        return self._window.isVisible()


class MainWindow(QMainWindow):
    """Shows a `Session`.

    Gives what only others can do: `action_asked` (a channel's name and "start", "stop", "pause", "resume",
    "retry_now", "reset_breaker"), `analysis_asked` with a ward, `cancel_asked` with a run's channel and
    name, and `closed`.
    """

    action_asked = Signal(str, str)
    analysis_asked = Signal(str)
    cancel_asked = Signal(str, str)
    closed = Signal()

    def __init__(
        self,
        session: Session,
        look: Look,
        *,
        clock: Callable[[], Instant] = now,
        journal: Callable[[], tuple[int, int] | None] = lambda: None,
    ) -> None:
        super().__init__()
        self.session = session
        self.look = look
        self._clock = clock
        self._journal = journal
        self._vitals = VitalsMeter()
        # What is done to a view is done within its guard, which may know what to do if it fails.
        self.guard: Callable[[QWidget], AbstractContextManager[object]] = nullcontext
        self._stale: set[int] = set()
        self._behind: set[int] = set()  # views in a tab that is not in front
        self.filter_linked = True  # one filter for log and map
        self._predicate: Predicate | None = None
        self._owed: dict[int, View] = {}
        self._settled_at_s = 0.0
        self._refreshed_at_s: dict[int, float] = {}
        self.work_name = ""  # of the workspace, which a person may have several of
        self._titled = ""
        self.setWindowTitle("Watchfloor")
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        self._make_views()
        self.commands = CommandTable()
        self.commands.add(*window_commands(self))
        self.commands.install(self)
        self.title_bar = TitleBar(self.commands, self.filter_box, self.badge, look, self)
        self.title_bar.fill_menu()
        self.palette_view = Palette(self.commands, look, self)
        self._docks: dict[str, QDockWidget] = {}
        self._lay_out()
        self._connect()
        self._make_timers()
        self.first_layout = self.saveState()

    def _make_views(self) -> None:
        session, look = self.session, self.look
        self.channels = ChannelList(session, look)
        self.channel_heading = Heading(self.tr("Channels"), look)
        self.map = MapView(session, look, clock=self._clock)
        self.log = LogView(session, look)
        self.inspector = Inspector(session, look)
        self.graphs = GraphView(session, look, rows=self.log.window_of_rows)
        self.runs = RunStrip(session, look)
        self.banner = Banner(session, look)
        self.badge = Badge(session, look)
        clock = self._clock
        self.filter_box = FilterBox(session.read, self._values, look, clock=lambda: clock().wall_s)
        self.status = StatusStrip(session, look)
        self._insecure = self._marked()
        self._views: tuple[View, ...] = (
            self.channels,
            self.log,
            self.map,
            self.inspector,
            self.graphs,
            self.runs,
        )
        # Rows and marks are drawn with every frame; figures and words change too fast to be read then.
        self._quick: tuple[View, ...] = (self.log, self.map)
        self._standing = Part(self, self._refresh_standing)
        self._title = Part(self, lambda _at: self._refresh_title())

    def _marked(self) -> list[InsecureMark]:
        """Over map, log and graphs: that a feed may be anyone's."""
        marks = [InsecureMark(self.session) for _ in range(3)]
        self.log.heading.add_first(marks[0])
        self.graphs.heading.add_first(marks[1])
        self.map.bar.add(marks[2])
        marks[2].shown_changed.connect(self.map.place_children)
        return marks

    # -- where things are

    def _lay_out(self) -> None:
        self.setCentralWidget(self.map)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in (self.title_bar, self.runs, self.banner):
            column.addWidget(strip)
        self.setMenuWidget(top)
        self._strips = column
        area = Qt.DockWidgetArea
        self.setCorner(Qt.Corner.BottomLeftCorner, area.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, area.RightDockWidgetArea)
        self._dock(
            "channels", self.tr("Channels"), self.channels, self.channel_heading, area.LeftDockWidgetArea
        )
        self._dock("log", self.tr("Event log"), self.log, self.log.heading, area.BottomDockWidgetArea)
        inspector = Heading(self.tr("Inspector"), self.look)
        self._dock("inspector", self.tr("Inspector"), self.inspector, inspector, area.RightDockWidgetArea)
        self._dock("graphs", self.tr("Graphs"), self.graphs, self.graphs.heading, area.RightDockWidgetArea)
        self.room = Room(self, self._docks, self.look)
        self.focus_ring = FocusRing(self.look, self)
        self.panes = Panes(
            [
                (self.title_bar, self.filter_box),
                (self.runs, self.runs.start),
                (self.banner, self.banner.retry),
                (self._docks["channels"], self.channels),
                (self.map, self.map),
                (self._docks["log"], self.log.table),
                (self._docks["inspector"], self.inspector.tabBar()),
                (self._docks["graphs"], None),
            ],
            self.focus_ring,
        )
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.status, 1)

    def add_strip(self, strip: QWidget) -> None:
        """Put one more line above the work."""
        self._strips.addWidget(strip)

    def _dock(self, name: str, title: str, view: QWidget, heading: Heading, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(view)
        dock.setTitleBarWidget(heading)
        self.addDockWidget(area, dock)
        dock.visibilityChanged.connect(partial(self._on_dock_seen, view))
        self._docks[name] = dock

    def share_room(self) -> None:
        """The first layout, in its proportions for the window's present size."""
        self.room.share()

    def reset_layout(self) -> None:
        self.restoreState(self.first_layout)
        self.share_room()

    def dock(self, name: str) -> QDockWidget:
        """ "channels", "log", "inspector" or "graphs"."""
        return self._docks[name]

    def toggle_dock(self, name: str) -> None:
        dock = self._docks[name]
        dock.setVisible(not dock.isVisible())

    # -- who tells whom

    def _connect(self) -> None:
        self.channels.chosen.connect(self._on_channel_chosen)
        self.channels.menu_asked.connect(self._on_channel_menu)
        for view in (self.channels, self.inspector, self.banner):
            view.action_asked.connect(self.action_asked)
        self.inspector.step_asked.connect(self._on_step)
        fields = self.inspector.event_view
        fields.filter_asked.connect(self.filter_box.add_term)
        fields.column_asked.connect(self.log.table.header.add_column)
        fields.plot_asked.connect(self.plot_field)
        self.graphs.told.connect(self.tell)
        fields.highlight_asked.connect(self.log.add_highlight)
        self.log.item_chosen.connect(self._on_item_chosen)
        self.log.menu_asked.connect(self._on_log_menu)
        self.log.following_changed.connect(lambda _following: self._refresh_title())
        self.log.shown_changed.connect(self._refresh_title)
        self.log.table.activated.connect(lambda _serial: self._show_event())
        self.map.marker_chosen.connect(self._on_marker_chosen)
        self.map.term_drawn.connect(self.filter_box.add_term)
        self.map.box_drawn.connect(self._on_box_drawn)
        self.filter_box.filter_changed.connect(self._on_filter_changed)
        self.title_bar.live_toggled.connect(self.log.toggle_following)
        self.runs.start_asked.connect(self.ask_for_ward)
        self.runs.cancel_asked.connect(self.cancel_asked)

    def _make_timers(self) -> None:
        self.frames = FrameClock(parent=self)
        self.frames.frame.connect(self._on_frame)
        self.session.on_change = self.frames.request
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._on_second)
        # A run's tenths of a second move only while a run does.
        self._moving = QTimer(self)
        self._moving.setInterval(MOVING_MS)
        self._moving.timeout.connect(lambda: self.runs.refresh(self._clock()))
        self._owing = QTimer(self)
        self._owing.setSingleShot(True)
        self._owing.setInterval(round(CALM_S * 1_000))
        self._owing.timeout.connect(self._on_owing)

    # -- frames

    def _on_frame(self) -> None:
        self._note_seen()
        at = self._clock()
        changes = self._take_changes()
        for view in self._views:
            if changes & view.watches:
                self._pace(view, at)
        if changes & Change.CHANNELS:
            self._pace(self._standing, at)
        if changes & Change.LOG:
            self._pace(self._title, at)
        if self.runs.moving and not self._moving.isActive() and self.isVisible():
            self._moving.start()

    def _take_changes(self) -> Change:
        """Reading for map and graphs costs more than both can show: in a flood it is done now and then."""
        session = self.session
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
        pause_s = 0.0 if view in self._quick else CALM_S
        now_s = perf_counter()
        if now_s - self._refreshed_at_s.get(id(view), -CALM_S) >= pause_s:
            self._refreshed_at_s[id(view)] = now_s
            self._refresh(view, at)
        else:
            self._owed[id(view)] = view
            if not self._owing.isActive():
                self._owing.start()

    def _on_owing(self) -> None:
        owed, self._owed = self._owed, {}
        at = self._clock()
        for key, view in owed.items():
            self._refreshed_at_s[key] = perf_counter()
            self._refresh(view, at)

    def _refresh(self, view: View, at: Instant) -> None:
        if view.isVisible() and id(view) not in self._behind:
            with self._guarded(view):
                view.refresh(at)
            self._stale.discard(id(view))
        else:
            self._stale.add(id(view))

    def _on_dock_seen(self, view: QWidget, seen: bool) -> None:
        """A tab came to the front, or went behind another: Qt calls both visible."""
        if not seen:
            self._behind.add(id(view))
            return
        self._behind.discard(id(view))
        for each in self._views:
            if id(each) == id(view) and id(each) in self._stale and self.isVisible():
                self._refresh(each, self._clock())

    def _guarded(self, view: object) -> AbstractContextManager[object]:
        return self.guard(view) if isinstance(view, QWidget) else nullcontext()

    def _on_second(self) -> None:
        """What changes with time alone: countdowns, rates, ages, the clock."""
        at = self._clock()
        self.session.tick(at.wall_s)
        # What was hidden and can be seen again is brought up to date here, within a second at most.
        for view in self._views:
            if id(view) in self._stale:
                self._refresh(view, at)
        if self.isVisible():
            for view in (self.channels, self.graphs, self.inspector):
                self._refresh(view, at)
            with self._guarded(self.map):
                self.map.tick(at)
            self._refresh_standing(at)
            self.status.refresh(at, self._vitals.read(at.monotonic_s), self.frames.cost_ms, self._journal())
        if not self.runs.moving:
            if self._moving.isActive():
                self.runs.refresh(at)
            self._moving.stop()
        self._second.start(max(1, 1_000 - int(now().wall_s * 1_000) % 1_000))

    def pass_time(self) -> None:
        """The window's clock may have gone on by more than a second."""
        if self.isVisible():
            self._on_second()

    def refresh_all(self) -> None:
        """Everything anew, as after a change of what is shown altogether."""
        at = self._clock()
        self.session.take_changes()
        for view in self._views:
            # What was put away on purpose starts nothing; it is brought up to date when it comes back.
            if isinstance(view, QWidget) and view.isHidden():
                self._stale.add(id(view))
                continue
            with self._guarded(view):
                view.refresh(at)
        self._refresh_standing(at)
        self._refresh_title()
        self.status.refresh(at, self._vitals.read(at.monotonic_s), self.frames.cost_ms, self._journal())

    def _refresh_standing(self, at: Instant) -> None:
        """How the channels are altogether: banner, badge, heading, window icon."""
        before = self.badge.state
        self.banner.refresh(at)
        self.badge.refresh(at)
        for mark in self._insecure:
            mark.refresh()
        count, up = len(self.session.channels), self.session.up
        standing = (
            self.tr("{count} · {up} up").format(count=count, up=up) if self.badge.is_live else str(count)
        )
        self.channel_heading.note(standing if count else "")
        self.title_bar.show_up(is_up=up > 0 or not self.badge.is_live)
        state = self.badge.state
        if state is not before:
            self.setWindowIcon(window_icon(state, self.look.color(self.look.theme.of_state(state))))
        title = " — ".join(part for part in (self.badge.words, self.work_name, "Watchfloor") if part)
        if self.badge.is_live and title != self._titled:
            self._titled = title
            self.setWindowTitle(title)

    def _refresh_title(self) -> None:
        rows = self.log.window_of_rows
        self.title_bar.refresh(
            following=rows.following,
            waiting=rows.waiting,
            shown=rows.count,
            total=rows.total,
            filtered=rows.narrowed,
            more=rows.more,
        )

    def _note_seen(self) -> None:
        """What passes in a followed, unfiltered log under the user's eyes is not unread."""
        if self.isActiveWindow() and self.log.following and not self.log.window_of_rows.filtered:
            for name in self.session.channels:
                self.session.seen(name)
        elif self.channels.selected:
            self.session.seen(self.channels.selected)

    # -- what the user does

    @property
    def channel(self) -> str:
        """The chosen channel's name, or nothing."""
        return self.channels.selected

    def act(self, action: str) -> None:
        """Ask for something to be done to the chosen channel."""
        if self.channel:
            self.action_asked.emit(self.channel, action)

    def tell(self, words: str) -> None:
        """A short answer at the bottom of the window."""
        self.status.tell(words)

    def on_rows_arrived(self) -> None:
        """Rows of the journal that were looked at, or looked for, are there now."""
        self.log.on_rows_arrived()
        self._refresh_title()

    def plot_field(self, channel: str, path: str) -> None:
        """Plot a JSON field of a channel's events, from what is in memory on."""
        self.graphs.plot_field(channel, path)
        self.dock("graphs").show()
        self.dock("graphs").raise_()

    def _show_event(self) -> None:
        """The chosen row in the inspector, brought to the front where it is a tab behind others."""
        self.inspector.setCurrentIndex(0)
        self.dock("inspector").raise_()

    def ask_for_ward(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Start analysis"))
        dialog.setLabelText(self.tr("Which ward is to be analysed?"))
        dialog.setTextValue("Ward 14")
        dialog.textValueSelected.connect(self._on_ward)
        dialog.open()

    def _on_ward(self, ward: str) -> None:
        if ward.strip():
            self.analysis_asked.emit(ward.strip())

    def _on_channel_chosen(self, name: str) -> None:
        self.session.seen(name)
        self.inspector.show_channel(name, self._clock())

    def _on_channel_menu(self, name: str, at: QPoint) -> None:
        self.channels.select(name)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.commands:
            if command.menu == self.tr("Channel") and command.enabled():
                menu.addAction(command.title).triggered.connect(partial(self.commands.run, command.id))
        menu.popup(at)

    def _on_item_chosen(self, serial: int) -> None:
        item = self.log.window_of_rows.item(serial)
        self.inspector.show_item(item)
        if isinstance(item, Event):
            self.map.choose(item.channel, item.seq)

    def _on_marker_chosen(self, channel: str, seq: int) -> None:
        if not self.log.reveal(channel, seq):
            words = self.tr("That event is not among the log's rows: it is filtered out or has left memory.")
            self.tell(words)

    def _on_box_drawn(self, box: Within | None) -> None:
        """A box of the map filters, in place of the one before; None takes it away."""
        text = self.filter_box.text()
        self.filter_box.setText(without_area(text) if box is None else with_area(text, term_of(box)))
        self.filter_box.apply()

    def _on_step(self, step: int) -> None:
        """The next (later) or previous row of the current one's kind."""
        item = self.inspector.event_view.item
        serial = self.log.table.current
        if item is None or serial is None:
            return
        rows = self.log.window_of_rows
        row = rows.row_of(serial)
        kind = (item.channel, getattr(item, "type", type(item)))
        while row is not None and 0 <= (row := row - step) < rows.count:
            other = rows.item_at(row)
            if other is not None and (other.channel, getattr(other, "type", type(other))) == kind:
                self.log.table.select(rows.serial_at(row))
                return
        self.tell(self.tr("There is no other of its kind in this direction."))

    def _on_log_menu(self, serial: int, at: QPoint) -> None:
        row_menu(self, serial).popup(at)

    def _values(self, field: str) -> list[tuple[str, int]]:
        """The values of a field among the newest rows, for the filter's suggestions."""
        counts: dict[str, int] = {}
        for item in self.session.log.since(max(0, self.session.log.end - 500)):
            if isinstance(item, Event):
                for term, value in self._field_values(item):
                    if term == field and value:
                        counts[value] = counts.get(value, 0) + 1
        return list(counts.items())

    def _field_values(self, event: Event) -> list[tuple[str, str]]:
        reading = self.session.read(event)
        return [
            ("channel", event.channel),
            ("type", reading.kind),
            ("source", reading.source),
            ("place", reading.place),
            ("severity", str(reading.severity or "")),
        ]

    def link_filter(self, *, linked: bool) -> None:
        """Whether the log's filter is the map's too."""
        self.filter_linked = linked
        self.map.filter(self._predicate if linked else None)

    def _on_filter_changed(self, predicate: Predicate | None, query: Node | None) -> None:
        self._predicate = predicate
        self.log.filter(predicate, query)
        self.map.filter(predicate if self.filter_linked else None)
        self.map.show_box(area_of(query))
        self.graphs.follow_filter()
        self._refresh_title()

    # -- the window itself

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab has been pressed: show where it leads."""
        moved = super().focusNextPrevChild(next)
        self.focus_ring.show_on(QApplication.focusWidget())
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bare keys reach the window only where no field or button wanted them."""
        command = BARE_KEYS.get(Qt.Key(event.key()))
        if command is None or not self.commands.run(command):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.panes.order()
        if self.focusWidget() is None:
            self.log.table.setFocus()
        self.frames.hold(held=self.isMinimized())
        self.refresh_all()
        self._on_second()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.frames.hold(held=True)
        self._moving.stop()
        self._owing.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and hasattr(self, "frames"):
            self.frames.hold(held=self.isMinimized())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room.fit_soon()
        self.palette_view.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.frames.stop()
        self._second.stop()
        self._moving.stop()
        self._owing.stop()
        self.session.on_change = lambda: None
        super().closeEvent(event)
        self.closed.emit()
