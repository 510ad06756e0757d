"""What stands around the views: settings, layouts, alerts, notices, and what happens when something fails."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog

from watchfloor.core.error import KnownError
from watchfloor.core.happening import AlertRaised
from watchfloor.core.keepsake import Arrangement, Watching
from watchfloor.core.setting import Settings
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.shell.about_window import AboutWindow
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.failure import Shelter
from watchfloor.gui.shell.guide import Guide, Step
from watchfloor.gui.shell.kiosk import Kiosk
from watchfloor.gui.shell.layout_keeper import LayoutKeeper
from watchfloor.gui.shell.preference import Preference
from watchfloor.gui.shell.report_window import ReportWindow
from watchfloor.gui.shell.translation import LANGUAGES
from watchfloor.gui.shell.tray import Tray
from watchfloor.gui.strip.notice import Notice
from watchfloor.gui.watch.watcher import Watcher
from watchfloor.gui.window import MainWindow
from watchfloor.services.crash import CrashDesk
from watchfloor.services.shelf import Shelf

OURS = ("layout:", "view:")
LAST = "quit"


class Surround(QObject):
    """Stands around one window, from before it is shown until it is closed.

    `folder` is where it keeps things; None keeps nothing. `theme` is for this start only.

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
        environment: Mapping[str, str],
        clock: Callable[[], Instant] = now,
        theme: str = "",
    ) -> None:
        super().__init__(window)
        self.window = window
        self._crash = crash
        self._clock = clock
        self._guide: Guide | None = None
        self._settings = Shelf(_file(folder, "settings"), Settings, Settings())
        self._watching = Shelf(_file(folder, "watching"), Watching, Watching())
        self._arrangement = Shelf(_file(folder, "arrangement"), Arrangement, Arrangement())
        self.notice = Notice(window.look)
        window.add_strip(self.notice)
        self.preference = Preference(
            window, self._settings, environment=environment, languages=LANGUAGES, theme=theme
        )
        self.watcher = Watcher(window, self._watching, clock=clock)
        self.layouts = LayoutKeeper(window, self._arrangement)
        self.kiosk = Kiosk(window, [window.title_bar])
        self.tray = Tray(window)
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
        window.guard = shelter.guard
        return shelter

    def _connect(self) -> None:
        window = self.window
        self.preference.settings_changed.connect(self.settings_changed)
        self.watcher.alert_raised.connect(self._on_alert)
        self.watcher.commands_changed.connect(self._fill_commands)
        self.tray.window_asked.connect(self.bring_to_front)
        self.tray.quit_asked.connect(window.close)
        self.shelter.failed.connect(self._on_view_failed)
        self.shelter.details_asked.connect(self._show_details)
        window.windowIconChanged.connect(lambda icon: self.tray.show_state(icon, window.badge.words))
        window.closed.connect(self._on_closed)

    # -- the start and the end

    def open(self, *, restore: bool = True) -> bool:
        """Apply what is kept; True if the window stands where it stood the last time."""
        self.preference.apply()
        restored = restore and self.layouts.restore()
        for shelf in (self._settings, self._watching, self._arrangement):
            if shelf.problem:
                self.notice.tell(shelf.problem)
        self._offer_reports()
        return restored

    def welcome(self) -> None:
        """The guide, at the very first start."""
        if not self._arrangement.value.guide_seen:
            self.show_guide()

    def _on_closed(self) -> None:
        self.kiosk.leave()
        self.tray.close()
        self.shelter.close()
        self._keep(self.layouts.remember)

    def _keep(self, put: Callable[[], object]) -> None:
        try:
            put()
        except KnownError as error:
            self.window.tell(str(error))

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
        table.add(*self._commands(), *self.watcher.commands(), leave)
        table.install(self.window)
        self.window.title_bar.fill_menu()

    def _commands(self) -> list[Command]:
        tr, view = self.tr, self.tr("View")
        general, layout, help_ = tr("Watchfloor"), tr("Layout"), tr("Help")
        names = {
            "channels": tr("Channels"),
            "log": tr("Event log"),
            "inspector": tr("Inspector"),
            "graphs": tr("Graphs"),
        }
        floats = [
            Command(
                f"float.{key}",
                layout,
                tr("Float: {name}").format(name=name),
                partial(self._float, key),
                checked=partial(self._floats, key),
            )
            for key, name in names.items()
        ]
        kept = [
            Command(f"layout:{name}", layout, name, partial(self._show_layout, name))
            for name in self.layouts.names
        ]
        return [
            Command("settings", general, tr("Settings…"), self.preference.open, "Ctrl+,"),
            *floats,
            Command("layout.save", layout, tr("Save the layout…"), self.ask_for_layout),
            Command(
                "layout.forget",
                layout,
                tr("Remove a layout…"),
                self.ask_which_layout,
                enabled=lambda: bool(self.layouts.names),
            ),
            *kept,
            Command(
                "screen.full",
                view,
                tr("Kiosk: the whole screen, for a wall"),
                self.kiosk.toggle,
                "F11",
                checked=lambda: self.kiosk.on,
            ),
            Command("help.guide", help_, tr("Show the guide"), self.show_guide),
            Command("help.about", help_, tr("About Watchfloor"), self.open_about),
        ]

    def open_about(self) -> None:
        AboutWindow(self.window.look, self.window).open()

    # -- layouts

    def _float(self, key: str) -> None:
        dock = self.window.dock(key)
        dock.setFloating(not dock.isFloating())
        dock.show()

    def _floats(self, key: str) -> bool:
        return self.window.dock(key).isFloating()

    def ask_for_layout(self) -> None:
        dialog = self._question(self.tr("Save the layout"), self.tr("A name for where everything is now"))
        dialog.setTextValue(self.tr("Layout {number}").format(number=len(self.layouts.names) + 1))
        dialog.textValueSelected.connect(self._on_layout_named)
        dialog.open()

    def _on_layout_named(self, name: str) -> None:
        if name.strip():
            self._keep(partial(self.layouts.save, name))
            self._fill_commands()
            self.window.tell(self.tr("Kept as “{name}”, in the Layout menu.").format(name=name.strip()))

    def ask_which_layout(self) -> None:
        dialog = self._question(self.tr("Remove a layout"), self.tr("Which one?"))
        dialog.setComboBoxItems(self.layouts.names)
        dialog.textValueSelected.connect(self._on_layout_unwanted)
        dialog.open()

    def _on_layout_unwanted(self, name: str) -> None:
        self._keep(partial(self.layouts.forget, name))
        self._fill_commands()

    def _show_layout(self, name: str) -> None:
        if not self.layouts.show(name):
            self.window.tell(self.tr("That layout is of another version and cannot be shown."))

    def _question(self, title: str, words: str) -> QInputDialog:
        dialog = QInputDialog(self.window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(words)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    # -- alerts

    def _on_alert(self, alert: AlertRaised) -> None:
        if self.preference.settings.notices:
            self.tray.tell(alert.rule, alert.message)
        self.alert_raised.emit(alert)

    # -- what fails

    def on_exception(self, error: BaseException) -> None:
        """Something failed that nobody expected: a report, and if a view is to blame, its face."""
        view = self.shelter.view_in(error.__traceback__)
        if view is None or not self.shelter.take(error, view):
            self._report(error, "")

    def report_end(self, error: BaseException) -> Path | None:
        """The program cannot go on: where its report is, if one could be written."""
        return self._crash.report(error, self._clock().wall_s, "the end")

    def _on_view_failed(self, error: BaseException, name: str) -> None:
        self._report(error, name)

    def _report(self, error: BaseException, where: str) -> None:
        path = self._crash.report(error, self._clock().wall_s, where)
        if path is not None and not where:
            words = self.tr("Something failed that should not. All feeds go on; a report was written.")
            self.notice.tell(words, self.tr("Show the report"), partial(self._show_reports, [path]))

    def _offer_reports(self) -> None:
        untold = self._crash.untold()
        if untold:
            words = self.tr("The last time something went wrong. A report is kept, without your secrets.")
            self.notice.tell(words, self.tr("Show the report"), self._show_untold)

    def _show_untold(self) -> None:
        self._show_reports(self._crash.told())

    def _show_reports(self, paths: list[Path]) -> None:
        texts: list[str] = []
        for path in paths[:5]:
            try:
                texts.append(path.read_text(encoding="utf-8", errors="replace"))
            except OSError as error:
                texts.append(f"{path}: {error.strerror}")
        where = "\n".join(str(path) for path in paths)
        self._show(self.tr("Report"), where, "\n\n".join(texts))

    def _show_details(self, words: str) -> None:
        self._show(self.tr("Details"), "", words)

    def _show(self, title: str, where: str, text: str) -> None:
        ReportWindow(title, where, text, self.window.look, self.window).open()

    # -- the guide

    def show_guide(self) -> None:
        if self._guide is not None:
            self._guide.end()
        guide = self._guide = Guide(self._steps(), self.window.look, self.window)
        guide.dismissed.connect(self._on_guide_dismissed)
        guide.start()

    def _on_guide_dismissed(self) -> None:
        guide, self._guide = self._guide, None
        if guide is not None:
            guide.card.deleteLater()
            guide.deleteLater()
        seen = msgspec.structs.replace(self._arrangement.value, guide_seen=True)
        self._keep(partial(self._arrangement.put, seen))

    def _steps(self) -> list[Step]:
        tr, window = self.tr, self.window
        return [
            Step(
                tr("Every event is accounted for"),
                tr(
                    "Watchfloor keeps each event of each feed and says how fresh everything is. What you"
                    " see now are five systems playing on this machine; nothing leaves it."
                ),
                lambda: None,
            ),
            Step(
                tr("Feeds"),
                tr(
                    "Shape, colour and words say how each one is. A feed that needs you has its button here."
                    " Right-click for more."
                ),
                lambda: window.channels,
            ),
            Step(
                tr("Alerts and saved views"),
                tr(
                    "+ sets what to be told of, or keeps the filter under a name. What came while you were"
                    " away is counted here too."
                ),
                lambda: self.watcher.panel.alerts,
            ),
            Step(
                tr("One filter"),
                tr("Try severity:>=4, a word, or a phrase in quotes. It suggests what fits as you type."),
                lambda: window.filter_box,
            ),
            Step(
                tr("The log stands still when you do"),
                tr("Space pauses it; nothing is missed meanwhile. A click shows the whole event."),
                lambda: window.log,
            ),
            Step(
                tr("Everything else"),
                tr("Ctrl+K finds every command by a few letters, ? lists all keys."),
                lambda: window.title_bar,
            ),
        ]


def _file(folder: Path | None, name: str) -> Path | None:
    return None if folder is None else folder / f"{name}.json"
