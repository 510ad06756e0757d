"""The main window: puts the views around one session and tells each, once a frame, what changed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QInputDialog,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.session.session import Change, Session
from watchfloor.core.suggestion import paths, values
from watchfloor.gui.beat import Beat, Part
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.channel.indicator import Badge
from watchfloor.gui.channel.insecure_mark import InsecureMark
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.inspector.inspector import Inspector
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.gui.log.log_view import LogView
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
from watchfloor.gui.tie import Tie

BARE_KEYS = {
    Qt.Key.Key_Space: "log.follow",
    Qt.Key.Key_Question: "help.keys",
    Qt.Key.Key_Slash: "log.filter",
}


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
        self.clock = clock
        self._journal = journal
        self._vitals = VitalsMeter()
        self.work_name = ""  # of the workspace, which a person may have several of
        self._titled = ""
        self.channel_menu = self.tr("Channel")
        self.setWindowTitle("Watchfloor")
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        self.beat = Beat(session, clock, self)
        self._make_views()
        self.commands = CommandTable()
        self.commands.add(*window_commands(self))
        self.commands.install(self)
        self.title_bar = TitleBar(self.commands, self.filter_box, self.badge, look, self)
        self.title_bar.fill_menu()
        self.palette_view = Palette(self.commands, look, self)
        self._docks: dict[str, QDockWidget] = {}
        self._lay_out()
        self._set_going()
        self.tie = Tie(self)
        self.first_layout = self.saveState()

    def _make_views(self) -> None:
        session, look = self.session, self.look
        self.channels = ChannelList(session, look)
        self.channel_heading = Heading(self.tr("Channels"), look)
        self.map = MapView(session, look, clock=self.clock)
        self.log = LogView(session, look)
        self.inspector = Inspector(session, look)
        self.graphs = GraphView(session, look, rows=self.log.window_of_rows)
        self.runs = RunStrip(session, look)
        self.banner = Banner(session, look)
        self.badge = Badge(session, look)
        self.filter_box = FilterBox(
            session.read,
            partial(values, session),
            look,
            clock=lambda: self.clock().wall_s,
            paths=partial(paths, session),
        )
        self.status = StatusStrip(session, look)
        self._insecure = self._marked()

    def _set_going(self) -> None:
        beat = self.beat
        beat.before_frame = self._note_seen
        beat.each_second = self._on_second
        beat.add(self.channels)
        beat.add_quick(self.log, self.map)
        beat.add(self.inspector, self.graphs)
        beat.add_moving(self.runs)
        beat.add(
            Part(self, Change.CHANNELS, self.refresh_standing),
            Part(self, Change.LOG, lambda _at: self.refresh_title()),
        )

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
        tabs = self.inspector.heading
        self._dock("inspector", self.tr("Inspector"), self.inspector, tabs, area.RightDockWidgetArea)
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
                (self._docks["inspector"], self.inspector.tabs),
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
        self.beat.watch(dock, view)
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

    # -- what is brought up to date

    def pass_time(self) -> None:
        """The window's clock may have gone on by more than a second."""
        if self.isVisible():
            self.beat.on_second()

    def refresh_all(self) -> None:
        """Everything anew, as after a change of what is shown altogether."""
        at = self.clock()
        self.beat.refresh_all(at)
        self._refresh_status(at)

    def on_rows_arrived(self) -> None:
        """Rows of the journal that were looked at, or looked for, are there now."""
        self.log.on_rows_arrived()
        self.refresh_title()

    def _on_second(self, at: Instant) -> None:
        for view in (self.channels, self.graphs, self.inspector):
            self.beat.refresh(view, at)
        with self.beat.guarded(self.map):
            self.map.tick(at)
        self.refresh_standing(at)
        self._refresh_status(at)

    def _refresh_status(self, at: Instant) -> None:
        vitals = self._vitals.read(at.monotonic_s)
        self.status.refresh(at, vitals, self.beat.frames.cost_ms, self._journal())

    def refresh_standing(self, at: Instant) -> None:
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

    def refresh_title(self) -> None:
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
        self.beat.hold(held=self.isMinimized())
        self.refresh_all()
        self.beat.on_second()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.beat.rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and hasattr(self, "beat"):
            self.beat.hold(held=self.isMinimized())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room.fit_soon()
        self.palette_view.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.beat.stop()
        super().closeEvent(event)
        self.closed.emit()
