"""The views around one session, and where they stand in the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDockWidget, QInputDialog, QMainWindow, QVBoxLayout, QWidget

from watchfloor.core.session.session import Session
from watchfloor.core.suggestion import paths, values
from watchfloor.gui.beat import Beat
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.channel.indicator import Badge
from watchfloor.gui.channel.insecure_mark import InsecureMark
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.inspector.inspector import Inspector
from watchfloor.gui.instant import Instant
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.shell.command import Command, CommandTable
from watchfloor.gui.shell.dock import Dock
from watchfloor.gui.shell.palette import Palette
from watchfloor.gui.shell.pane import FocusRing, Panes
from watchfloor.gui.shell.room import Room
from watchfloor.gui.strip.banner import Banner
from watchfloor.gui.strip.run_strip import RunStrip
from watchfloor.gui.strip.status_strip import StatusStrip
from watchfloor.gui.strip.title_bar import TitleBar
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look


class Workplace(QMainWindow):
    """What the window's commands and its views may ask of it; `MainWindow` sets it going.

    Gives what only others can do: `action_asked` (a channel's name and "start", "stop", "pause", "resume",
    "retry_now", "reset_breaker"), `analysis_asked` with a ward, and `cancel_asked` with a run's channel and
    name.
    """

    action_asked = Signal(str, str)
    analysis_asked = Signal(str)
    cancel_asked = Signal(str, str)

    def __init__(self, session: Session, look: Look, clock: Callable[[], Instant]) -> None:
        super().__init__()
        self.session = session
        self.look = look
        self.clock = clock
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
        self.title_bar = TitleBar(self.commands, self.filter_box, self.badge, look, self)
        self.palette_view = Palette(self.commands, look, self)
        self._docks: dict[str, QDockWidget] = {}
        self._lay_out()
        self.first_layout = self.saveState()

    def add_commands(self, *commands: Command) -> None:
        """Have these in menus and palette from now on, and their keys do them."""
        self.commands.add(*commands)
        self.commands.install(self)
        self.title_bar.fill_menu()

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
        self._lay_out_panels()
        self.room = Room(self, self._docks, self.look)
        self.focus_ring = FocusRing(self.look, self)
        self.panes = self._make_panes()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.status, 1)

    def _lay_out_panels(self) -> None:
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

    def _make_panes(self) -> Panes:
        return Panes(
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

    def add_strip(self, strip: QWidget) -> None:
        """Put one more line above the work."""
        self._strips.addWidget(strip)

    def _dock(self, name: str, title: str, view: QWidget, heading: Heading, area: Qt.DockWidgetArea) -> None:
        dock = Dock(name, title, self.look, self)
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

    @property
    def panels(self) -> dict[str, str]:
        """The title of each panel, by the name of its dock."""
        return {name: dock.windowTitle() for name, dock in self._docks.items()}

    def dock(self, name: str) -> QDockWidget:
        """ "channels", "log", "inspector" or "graphs"."""
        return self._docks[name]

    def toggle_dock(self, name: str) -> None:
        dock = self._docks[name]
        dock.setVisible(not dock.isVisible())

    # -- what is asked of it

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

    def plot_field(self, channel: str, path: str) -> None:
        """Plot a JSON field of a channel's events, from what is in memory on."""
        self.graphs.plot_field(channel, path)
        self.dock("graphs").show()
        self.dock("graphs").raise_()
