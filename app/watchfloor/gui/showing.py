"""One showing of the window, on the demo, a workspace or a journal: from first paint to last commit."""

import asyncio
import contextlib
import gc
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.happening import AlertRaised
from watchfloor.core.session.session import Session
from watchfloor.core.setting import Settings
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.arrival import Arrival
from watchfloor.gui.channel.channel_model import IN_WINDOW
from watchfloor.gui.demo_play import Serve, begin_demo
from watchfloor.gui.errand import Errands
from watchfloor.gui.feed.feed_desk import FeedDesk
from watchfloor.gui.feed.workspace_menu import WorkspaceMenu
from watchfloor.gui.inspector.diagnosis_desk import DiagnosisDesk
from watchfloor.gui.inspector.examination_desk import ExaminationDesk
from watchfloor.gui.instant import now
from watchfloor.gui.keeping import Keeping, go_on
from watchfloor.gui.picture import take_picture
from watchfloor.gui.replay.played_clock import PlayedClock
from watchfloor.gui.replay.recording_menu import RecordingMenu
from watchfloor.gui.shell.log_menu import LogMenu
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.shell.system import prefers_dark
from watchfloor.gui.shell.update_desk import UpdateDesk
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK, LIGHT, THEMES
from watchfloor.gui.viewing import Viewing
from watchfloor.gui.window import MainWindow
from watchfloor.journal.profile import Profiles
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.channel_log import ChannelLog
from watchfloor.services.channel.hub import Hub
from watchfloor.services.channel.reading_sink import Readers, SessionSink
from watchfloor.services.channel.standing import Sink
from watchfloor.services.credential.account import Accounts, adopt
from watchfloor.services.credential.keyring_store import system_keyring
from watchfloor.services.credential.vault import Vault
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.log import Log
from watchfloor.services.home.place import Place
from watchfloor.services.home.update import source
from watchfloor.services.recorded.recording import BACK
from watchfloor.services.work.refit import keep_of
from watchfloor.services.work.roster import Roster
from watchfloor.services.work.workspace_desk import WorkspaceDesk

JOURNAL_NAME = "demo.watchfloor"
DEFAULT_SIZE = (1_680, 1_020)
CURTAIN_S = 5.0
ACTIONS: dict[str, Callable[[Channel], None]] = {
    "start": Channel.start,
    "stop": Channel.stop,
    "pause": Channel.pause,
    "resume": Channel.resume,
    "retry_now": Channel.retry_now,
    "reset_breaker": Channel.reset_breaker,
}


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How the window is shown: on the demo, on a `workspace`, or on the `journal` that is to be looked at.

    `link` is a link that offers a feed, `told` what is to be known as it opens.
    With `screenshot` it saves a picture after `after_s` and ends.
    """

    workspace: Path | None = None
    journal: Path | None = None
    link: str = ""
    told: str = ""
    screenshot: Path | None = None
    after_s: float = 8.0
    size: tuple[int, int] | None = None
    theme: str = ""
    seed: int = 1

    @property
    def keeps(self) -> bool:
        """A picture is the same for everybody, and leaves nothing."""
        return self.screenshot is None

    @property
    def is_demo(self) -> bool:
        return self.workspace is None and self.journal is None


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
        self._serve = serve
        self._vault = vault  # of the showing before this one, whose feeds these are
        self.following: Options | None = None
        self.handed: Vault | None = None  # to the one that follows
        theme = THEMES.get(options.theme) or (DARK if prefers_dark() else LIGHT)
        self._place = Place.of() if options.keeps else None
        self.workspaces = WorkspaceDesk(self._place, options.workspace)
        self._read = self.workspaces.load()
        self.session = Session(log_rows=self.workspaces.workspace.settings.log_rows)
        self.look = Look(theme)
        self.look.apply()
        self._folder = tempfile.TemporaryDirectory(prefix="watchfloor-demo-")
        self._played = PlayedClock() if options.journal else None
        self.window = MainWindow(
            self.session, self.look, clock=self._played or now, journal=self._journal_figures
        )
        self.errands = Errands(self.window.tell)
        self._do = self.errands.do
        self.window.work_name = self.workspaces.name if options.workspace is not None else ""
        self._source = source() if options.keeps else None
        self._config = folder
        self.surround = Surround(
            self.window,
            folder,
            crash,
            desk=self.workspaces,
            environment=os.environ,
            theme=options.theme,
            updatable=self._source is not None,
        )
        self._recordings = RecordingMenu(self.surround, self._own_journal, self._do)
        self.keeping: Keeping | None = None
        self._viewing: Viewing | None = None
        self._closed = asyncio.Event()
        self.arrival = Arrival(
            self.surround, self._recordings, self._do, workspaces=self.workspaces, switch=self.switch
        )
        self.arrival.links += [options.link] if options.link else []
        self._secrets: list[Any] = []  # whoever knows secrets that no log may have

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
            if self._options.journal is None:
                await self._connect(stack)
            else:
                await self._look_at(self._options.journal, self._played or PlayedClock(), stack)
            # To look through all that is here by now would cost a frame fifty milliseconds, again and again.
            stack.callback(gc.unfreeze)
            gc.freeze()
            if self._options.screenshot is None:
                await self._closed.wait()
            else:
                await take_picture(self.window, self._options.screenshot, self._options.after_s, self._closed)
            self.window.close()

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
        log = Log(self._place.logs, lambda: [text for each in self._secrets for text in each()])
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

    # -- what is connected

    async def _connect(self, stack: contextlib.AsyncExitStack) -> None:
        """Start server, journal and channels; each is ended in the opposite order."""
        entries = await self._entries(vault := await self._opened_vault())
        stage = await self._serve(stack, self._options.seed) if self._options.is_demo else None
        self.keeping = keeping = self._kept_journal()
        readers = Readers(Profiles.in_file(keeping.path).read, entries)
        writer, reader = await keeping.open(readers, stack)
        views = SessionSink(self.session)
        stack.push_async_callback(views.close)
        sinks: list[Sink] = [writer, views, self.surround.watcher, ChannelLog()]
        hub = Hub(sinks, why_held=lambda: writer.trouble)
        stack.push_async_callback(hub.close)
        roster = Roster(
            hub,
            writer,
            readers,
            Accounts(vault),
            self.session,
            views.pace,
            self._flagged,
        )
        stack.callback(roster.close)
        stack.push_async_callback(self.errands.end)
        desk = self._wire(roster, vault)
        stack.push_async_callback(desk.close)
        self._secrets += [lambda: vault.values, lambda: desk.heard_secrets]
        self._wire_surround(roster, writer)
        if self._source is not None:
            UpdateDesk(self.surround, self._source, self._config, self._do)
        for before, after in await go_on(writer, reader, entries):
            self.surround.watcher.rename(before, after)
        # The feeds first: without their profiles the log would show their rows as anybody's.
        channels = [await roster.add(entry, start=False) for entry in entries]
        await keeping.show_history(writer, reader, self._do)
        self.window.refresh_all()
        if stage is not None:
            await begin_demo(stage, self.surround, roster, self._do, stack)
        await self._begin(channels, reader)
        self.window.refresh_all()
        if self.session.channels:
            self.window.channels.select(next(iter(self.session.channels)))
        self.arrival.desk = desk
        self.arrival.offer()

    def _kept_journal(self) -> Keeping:
        """The workspace's, or one that is gone with the window."""
        passing = Path(self._folder.name) / JOURNAL_NAME
        try:
            return Keeping(self.surround, self.workspaces.journal_path() or passing, passing)
        except KnownError as error:
            keeping = Keeping(self.surround, passing, passing)
            keeping.tell_unkept(error)
            return keeping

    async def _opened_vault(self) -> Vault:
        if self._vault is None:
            self._vault = await self._new_vault()
        return self._vault

    async def _new_vault(self) -> Vault:
        if not self._options.keeps:
            return Vault(None, {})
        try:
            return Vault(await system_keyring())
        except KnownError as error:
            self.surround.notice.tell(str(error))
            return Vault(None)

    async def _entries(self, vault: Vault) -> list[Entry]:
        """The workspace's feeds, those that had secrets in the file signed in with them for this session."""
        read = self._read
        if read is None:
            return []
        feeds = await adopt(read, vault)
        return [
            msgspec.structs.replace(entry, feed=feed)
            for entry, feed in zip(read.workspace.entries, feeds, strict=True)
        ]

    async def _begin(self, channels: list[Channel], reader: Reader) -> None:
        """The views begin with what earlier starts have brought; then the feeds go on."""
        if channels:
            rows = (await reader.page(limit=BACK)).rows
            befell = await reader.happenings(rows[0].position, rows[-1].position) if rows else []
            self.session.recall([row.event for row in rows], [placed.happening for placed in befell])
        for channel in channels:
            channel.start()

    # -- who tells whom

    def _wire(self, roster: Roster, vault: Vault) -> FeedDesk:
        def act(name: str, action: str) -> None:
            channel = roster.channel(name)
            if action in IN_WINDOW:
                self.window.channels.select(name)
                if not self.window.commands.run(IN_WINDOW[action]):
                    self.window.tell(self.surround.tr("This feed is not in your workspace."))
            elif channel is not None:
                ACTIONS[action](channel)

        self.window.action_asked.connect(act)
        desk = FeedDesk(self.surround, roster, self.workspaces, vault, self._do)
        menu = WorkspaceMenu(
            self.surround, roster, self.workspaces, vault, self._do, is_demo=self._options.is_demo
        )
        menu.switch_asked.connect(self.switch)
        logs = None if self._place is None else self._place.logs
        DiagnosisDesk(self.surround, roster, lambda: vault.values, logs)
        ExaminationDesk(self.window, roster, lambda: vault.values, self._do)
        if not self._options.is_demo:
            self.window.analysis_asked.connect(self._tell_of_analyses)
            self.window.cancel_asked.connect(self._tell_of_analyses)
        return desk

    def _flagged(self, feed: Feed) -> Feed:
        return self.surround.preference.flags.apply(feed)

    def _tell_of_analyses(self, *_words: str) -> None:
        self.window.tell(self.surround.tr("Analyses are started where the feed's own server lets you."))

    def _wire_surround(self, roster: Roster, writer: Writer) -> None:
        """What alerts and settings do to the journal and to the feeds."""

        def on_alert(alert: AlertRaised) -> None:
            channel = roster.channel(alert.channel)
            if channel is not None:
                channel.standing.tell(alert)

        def on_settings(settings: Settings) -> None:
            self._do(_kept(writer, keep_of(settings)))
            self._do(roster.refit())

        self.surround.alert_raised.connect(on_alert)
        self.surround.settings_changed.connect(on_settings)

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


async def _kept(writer: Writer, keep: Keep) -> None:
    await writer.keep(keep, time.time())
