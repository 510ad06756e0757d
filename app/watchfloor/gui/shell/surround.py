"""What stands around the views: settings, layouts, alerts, notices, and what happens when something fails."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from watchfloor.core.error import KnownError
from watchfloor.core.happening import AlertRaised
from watchfloor.core.setting import Settings
from watchfloor.core.text.speech import said
from watchfloor.core.watch.keepsake import Arrangement, Memory
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.shell.about_window import AboutWindow
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.failure import Shelter
from watchfloor.gui.shell.kiosk import Kiosk
from watchfloor.gui.shell.layout_keeper import LayoutKeeper
from watchfloor.gui.shell.layout_menu import OURS as LAYOUTS
from watchfloor.gui.shell.layout_menu import LayoutMenu
from watchfloor.gui.shell.look_keeper import LookKeeper
from watchfloor.gui.shell.preference import Preference
from watchfloor.gui.shell.report_desk import ReportDesk
from watchfloor.gui.shell.telling import Telling
from watchfloor.gui.shell.tour import Tour
from watchfloor.gui.shell.translation import LANGUAGES
from watchfloor.gui.shell.tray import Tray
from watchfloor.gui.strip.notice import Notice
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.watch.watcher import Watcher
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.setting_shelf import SettingShelf
from watchfloor.services.home.shelf import Shelf
from watchfloor.services.work.workspace_desk import WorkspaceDesk

OURS = (LAYOUTS, "view:")
LAST = "quit"


class Surround(QObject):
    """Stands around one window, from before it is shown until it is closed.

    `folder` is where it keeps what is this user's own, `desk` what belongs to the work; None keeps nothing.
    `theme` is for this start only. `updatable` says whether there is somebody to ask for newer versions.

    Gives `settings_changed` with all `Settings` when one changed, and `alert_raised` with an `AlertRaised`,
    which belongs into the journal.
    """

    settings_changed = Signal(object)
    alert_raised = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        folder: Path | None,
        crash: CrashDesk,
        *,
        desk: WorkspaceDesk | None = None,
        environment: Mapping[str, str],
        clock: Callable[[], Instant] = now,
        theme: str = "",
        updatable: bool = False,
    ) -> None:
        super().__init__(window)
        self.window = window
        self._settings = Shelf(_file(folder, "settings"), Settings, Settings())
        self._desk = desk or WorkspaceDesk(None)
        self._arrangement = Shelf(_file(folder, "arrangement"), Arrangement, Arrangement())
        self._arranged = False  # the panels are where the workspace has them
        self.notice = Notice(window.look)
        window.add_strip(self.notice)
        self.preference = Preference(
            window,
            SettingShelf(self._settings, self._desk.settings),
            environment=environment,
            languages=LANGUAGES,
            theme=theme,
            updatable=updatable,
        )
        memory = Shelf(_file(folder, "memory"), Memory, Memory())
        self.watcher = Watcher(window, Telling(self._desk.watching, self._tell), memory, clock=clock)
        self.layouts = LayoutKeeper(window, self._arrangement, self._desk.layouts)
        self.looks = LookKeeper(window, self._desk, self.layouts)
        self.layout_menu = LayoutMenu(window, self.layouts, self._keep)
        self.kiosk = Kiosk(window, [window.title_bar])
        self.tray = Tray(window)
        self.tour = Tour(window, lambda: self.watcher.panel.alerts)
        self.reports = ReportDesk(window, crash, self.notice, clock)
        self.shelter = self._make_shelter()
        self._connect()
        self._fill_commands()

    def _make_shelter(self) -> Shelter:
        window = self.window
        shelter = Shelter(window.look, window.refresh_all, self)
        for name, view in (
            (self.tr("Map"), window.map),
            (self.tr("Event log"), window.log),
            (self.tr("Inspector"), window.inspector),
            (self.tr("Graphs"), window.graphs),
            (self.tr("Channels"), window.channels),
            (self.tr("Progress"), window.runs),
            (self.tr("Alerts"), self.watcher.panel.alerts),
            (self.tr("Saved views"), self.watcher.panel.views),
        ):
            shelter.protect(name, view)
        window.beat.guard = shelter.guard
        return shelter

    def _connect(self) -> None:
        window = self.window
        self.preference.settings_changed.connect(self.settings_changed)
        self.watcher.alert_raised.connect(self._on_alert)
        for source in (self.watcher, self.layout_menu):
            source.commands_changed.connect(self._fill_commands)
        self._make_bare()
        self.tray.window_asked.connect(self.bring_to_front)
        self.tray.quit_asked.connect(window.close)
        self.shelter.failed.connect(self.reports.write)
        self.shelter.details_asked.connect(self.reports.show_details)
        for changed in (window.windowIconChanged, window.windowTitleChanged):  # the title counts feeds, too
            changed.connect(lambda _new: self.tray.show_state(window.windowIcon(), window.badge.words))
        self.tour.seen.connect(self._on_tour_seen)
        window.closed.connect(self._on_closed)

    def _make_bare(self) -> None:
        """In the kiosk there is nothing to press."""
        window = self.window
        for leave_out in (
            window.runs.leave_out_controls,
            window.banner.leave_out_controls,
            window.map.leave_out_controls,
            window.channels.leave_out_controls,
            window.log.line.leave_out_controls,
            window.inspector.connection_view.leave_out_controls,
            self.watcher.panel.leave_out_controls,
            *(heading.leave_out_controls for heading in window.findChildren(Heading)),
        ):
            self.kiosk.changed.connect(leave_out)

    # -- the start and the end

    def open(self, *, restore: bool = True, is_work: bool = True) -> bool:
        """Apply what is kept; True if the window stands where it stood the last time. `is_work` is false for
        a recording, which has nothing to do with the workspace's feeds."""
        self.preference.apply()
        placed = restore and self.layouts.place()
        self._arranged = restore and self.layouts.arrange(self._desk.workspace.look.panels)
        self.looks.restore(is_work=is_work)
        for shelf in (self._settings, self._arrangement):
            if shelf.problem:
                self.notice.tell(shelf.problem)
        if self._desk.problem:
            self.notice.tell(self._desk.problem)
        self.reports.offer()
        return placed

    def share_room(self) -> None:
        """The window has its size: give the panels theirs, as they were kept or else in proportion."""
        if self._arranged:
            self.layouts.arrange(self._desk.workspace.look.panels)
            self.window.room.adopt()
            self.window.room.fit_soon()  # it may have been kept on a larger screen
        else:
            self.window.share_room()

    def follow(self) -> None:
        """From now on keep how everything looks, as it changes."""
        self.looks.follow()
        self._desk.listeners.append(self.watcher.reload)

    def welcome(self) -> None:
        """The guide, at the very first start."""
        if not self._arrangement.value.guide_seen:
            self.tour.start()

    def _on_tour_seen(self) -> None:
        seen = msgspec.structs.replace(self._arrangement.value, guide_seen=True)
        self._keep(lambda: self._arrangement.put(seen))

    def _on_closed(self) -> None:
        self.kiosk.leave()
        self.tray.close()
        self.shelter.close()
        self._keep(self.layouts.remember)
        self.looks.stop()
        self._desk.listeners.clear()

    def _keep(self, put: Callable[[], object]) -> None:
        try:
            put()
        except KnownError as error:
            self.window.tell(str(error))

    def _tell(self, words: str) -> None:
        self.window.tell(words)

    def bring_to_front(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    # -- commands

    def _fill_commands(self) -> None:
        """Give the window's table our commands anew; quitting stays the last of its menu."""
        table = self.window.commands
        for command in list(table):
            if command.id.startswith(OURS):
                table.remove(command.id)
        leave = table[LAST]
        table.remove(LAST)
        self.window.add_commands(*self._commands(), *self.watcher.commands(), leave)

    def _commands(self) -> list[Command]:
        tr = self.tr
        general, view, help_ = tr("Watchfloor"), tr("View"), tr("Help")
        return [
            Command("settings", general, tr("Settings…"), self.preference.open, "Ctrl+,"),
            *self.layout_menu.commands(),
            Command(
                "screen.full",
                view,
                tr("Kiosk: the whole screen, for a wall"),
                self.kiosk.toggle,
                "F11",
                checked=lambda: self.kiosk.on,
            ),
            Command("help.guide", help_, tr("Show the guide"), self.tour.start),
            Command("help.handbook", help_, tr("User guide"), self.open_handbook, "F1"),
            Command("help.about", help_, tr("About Watchfloor"), self.open_about),
        ]

    def open_handbook(self) -> None:
        """The guide, once."""
        from watchfloor.gui.shell.handbook import Handbook  # no start should wait for it

        shown = self.window.findChild(Handbook)
        if shown is None:
            shown = Handbook(self.window.look, self.window)
            shown.show()
        shown.raise_()
        shown.activateWindow()

    def open_about(self) -> None:
        AboutWindow(self.window.look, self.window).open()

    # -- alerts

    def _on_alert(self, alert: AlertRaised) -> None:
        if self.preference.settings.notices:
            self.tray.tell(said(alert.rule), said(alert.message))
        self.alert_raised.emit(alert)

    # -- what fails

    def on_exception(self, error: BaseException) -> None:
        """Something failed that nobody expected: a report, and if a view is to blame, its face. What has a
        sentence of its own is the world's fault, and told."""
        if isinstance(error, KnownError):
            self.window.tell(said(str(error)))
            return
        view = self.shelter.view_in(error.__traceback__)
        if view is None or not self.shelter.take(error, view):
            self.reports.tell(error)

    def report_end(self, error: BaseException) -> Path | None:
        """The program cannot go on: where its report is, if one could be written."""
        return self.reports.write(error, "the end")


def _file(folder: Path | None, name: str) -> Path | None:
    return None if folder is None else folder / f"{name}.json"
