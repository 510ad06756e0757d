"""The journal that a window keeps: opened, written, and shown as the log's past."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from watchfloor.core.error import KnownError
from watchfloor.core.secret.parting import part
from watchfloor.core.watch.alert import MOST_ALERTS
from watchfloor.core.workspace.renamed import renamed
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.errand import Do
from watchfloor.gui.log.log_desk import LogDesk
from watchfloor.gui.shell.surround import Surround
from watchfloor.journal.file import JournalBusyError, JournalFullError, JournalReadOnlyError
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.reading_sink import Readers
from watchfloor.services.work.refit import keep_of


class Keeping:
    """`path` is where it is to be; where that cannot be written, it is in `instead`, and the user is told
    unless nobody `expects` it to last.

    `count` events are committed.
    """

    def __init__(self, surround: Surround, path: Path, instead: Path, *, expects: bool = True) -> None:
        self._surround = surround
        self._instead = instead
        self._expects = expects
        self._trouble = ""  # as it was told last
        self._size_bytes: Callable[[], int] = lambda: 0
        self._on_count: Callable[[int], None] = lambda _position: None
        self.path = path
        self.count = 0

    @property
    def size_bytes(self) -> int:
        return self._size_bytes()

    @property
    def lasts(self) -> bool:
        """It is where it should be."""
        return self.path != self._instead

    async def open(self, readers: Readers, stack: contextlib.AsyncExitStack) -> tuple[Writer, Reader]:
        """Both are closed with the stack."""
        try:
            writer = await self._opened(readers)
        except (JournalBusyError, JournalReadOnlyError, JournalFullError) as error:
            if self._expects:
                self.tell_unkept(error)
            self.path = self._instead
            writer = await self._opened(readers)
        stack.push_async_callback(writer.close)
        if writer.salvaged is not None:
            self.on_trouble(writer.salvaged.sentence)
        self._size_bytes = lambda: writer.size_bytes
        reader = Reader.open(self.path, read=readers.read)
        stack.push_async_callback(reader.close)
        return writer, reader

    def tell_unkept(self, error: KnownError) -> None:
        """There is no journal of the user's to write to: why, and what that means."""
        words = str(error)
        if isinstance(error, JournalFullError):  # its own sentence says that receiving waits
            full = self._surround.tr("The disk that holds {path} is full. Make room on it.")
            words = full.format(path=self.path)
        self._surround.notice.tell(words)
        self._surround.notice.tell(
            self._surround.tr("Until then what comes in is kept only as long as this window is open.")
        )

    async def show_history(self, writer: Writer, reader: Reader, do: Do) -> None:
        """The log goes on into what earlier starts have brought."""
        self.count = await reader.count()
        desk = LogDesk(self._surround.window, reader, do, writer)
        await desk.open()
        self._on_count = desk.on_commit
        self._surround.watcher.recall(await reader.alerts(MOST_ALERTS))

    def on_trouble(self, words: str) -> None:
        """A full disk, a damaged file: told above the work; its end is told in passing."""
        if words:
            self._trouble = words
            self._surround.notice.tell(words)
        else:
            self._surround.notice.withdraw(self._trouble)
            self._surround.window.tell(self._surround.tr("The journal is written again."))

    async def _opened(self, readers: Readers) -> Writer:
        """Beside the window, for a damaged file takes its time. Given up, it is closed again."""
        loop = asyncio.get_running_loop()
        given_up = threading.Event()
        opening = loop.run_in_executor(None, self._writer, readers, loop, given_up.is_set)
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            given_up.set()
            with contextlib.suppress(KnownError):
                await (await opening).close()
            raise

    def _writer(
        self, readers: Readers, loop: asyncio.AbstractEventLoop, given_up: Callable[[], bool]
    ) -> Writer:
        return Writer.open(
            self.path,
            read=readers.read,
            settings=Settings(keep=keep_of(self._surround.preference.settings)),
            on_commit=self._on_commit,
            stopped=given_up,
            on_trouble=lambda words: loop.call_soon_threadsafe(self.on_trouble, words),
        )

    def _on_commit(self, position: int) -> None:
        """Called on the writer's thread: an int is all that crosses over."""
        self.count = position
        self._on_count(position)


async def go_on(writer: Writer, reader: Reader, entries: list[Entry]) -> list[tuple[str, str]]:
    """Feeds that were renamed in an editor, or on another machine, go on with what they brought.

    Their names before and now.
    """
    known = {channel.name: channel.url for channel in await reader.channels()}
    feeds = {entry.feed.name: part(entry.feed)[0].url for entry in entries}
    names = list(renamed(known, feeds))
    for before, after in names:
        await writer.rename(before, after)
    return names
