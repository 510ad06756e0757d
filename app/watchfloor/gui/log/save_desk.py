"""What the log's filter matches, saved as a file that other programs read, straight from the journal."""

import asyncio
import re
import threading
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from watchfloor.core.error import KnownError
from watchfloor.core.query.parser import parse
from watchfloor.core.query.tree import Node
from watchfloor.core.text.numeral import grouped
from watchfloor.core.text.speech import said
from watchfloor.gui.errand import Do
from watchfloor.gui.shell.command import Command
from watchfloor.gui.style.file_dialog import file_dialog
from watchfloor.gui.window import MainWindow
from watchfloor.journal.exchange.export import DEFAULT_FIELDS, Columns, format_of, sheet
from watchfloor.journal.exchange.export_file import pour, write_file
from watchfloor.journal.reader.scan import GivenUpError, Scan
from watchfloor.journal.writer.turn import short_turns
from watchfloor.journal.writer.writer import Writer

LONGEST_NAME = 60


class SaveDesk(QObject):
    """Saves one file at a time, on a thread. When what `do` runs is cancelled, no half file stays."""

    def __init__(self, window: MainWindow, journal: Path, do: Do, writer: Writer | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._journal = journal
        self._do = do
        self._writer = writer
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.saving = False
        save = Command(
            "log.save",
            self.tr("Log"),
            self.tr("Save what matches…"),
            self.ask,
            "Ctrl+Shift+S",
            enabled=lambda: not self.saving,
        )
        window.add_commands(save)

    # -- which events, and where to

    def ask(self) -> None:
        """Ask for a file, without holding up anything."""
        box = self._window.filter_box
        box.apply()
        if box.error is not None:
            self._window.tell(self.tr("The filter cannot be read. Mend it or clear it, and save again."))
            return
        forms = self._forms()
        query = parse(box.text())
        dialog = file_dialog(self._window, self.tr("Save what matches"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(forms))
        dialog.setDefaultSuffix("ndjson")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(forms.get(chosen, "ndjson")))
        dialog.selectFile(self.name)
        dialog.fileSelected.connect(
            lambda name: self._take(Path(name), forms.get(dialog.selectedNameFilter(), "ndjson"), query)
        )
        dialog.open()

    def _forms(self) -> dict[str, str]:
        """What files may be of, as the dialog names them."""
        forms = {self.tr("JSON lines (*.ndjson *.jsonl)"): "ndjson", self.tr("CSV (*.csv)"): "csv"}
        if find_spec("pyarrow") is not None:
            forms[self.tr("Parquet (*.parquet)")] = "parquet"
        return forms

    @property
    def name(self) -> str:
        """After the only feed, the workspace or the journal, and after the filter; good for any disk."""
        feeds = list(self._window.session.channels)
        whose = feeds[0] if len(feeds) == 1 else self._window.work_name or self._journal.stem
        words = re.sub(r"[^\w.-]+", " ", f"{whose} {self._window.filter_box.text()}")
        return words[:LONGEST_NAME].strip(" .") or "events"

    def _take(self, out: Path, form: str, query: Node) -> None:
        form = format_of(out) or form
        self._folder = str(out.parent)
        if form == "parquet" and find_spec("pyarrow") is None:
            words = self.tr("Parquet needs pyarrow, which is not installed. Save as JSON lines or CSV.")
            self._window.tell(words)
        elif not self.saving:
            self.saving = True
            self._do(self._save(out, form, query, self._window.clock().wall_s))

    # -- the file

    async def _save(self, out: Path, form: str, query: Node, at_s: float) -> None:
        self._window.tell(self.tr("Saving {file}…").format(file=out.name))
        try:
            if self._writer is not None:
                await self._writer.flush()  # what is seen belongs to it
            with short_turns():  # a frame asks for dozens of them
                count = await self._written(out, form, query, at_s)
        except KnownError as error:
            self._window.tell(said(str(error)))
        else:
            self._tell(count, out)
        finally:
            self.saving = False

    async def _written(self, out: Path, form: str, query: Node, at_s: float) -> int:
        """How many events; when we are cancelled, we wait until nothing is left of the file."""
        given_up = threading.Event()
        task = asyncio.ensure_future(asyncio.to_thread(self._write, out, form, query, at_s, given_up))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            given_up.set()
            await asyncio.wait([task])
            if not task.cancelled():
                task.exception()  # that it was given up is known
            raise

    def _write(self, out: Path, form: str, query: Node, at_s: float, given_up: threading.Event) -> int:
        """On a thread, with a connection and profiles of its own."""
        count = 0

        def told(_position: int, events: int) -> None:
            nonlocal count
            count += events
            if given_up.is_set():
                raise GivenUpError

        scan = Scan(self._journal, lambda: at_s)
        try:
            scan.give_up_when(given_up.is_set)
            columns = Columns(DEFAULT_FIELDS, scan.read)
            write_file(out, lambda part: pour(scan, query, sheet(form, part, columns), told))
        finally:
            scan.close()
        return count

    def _tell(self, count: int, out: Path) -> None:
        if count > 1:
            words = self.tr("{count} events saved in {file}")
        else:
            words = (
                self.tr("One event saved in {file}")
                if count
                else self.tr("No event matches: {file} is empty")
            )
        self._window.tell(words.format(count=grouped(count), file=out.name))
