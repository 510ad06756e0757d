"""Reports of what failed: written at once, offered at the next start, shown when asked for."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from watchfloor.gui.instant import Instant
from watchfloor.gui.shell.report_window import ReportWindow
from watchfloor.gui.strip.notice import Notice
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.crash import CrashDesk

SHOWN_AT_ONCE = 5


class ReportDesk(QObject):
    """Stands between the crash desk, which writes, and the notice above the work, which tells."""

    def __init__(
        self, window: MainWindow, crash: CrashDesk, notice: Notice, clock: Callable[[], Instant]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._crash = crash
        self._notice = notice
        self._clock = clock

    def write(self, error: BaseException, where: str) -> Path | None:
        """A report; None where none can be written."""
        return self._crash.report(error, self._clock().wall_s, where)

    def tell(self, error: BaseException) -> None:
        """Something failed of which no view can show that it did."""
        path = self.write(error, "")
        if path is not None:
            words = self.tr("Something failed that should not. All feeds go on; a report was written.")
            self._notice.tell(words, self.tr("Show the report"), partial(self._show_files, [path]))

    def offer(self) -> None:
        """What the last start left behind and nobody has seen yet."""
        if self._crash.untold():
            words = self.tr("The last time something went wrong. A report is kept, without your secrets.")
            self._notice.tell(words, self.tr("Show the report"), self._show_untold)

    def show_details(self, words: str) -> None:
        self._show(self.tr("Details"), "", words)

    def _show_untold(self) -> None:
        self._show_files(self._crash.told())

    def _show_files(self, paths: list[Path]) -> None:
        texts: list[str] = []
        for path in paths[:SHOWN_AT_ONCE]:
            try:
                texts.append(path.read_text(encoding="utf-8", errors="replace"))
            except OSError as error:
                texts.append(f"{path}: {error.strerror}")
        where = "\n".join(str(path) for path in paths)
        self._show(self.tr("Report"), where, "\n\n".join(texts))

    def _show(self, title: str, where: str, text: str) -> None:
        ReportWindow(title, where, text, self._window.look, self._window).open()
