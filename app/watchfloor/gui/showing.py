"""One showing of the window, on the demo, a workspace or a journal: from first paint to last commit."""

import asyncio
import contextlib
import os
import signal
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

from watchfloor.core.error import KnownError
from watchfloor.core.session.session import Session
from watchfloor.gui.arrival import Arrival
from watchfloor.gui.demo_play import Serve
from watchfloor.gui.errand import Errands
from watchfloor.gui.instant import now
from watchfloor.gui.keeping import Keeping
from watchfloor.gui.live import Live
from watchfloor.gui.option import Options
from watchfloor.gui.picture import take_picture
from watchfloor.gui.replay.played_clock import PlayedClock
from watchfloor.gui.replay.recording_menu import RecordingMenu
from watchfloor.gui.shell.log_menu import LogMenu
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.shell.system import prefers_dark
from watchfloor.gui.shell.update_desk import UpdateDesk
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK, LIGHT, THEMES
from watchfloor.gui.sweep import seldom
from watchfloor.gui.viewing import Viewing
from watchfloor.gui.window import MainWindow
from watchfloor.services.credential.keyring_store import system_keyring
from watchfloor.services.credential.vault import Vault
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.log import Log
from watchfloor.services.home.place import Place
from watchfloor.services.home.update import source
from watchfloor.services.work.demo_folder import DemoFolder, sweep
from watchfloor.services.work.workspace_desk import WorkspaceDesk

__all__ = ["DEFAULT_SIZE", "Options", "Showing"]

JOURNAL_NAME = "demo.watchfloor"
DEMO = "Demo"  # so in every language that there is
DEFAULT_SIZE = (1_680, 1_020)


class Showing:
    """One window, from the first paint to the last commit."""

    def __init__(
        self,
        options: Options,
        folder: Path | None,
        crash: CrashDesk,
        serve: Serve,
        vault: Vault | None = None,
    ) -> None:
        self._options = options
        self._config = folder
        self._serve = serve
        self._vault = vault  # of the showing before this one, whose feeds these are
        self.following: Options | None = None
        self.handed: Vault | None = None  # to the one that follows
        self._place = Place.of() if options.keeps else None
        self._source = source() if options.keeps else None
        self._folder = _passing_folder()
        self._closed = asyncio.Event()
        self._live: Live | None = None
        self._viewing: Viewing | None = None
        self.workspaces = WorkspaceDesk(self._place, options.workspace)
        self._read = self.workspaces.load()
        self._make_window(crash)

    def _make_window(self, crash: CrashDesk) -> None:
        options = self._options
        self.session = Session(log_rows=self.workspaces.workspace.settings.log_rows)
        self.look = Look(THEMES.get(options.theme) or (DARK if prefers_dark() else LIGHT))
        self.look.apply()
        self._played = PlayedClock() if options.journal else None
        self.window = MainWindow(
            self.session, self.look, clock=self._played or now, journal=self._journal_figures
        )
        named = DEMO if options.is_demo else ""
        self.window.work_name = self.workspaces.name if options.workspace is not None else named
        self.errands = Errands(self.window.tell)
        self._do = self.errands.do
        self.surround = Surround(
            self.window,
            self._config,
            crash,
            desk=self.workspaces,
            environment=os.environ,
            theme=options.theme,
            updatable=self._source is not None,
        )
        self._recordings = RecordingMenu(self.surround, self._own_journal, self._do)
        self.arrival = Arrival(
            self.surround, self._recordings, self._do, workspaces=self.workspaces, switch=self.switch
        )
        self.arrival.links += [options.link] if options.link else []

    @property
    def keeping(self) -> Keeping | None:
        """The journal that is written here."""
        return None if self._live is None else self._live.keeping

    def _journal_figures(self) -> tuple[int, int] | None:
        """How many events are committed, and how large the file is."""
        journal = self.keeping or self._viewing
        return None if journal is None else (journal.count, journal.size_bytes)

    def _own_journal(self) -> Path | None:
        path = None if self.keeping is None else self.keeping.path
        return path if path is not None and path.exists() else None

    async def run(self) -> None:
        self._show()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Python's handler runs when Python does next: within a second, for the clock ticks.
            signal.signal(number, lambda _number, _frame: self._closed.set())
        async with contextlib.AsyncExitStack() as stack:
            # Whatever happens, the folder goes last and the window first.
            stack.callback(self._folder.cleanup)
            stack.callback(self.window.close)
            self._begin_log(stack)
            await self._unless_closed(self._begin(stack))
            stack.enter_context(seldom())
            if self._options.screenshot is None:
                await self._closed.wait()
            else:
                await take_picture(self.window, self._options.screenshot, self._options.after_s, self._closed)
            self.window.close()

    async def _unless_closed(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it, or give it up once the window is closed: nobody waits for what will not be seen."""
        task, closed = asyncio.ensure_future(work), asyncio.ensure_future(self._closed.wait())
        await asyncio.wait((task, closed), return_when=asyncio.FIRST_COMPLETED)
        if self._closed.is_set():
            task.cancel()
            await asyncio.wait((task,))
        closed.cancel()
        await asyncio.wait((closed,))
        if not task.cancelled():
            task.result()

    async def _begin(self, stack: contextlib.AsyncExitStack) -> None:
        if self._options.journal is None:
            await self._connect(stack)
        else:
            await self._look_at(self._options.journal, self._played or PlayedClock(), stack)

    def _show(self) -> None:
        self.window.closed.connect(self._closed.set)
        options = self._options
        placed = self.surround.open(restore=options.size is None, is_work=options.journal is None)
        if not placed:
            self.window.resize(*(self._options.size or self._room()))
        self.window.show()
        self.surround.share_room()
        if self._options.told:
            self.surround.notice.tell(self._options.told)
        if self._options.keeps:
            self.surround.follow()
        if self._options.keeps and self._options.is_demo and not self._options.link:
            self.surround.welcome()

    def _room(self) -> tuple[int, int]:
        """Most of the screen, and not more than what one looks at."""
        area = self.window.screen().availableGeometry()
        return min(DEFAULT_SIZE[0], area.width() - 40), min(DEFAULT_SIZE[1], area.height() - 60)

    def _begin_log(self, stack: contextlib.AsyncExitStack) -> None:
        """The program's log; without a folder to write to it does without, and says so."""
        if self._place is None:
            return
        log = Log(self._place.logs, lambda: [] if self._live is None else self._live.secrets)
        try:
            log.begin()
        except KnownError as error:
            self.surround.notice.tell(str(error))
        stack.callback(log.close)
        LogMenu(self.surround, log)

    async def _look_at(self, path: Path, clock: PlayedClock, stack: contextlib.AsyncExitStack) -> None:
        """Show what is in a journal, and leave it as it is."""
        self._viewing = viewing = Viewing(self.surround, path, self._do, clock)
        stack.push_async_callback(viewing.reader.close)
        stack.push_async_callback(self.errands.end)
        await viewing.fill()

    async def _connect(self, stack: contextlib.AsyncExitStack) -> None:
        """Have the feeds at work, on the demo's own server where it is the demo."""
        if self._vault is None:
            self._vault = await self._new_vault()
        if self._source is not None:
            UpdateDesk(self.surround, self._source, self._config, self._do)
        demo = self._demo_folder() if self._options.is_demo else None
        if demo is not None:
            stack.callback(demo.close)
        self._live = Live(
            self.surround,
            self.errands,
            self.workspaces,
            self._vault,
            passing=Path(self._folder.name) / JOURNAL_NAME,
            stage=await self._serve(stack, self._options.seed) if self._options.is_demo else None,
            demo=demo,
            logs=None if self._place is None else self._place.logs,
            switch=self.switch,
        )
        self.arrival.desk = await self._live.connect(self._read, stack)
        self.arrival.offer()

    def _demo_folder(self) -> DemoFolder | None:
        if self._place is None:
            return None
        sweep(self._place, time.time())
        return DemoFolder.made(self._place)

    async def _new_vault(self) -> Vault:
        if not self._options.keeps:
            return Vault(None, {})
        try:
            return Vault(await system_keyring())
        except KnownError as error:
            self.surround.notice.tell(str(error))
            return Vault(None)

    # -- what the user asked for

    def switch(self, workspace: Path | None) -> None:
        """Another workspace, or the demo, in this one's place: once everything here is committed.

        What was typed for this session is known there too where the feeds are those that were added here, and
        nowhere else: a workspace of somebody else's may ask for it by name.
        """
        is_own = self.workspaces.is_new and workspace == self.workspaces.path
        self.handed = self._vault if is_own else None
        self.following = Options(workspace=workspace, theme=self._options.theme, seed=self._options.seed)
        self._closed.set()

    def let_go(self) -> None:
        """Once it has run: nothing of its window is left beside the one that follows."""
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _passing_folder() -> "tempfile.TemporaryDirectory[str]":
    """For a journal that is gone with its window."""
    try:
        return tempfile.TemporaryDirectory(prefix="watchfloor-")
    except OSError as error:
        raise KnownError(
            f"There is no folder for temporary files that can be written to ({error.strerror or error})."
            " Make room, or set TMPDIR to another one."
        ) from error
