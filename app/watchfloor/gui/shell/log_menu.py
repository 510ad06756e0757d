"""The program's log by hand: where it is, and how much it says of each channel."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.home.log import Log

DETAILED = "debug"


class LogMenu(QObject):
    """Adds *Open logs*, and for the chosen channel *Log in detail*."""

    def __init__(self, surround: Surround, log: Log) -> None:
        super().__init__(surround.window)
        self._surround = surround
        self._window = surround.window
        self._log = log
        self._window.add_commands(
            Command("log.open", self.tr("Help"), self.tr("Open logs"), self.open),
            Command(
                "channel.detail",
                self.tr("Channel"),
                self.tr("Log in detail"),
                self._toggle,
                enabled=lambda: bool(self._window.channel),
                checked=self._is_detailed,
            ),
        )

    def open(self) -> None:
        """The folder in the desktop's own file manager; its path is said in any case."""
        words = self.tr("The logs are in {folder}").format(folder=self._log.folder)
        self._window.tell(words)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.folder))):
            self._surround.notice.tell(words)  # it stays until it was read

    def _is_detailed(self) -> bool:
        return self._log.level_of(self._window.channel) == DETAILED

    def _toggle(self) -> None:
        if self._is_detailed():
            self._log.unset_level(self._window.channel)
        else:
            self._log.set_level(DETAILED, self._window.channel)
