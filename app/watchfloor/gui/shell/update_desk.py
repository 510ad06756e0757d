"""Newer versions: looked for once a day where the user wants that, and when asked. Told, never installed."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer

from watchfloor import __version__
from watchfloor.core.error import KnownError
from watchfloor.core.release import Asked, Release
from watchfloor.core.setting import Settings
from watchfloor.gui.errand import Do
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.report_window import ReportWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.home.shelf import Shelf
from watchfloor.services.home.update import Source, newer_release

HOUR_MS = 3_600_000
log = logging.getLogger(__name__)


class UpdateDesk(QObject):
    """Asks `source` and tells what it says. A version is told once unless the user asks again.

    What fails is told only to a user who asked: a machine without a network is nothing to hear about.
    """

    def __init__(
        self,
        surround: Surround,
        source: Source,
        folder: Path | None,
        do: Do,
        *,
        clock: Callable[[], Instant] = now,
        current: str = __version__,
    ) -> None:
        super().__init__(surround.window)
        self._surround = surround
        self._window = surround.window
        self._source = source
        self._do = do
        self._clock = clock
        self._current = current
        self._wanted = surround.preference.settings.updates
        self.asking = False
        self._shelf = Shelf(None if folder is None else folder / "release.json", Asked, Asked())
        self._hourly = QTimer(self)
        self._hourly.setInterval(HOUR_MS)
        self._hourly.timeout.connect(self._ask_if_due)
        self._hourly.start()
        self._window.closed.connect(self._hourly.stop)
        surround.settings_changed.connect(self._on_settings_changed)
        self._fill_commands()
        self._ask_if_due()

    def _fill_commands(self) -> None:
        look = Command("help.update", self.tr("Help"), self.tr("Look for a newer version"), self.ask)
        self._window.add_commands(look)

    def ask(self) -> None:
        """The user wants to know: whatever the answer is, it is told."""
        self._begin(aloud=True)

    def _on_settings_changed(self, settings: Settings) -> None:
        before, self._wanted = self._wanted, settings.updates
        if self._wanted and not before:
            self.ask()

    def _ask_if_due(self) -> None:
        if self._wanted and self._shelf.value.due(self._clock().wall_s):
            self._begin(aloud=False)

    def _begin(self, *, aloud: bool) -> None:
        if not self.asking:
            self.asking = True
            self._do(self._ask(aloud=aloud))

    async def _ask(self, *, aloud: bool) -> None:
        try:
            release = await newer_release(self._source, self._current)
        except KnownError as error:
            log.info("%s", error)
            if aloud:
                self._window.tell(str(error))
            return
        finally:
            self.asking = False
        self._take(release, aloud=aloud)

    def _take(self, release: Release | None, *, aloud: bool) -> None:
        known = self._shelf.value
        self._keep(msgspec.structs.replace(known, at_s=self._clock().wall_s))
        if release is None:
            if aloud:
                self._window.tell(self.tr("This is the newest version."))
        elif aloud or release.version != known.told:
            self._tell(release)

    def _tell(self, release: Release) -> None:
        self._keep(msgspec.structs.replace(self._shelf.value, told=release.version))
        words = self.tr("Watchfloor {version} is out. You have {current}.")
        words = words.format(version=release.version, current=self._current)
        self._surround.notice.tell(words, self.tr("What is new"), partial(self._show, release))

    def _show(self, release: Release) -> None:
        title = f"Watchfloor {release.version}"
        where = " · ".join(part for part in (release.date, release.url) if part)
        text = "\n".join(f"• {note}" for note in release.notes)
        ReportWindow(title, where, text, self._window.look, self._window, page=release.url).open()

    def _keep(self, asked: Asked) -> None:
        try:
            self._shelf.put(asked)
        except KnownError as error:
            log.info("%s", error)  # it is told again, which is no harm
