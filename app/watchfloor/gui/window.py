"""The main window: has its workplace's views drawn as time passes, and its commands run."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from watchfloor.core.session.session import Change, Session
from watchfloor.gui.beat import Part
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.shell.vitals import VitalsMeter
from watchfloor.gui.shell.window_command import window_commands
from watchfloor.gui.style.icon import window_icon
from watchfloor.gui.style.look import Look
from watchfloor.gui.tie import Tie
from watchfloor.gui.workplace import Workplace

BARE_KEYS = {
    Qt.Key.Key_Space: "log.follow",
    Qt.Key.Key_Question: "help.keys",
    Qt.Key.Key_Slash: "log.filter",
}


class MainWindow(Workplace):
    """Shows a `Session`. Beside what its workplace gives there is `closed`."""

    closed = Signal()

    def __init__(
        self,
        session: Session,
        look: Look,
        *,
        clock: Callable[[], Instant] = now,
        journal: Callable[[], tuple[int, int] | None] = lambda: None,
    ) -> None:
        super().__init__(session, look, clock)
        self._journal = journal
        self._vitals = VitalsMeter()
        self.work_name = ""  # of the workspace, which a person may have several of
        self._titled = ""
        self.tie = Tie(self)
        self.add_commands(*window_commands(self, self.tie))
        self._set_going()

    def _set_going(self) -> None:
        beat = self.beat
        beat.before_frame = self._note_seen
        beat.each_second = [
            self._pass_second_of_channels,
            self._refresh_status,
            self._pass_second_of_graphs,
            self._pass_second_of_inspector,
            self._pass_second_of_map,
        ]
        beat.add(self.channels)
        beat.add_quick(self.log, self.map)
        beat.add(self.inspector, self.graphs)
        beat.add_moving(self.runs)
        beat.add(
            Part(self, Change.CHANNELS, self.refresh_standing),
            Part(self, Change.LOG, lambda _at: self.refresh_title()),
        )

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

    # Countdowns first, and the clock; where much comes the others follow with the next frames.

    def _pass_second_of_channels(self, at: Instant) -> None:
        self.beat.refresh(self.channels, at)
        self.refresh_standing(at)

    def _pass_second_of_graphs(self, at: Instant) -> None:
        self.beat.refresh(self.graphs, at)

    def _pass_second_of_inspector(self, at: Instant) -> None:
        self.beat.refresh(self.inspector, at)

    def _pass_second_of_map(self, at: Instant) -> None:
        with self.beat.guarded(self.map):
            self.map.tick(at)

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
        if self.badge.is_live:
            self.title_bar.show_work(self.work_name)
        self.title_bar.show_up(is_up=up > 0 or not self.badge.is_live)
        state = self.badge.state
        if state is not before or self.windowIcon().isNull():
            self.setWindowIcon(window_icon(state, self.look.color(self.look.theme.of_state(state))))
        title = " — ".join(part for part in (self.badge.words, self.work_name, "Watchfloor") if part)
        if self.badge.is_live and title != self._titled:
            self._titled = title
            self.setWindowTitle(title)

    def _note_seen(self) -> None:
        """What passes in a followed, whole log under the user's eyes is not unread."""
        log = self.log
        if self.isActiveWindow() and log.following and not log.window_of_rows.narrowed and log.table.is_seen:
            for name in self.session.channels:
                self.session.seen(name)
        elif self.channels.selected:
            self.session.seen(self.channels.selected)

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
        self.runs.make_room()  # it asks how high the window is, too
        self.palette_view.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.beat.stop()
        super().closeEvent(event)
        self.closed.emit()
