"""What is connected in a window: a workspace's feeds or the demo's, their journal, and who tells whom."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.happening import AlertRaised
from watchfloor.core.secret.parting import part
from watchfloor.core.setting import Settings
from watchfloor.core.workspace.reading import Read
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.channel.channel_model import IN_WINDOW
from watchfloor.gui.delivery import Delivery
from watchfloor.gui.demo_play import Stage, begin_demo
from watchfloor.gui.errand import Errands
from watchfloor.gui.feed.feed_desk import FeedDesk
from watchfloor.gui.feed.workspace_menu import WorkspaceMenu
from watchfloor.gui.inspector.diagnosis_desk import DiagnosisDesk
from watchfloor.gui.inspector.examination_desk import ExaminationDesk
from watchfloor.gui.keeping import Keeping, go_on
from watchfloor.gui.shell.surround import Surround
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
from watchfloor.services.credential.vault import Vault
from watchfloor.services.recorded.recording import BACK
from watchfloor.services.work.demo_folder import DemoFolder
from watchfloor.services.work.refit import keep_of
from watchfloor.services.work.roster import Roster
from watchfloor.services.work.workspace_desk import WorkspaceDesk

PATIENCE_S = 2.0
ACTIONS: dict[str, Callable[[Channel], None]] = {
    "start": Channel.start,
    "stop": Channel.stop,
    "pause": Channel.pause,
    "resume": Channel.resume,
    "retry_now": Channel.retry_now,
    "reset_breaker": Channel.reset_breaker,
}


class Live:
    """The feeds at work in one window. `passing` is where a journal is that is gone with it.

    Of the demo, `stage` is what it plays on and `demo` where its journal is, so that it may last. `logs` is
    where the program's own log is, if anywhere.

    `switch` is called with another workspace to open in this one's place, or None for the demo.
    """

    def __init__(
        self,
        surround: Surround,
        errands: Errands,
        workspaces: WorkspaceDesk,
        vault: Vault,
        *,
        passing: Path,
        stage: Stage | None,
        demo: DemoFolder | None,
        logs: Path | None,
        switch: Callable[[Path | None], None],
    ) -> None:
        self._surround = surround
        self._window = surround.window
        self._errands = errands
        self._workspaces = workspaces
        self._vault = vault
        self._stage = stage
        self._demo = demo
        self._logs = logs
        self._switch = switch
        self.desk: FeedDesk | None = None
        self._journal: Path | None = None  # the workspace's own
        self.keeping = self._kept_journal(passing)

    @property
    def secrets(self) -> list[str]:
        """Texts that no log may have."""
        heard = [] if self.desk is None else self.desk.heard_secrets
        return self._vault.values + heard

    async def connect(self, read: Read | None, stack: contextlib.AsyncExitStack) -> FeedDesk:
        """Start journal and channels, as the workspace was `read`; each is ended in the opposite order."""
        entries = await self._entries(read)
        with self._patience():
            readers = Readers(Profiles.in_file(self.keeping.path).read, entries)
            writer, reader = await self.keeping.open(readers, stack)
            roster = self._roster(writer, readers, stack)
            stack.push_async_callback(self._errands.end)
            self.desk = desk = self._wire(roster)
            stack.push_async_callback(desk.close)
            self._wire_surround(roster, writer)
            brought = await self._bring(writer)
            for before, after in await go_on(writer, reader, entries):
                self._surround.watcher.rename(before, after)
            # The feeds first: without their profiles the log would show their rows as anybody's.
            channels = [await roster.add(entry, start=False) for entry in entries]
        await self.keeping.show_history(writer, reader, self._errands.do)
        self._window.refresh_all()
        if self._stage is not None:
            await begin_demo(self._stage, self._surround, roster, self._errands.do, stack)
        await self._begin(channels, reader, start=brought)
        self._window.refresh_all()
        session = self._window.session
        if session.channels:
            self._window.channels.select(next(iter(session.channels)))
        return desk

    @contextlib.contextmanager
    def _patience(self) -> Iterator[None]:
        """Whoever looks at an empty window for long is told why."""
        words = self._surround.tr(
            "The journal is being opened. A large or damaged one takes its time; feeds are connected then."
        )
        notice = self._surround.notice

        def tell() -> None:
            self._window.tell(words)  # at once: another notice may stand before this one
            notice.tell(words)

        telling = asyncio.get_running_loop().call_later(PATIENCE_S, tell)
        try:
            yield
        finally:
            telling.cancel()
            notice.withdraw(words)

    def _kept_journal(self, passing: Path) -> Keeping:
        """The workspace's, or one that is gone with the window."""
        if self._demo is not None:
            return Keeping(self._surround, self._demo.journal, passing, expects=False)
        try:
            self._journal = self._workspaces.journal_path()
            return Keeping(self._surround, self._journal or passing, passing)
        except KnownError as error:
            keeping = Keeping(self._surround, passing, passing)
            keeping.tell_unkept(error)
            return keeping

    async def _entries(self, read: Read | None) -> list[Entry]:
        """The workspace's feeds, those that had secrets in the file signed in with them for this session."""
        if read is None:
            return []
        feeds = await adopt(read, self._vault)
        return [
            msgspec.structs.replace(entry, feed=feed)
            for entry, feed in zip(read.workspace.entries, feeds, strict=True)
        ]

    def _roster(self, writer: Writer, readers: Readers, stack: contextlib.AsyncExitStack) -> Roster:
        session = self._window.session
        views = SessionSink(session)
        stack.push_async_callback(views.close)
        sinks: list[Sink] = [writer, views, self._window.beat, self._surround.watcher, ChannelLog()]
        hub = Hub(sinks, why_held=lambda: writer.trouble)
        stack.push_async_callback(hub.close)
        roster = Roster(hub, writer, readers, Accounts(self._vault), session, views.pace, self._flagged)
        stack.callback(roster.close)
        return roster

    async def _bring(self, writer: Writer) -> bool:
        """What came for this workspace while the demo ran."""
        if self._journal is None:
            return True
        delivery = Delivery(
            self._surround,
            self._journal,
            lasts=self.keeping.lasts,
            again=lambda: self._switch(self._workspaces.path),
        )
        return await delivery.bring(writer)

    def _promise(self) -> bool:
        """What the user's own feeds bring beside the demo's comes into their journal. False: it cannot."""
        if self._demo is None or self._stage is None or not self.keeping.lasts:
            return False
        journal = self._workspaces.journal_path()
        if journal is None:
            return False
        addresses = {feed.name: part(feed)[0].url for feed in self._stage.feeds}
        return self._demo.keep_for(journal, addresses)

    async def _begin(self, channels: list[Channel], reader: Reader, *, start: bool) -> None:
        """The views begin with what earlier starts have brought; then the feeds go on."""
        if channels:
            rows = (await reader.page(limit=BACK)).rows
            befell = await reader.happenings(rows[0].position, rows[-1].position) if rows else []
            self._window.session.recall([row.event for row in rows], [placed.happening for placed in befell])
        for channel in channels if start else ():
            channel.start()

    # -- who tells whom

    def _wire(self, roster: Roster) -> FeedDesk:
        window, vault, do = self._window, self._vault, self._errands.do
        window.action_asked.connect(lambda name, action: self._act(roster, name, action))
        desk = FeedDesk(self._surround, roster, self._workspaces, vault, do)
        is_demo = self._stage is not None
        menu = WorkspaceMenu(
            self._surround, roster, self._workspaces, vault, do, is_demo=is_demo, promise=self._promise
        )
        menu.switch_asked.connect(self._switch)
        DiagnosisDesk(self._surround, roster, lambda: vault.values, self._logs)
        ExaminationDesk(window, roster, lambda: vault.values, do)
        if not is_demo:
            window.analysis_asked.connect(self._tell_of_analyses)
            window.cancel_asked.connect(self._tell_of_analyses)
        return desk

    def _act(self, roster: Roster, name: str, action: str) -> None:
        channel = roster.channel(name)
        if action in IN_WINDOW:
            self._window.channels.select(name)
            if not self._window.commands.run(IN_WINDOW[action]):
                self._window.tell(self._surround.tr("This feed is not in your workspace."))
        elif channel is not None:
            ACTIONS[action](channel)

    def _flagged(self, feed: Feed) -> Feed:
        return self._surround.preference.flags.apply(feed)

    def _tell_of_analyses(self, *_words: str) -> None:
        self._window.tell(self._surround.tr("Analyses are started where the feed's own server lets you."))

    def _wire_surround(self, roster: Roster, writer: Writer) -> None:
        """What alerts and settings do to the journal and to the feeds."""

        def on_alert(alert: AlertRaised) -> None:
            channel = roster.channel(alert.channel)
            if channel is not None:
                channel.standing.tell(alert)

        def on_settings(settings: Settings) -> None:
            self._errands.do(_kept(writer, keep_of(settings)))
            self._errands.do(roster.refit())

        self._surround.alert_raised.connect(on_alert)
        self._surround.settings_changed.connect(on_settings)


async def _kept(writer: Writer, keep: Keep) -> None:
    await writer.keep(keep, time.time())
