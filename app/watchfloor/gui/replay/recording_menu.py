"""Opening recordings: each in a window of its own, so that the feeds here go on."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QFileDialog

from watchfloor.core.error import KnownError
from watchfloor.gui.errand import Do
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.file_dialog import file_dialog
from watchfloor.journal.reader.reader import Reader

Start = Callable[[str, list[str]], bool]


def start_apart(program: str, words: list[str]) -> bool:
    """Start a program that goes on by itself. False: it cannot be started."""
    started: Any = QProcess.startDetached(program, words)
    return bool(started[0] if isinstance(started, tuple) else started)


def window_on(path: Path) -> tuple[str, list[str]]:
    """The program and the words that open a window on a recording, from a bundle or from Python."""
    words = [str(path.absolute())]
    return sys.executable, words if getattr(sys, "frozen", False) else ["-m", "watchfloor", *words]


class RecordingMenu(QObject):
    """`journal` is what is written here, or None where nothing is kept; `do` runs beside the window."""

    def __init__(
        self,
        surround: Surround,
        journal: Callable[[], Path | None],
        do: Do,
        start: Start = start_apart,
    ) -> None:
        super().__init__(surround.window)
        self._surround = surround
        self._journal = journal
        self._do = do
        self._start = start
        window, menu = surround.window, self.tr("Replay")
        window.add_commands(
            Command("recording.open", menu, self.tr("Open a recording…"), self._ask, "Ctrl+Shift+O"),
            Command(
                "recording.this",
                menu,
                self.tr("Replay this journal"),
                self._open_this,
                enabled=lambda: self._journal() is not None,
            ),
        )

    def _ask(self) -> None:
        dialog = file_dialog(self._surround.window, self.tr("Open a recording"))
        dialog.setNameFilter(self.tr("Recordings (*.watchfloor)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._do(self.open(Path(name))))
        dialog.open()

    def _open_this(self) -> None:
        path = self._journal()
        if path is not None:
            self._do(self.open(path))

    async def open(self, path: Path) -> None:
        """Open a window on it; what cannot be read is told here, and no window comes."""
        try:
            reader = Reader.open(path)
            await reader.close()
        except KnownError as error:
            self._surround.notice.tell(str(error))
            return
        if self._start(*window_on(path)):
            words = self.tr("{name} opens in a window of its own; the feeds here go on.")
            self._surround.window.tell(words.format(name=path.name))
        else:
            words = self.tr("Another window could not be opened. Start `watchfloor {path}` yourself.")
            self._surround.notice.tell(words.format(path=path))
