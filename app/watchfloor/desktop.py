"""Puts the desktop program together: Qt's application, the loop, feeds, journal and the window."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import BackoffPolicy, Feed, PollingPolicy
from watchfloor.core.happening import AlertRaised
from watchfloor.core.log_history import LogHistory
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.core.session import Session
from watchfloor.core.setting import Settings
from watchfloor.core.state import Status
from watchfloor.services.crash import CrashDesk
from watchfloor.services.shelf import config_folder, kept_settings, state_folder

JOURNAL_NAME = "demo.watchfloor"
DEFAULT_SIZE = (1_680, 1_020)
CURTAIN_S = 5.0
BEGUN_BY_SCENARIO = ("debate", "strategy")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How the window is shown: on the demo, or on the `journal` that is to be looked at.

    With `screenshot` it saves a picture after `after_s` and ends.
    """

    journal: Path | None = None
    screenshot: Path | None = None
    after_s: float = 8.0
    size: tuple[int, int] | None = None
    theme: str = ""
    seed: int = 1


def demo(options: Options) -> int:
    """Open the window on an embedded feed server that plays all five systems."""
    configuration = _choose_platform(options)
    # Qt is imported here and not above: `--help` answers without it.
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    from watchfloor.gui.message import install_message_handler
    from watchfloor.gui.mishap import Reported
    from watchfloor.gui.single import FirstStart, hand_over, server_name
    from watchfloor.gui.translation import install

    install_message_handler()
    application = QApplication(sys.argv[:1])
    if configuration is not None:
        configuration.unlink()  # read by now
    application.setApplicationName("watchfloor")
    application.setApplicationDisplayName("Watchfloor")
    application.setDesktopFileName("org.watchfloor.Watchfloor")
    application.setStyle("Fusion")
    # The end is ours to say: what is received is committed first.
    application.setQuitOnLastWindowClosed(False)
    keeps = options.screenshot is None  # a picture is the same for everybody, and leaves nothing
    name = server_name(config_folder())
    single = keeps and options.journal is None  # each recording has a window of its own
    if single and hand_over(name, sys.argv[1:]):
        print("Watchfloor is open already: its window is in front now.")
        return 0
    first = FirstStart(name) if single else None
    crash = CrashDesk(state_folder() / "reports" if keeps else None)
    crash.watch_faults()
    if keeps:
        install(application, kept_settings(config_folder()).language)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop, contextlib.ExitStack() as stack:
        stack.callback(crash.close)
        shown = _Demo(options, config_folder() if keeps else None, crash)
        if first is not None:
            stack.callback(first.close)
            first.asked.connect(lambda _words: shown.surround.bring_to_front())
        with Reported(shown.surround, loop):
            return int(loop.run_until_complete(shown.run()))


# -- the platform


def _choose_platform(options: Options) -> Path | None:
    """A picture needs no screen; a window does. The file that describes the screen, if one was made."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if options.screenshot is not None and chosen in ("", "offscreen"):
        configuration = _offscreen(options.size or DEFAULT_SIZE)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={configuration}"
        return configuration
    if not chosen and not _has_screen():
        raise KnownError(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Save a picture instead: watchfloor demo --screenshot FILE.png --after 12"
        )
    return None


def _has_screen() -> bool:
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _offscreen(size: tuple[int, int]) -> Path:
    """Describes a screen of this size to Qt's offscreen platform, whose own is 800 by 800."""
    screen = {
        "name": "picture", "x": 0, "y": 0, "width": size[0], "height": size[1],
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".json", prefix="watchfloor-", delete=False) as file:
        json.dump({"screens": [screen]}, file)
    return Path(file.name)


# -- what is connected


class _SessionSink:
    """Hands every batch to the models; they never make a socket wait."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def accept(self, batch: Batch) -> None:
        self._session.apply(batch)

    async def room(self) -> None:
        return


class _Readers:
    """Profiles by channel, for the journal's thread: its own, for the generic one learns."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}

    def add(self, feed: Feed) -> None:
        self._profiles[feed.name] = profile(feed.profile)

    def read(self, event: Event) -> Reading | None:
        known = self._profiles.get(event.channel)
        return None if known is None else known.read(event)


def demo_feeds(base_url: str) -> list[Feed]:
    """The six feeds of the demo, with the seeds' patience."""
    from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID

    strategy = f"{base_url}/api/content-planning/strategies/{STRATEGY_ID}"
    cockpit = f"{base_url}/sse/stream?companyId={COMPANY}&channel="
    poll = f"{base_url}/sse/poll?companyId={COMPANY}&channel="
    patient = BackoffPolicy(tries=10)
    return [
        Feed(
            name="Map stream · global",
            url=f"{base_url}/api/map-stream?scope=global&since={int(time.time()) - 3_600}",
            profile="map_stream",
            backoff=BackoffPolicy(multiplier=1.5),
        ),
        Feed(name="Strategist feed", url=f"{base_url}/api/v1/strategist/feed", profile="strategist"),
        Feed(
            name=f"Debate {DEBATE_ID[:6]}",
            url=f"{base_url}/api/debates/{DEBATE_ID}/stream",
            profile="debate",
            ends_on=("complete",),
        ),
        Feed(
            name=f"Cockpit · {COMPANY}",
            url=f"{cockpit}dashboard-updates",
            profile="cockpit",
            backoff=patient,
            polling=PollingPolicy(url=f"{poll}dashboard-updates", every_s=5.0),
        ),
        Feed(
            name="Strategy generation",
            url=f"{strategy}/stream",
            profile="strategy",
            ends_on=("complete", "error"),
            polling=PollingPolicy(url=f"{strategy}/status", every_s=10.0, give_up_s=300.0),
        ),
        Feed(
            name="Evidence updates",
            url=f"{cockpit}evidence-updates",
            profile="cockpit",
            backoff=patient,
            polling=PollingPolicy(url=f"{poll}evidence-updates", every_s=5.0),
        ),
    ]


class _Demo:
    """One showing, from the first paint to the last commit."""

    def __init__(self, options: Options, folder: Path | None, crash: CrashDesk) -> None:
        # Imported after the application exists.
        from watchfloor.gui.look import Look
        from watchfloor.gui.surround import Surround
        from watchfloor.gui.system import prefers_dark
        from watchfloor.gui.theme import DARK, LIGHT, THEMES
        from watchfloor.gui.window import MainWindow

        self._options = options
        theme = THEMES.get(options.theme) or (DARK if prefers_dark() else LIGHT)
        self.session = Session()
        self.look = Look(theme)
        self.look.apply()
        self._journaled = 0
        self._folder = tempfile.TemporaryDirectory(prefix="watchfloor-demo-")
        self._journal_path = Path(self._folder.name) / JOURNAL_NAME
        self.window = MainWindow(self.session, self.look, journal=self._journal_figures)
        self.surround = Surround(self.window, folder, crash, environment=os.environ, theme=options.theme)
        self._closed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def _journal_figures(self) -> tuple[int, int] | None:
        """How many events are committed, and how many bytes they take on disk."""
        size_bytes = 0
        for suffix in ("", "-wal"):
            with contextlib.suppress(OSError):
                size_bytes += os.path.getsize(f"{self._journal_path}{suffix}")  # noqa: PTH202
        return self._journaled, size_bytes

    async def run(self) -> int:
        self._show()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Python's handler runs when Python does next: within a second, for the clock ticks.
            signal.signal(number, lambda _number, _frame: self._closed.set())
        async with contextlib.AsyncExitStack() as stack:
            # Whatever happens, the folder goes last and the window first.
            stack.callback(self._folder.cleanup)
            if self._options.journal is None:
                await self._connect(stack)
            else:
                await self._look_at(self._options.journal, stack)
            if self._options.screenshot is None:
                await self._closed.wait()
            else:
                await self._take_picture(self._options.screenshot)
            self.window.close()
        return 0

    def _show(self) -> None:
        self.window.closed.connect(self._closed.set)
        restored = self.surround.open(restore=self._options.size is None)
        if not restored:
            self.window.resize(*(self._options.size or self._room()))
        self.window.show()
        if not restored:
            self.window.share_room()
        if self._options.screenshot is None and self._options.journal is None:
            self.surround.welcome()

    def _room(self) -> tuple[int, int]:
        """Most of the screen, and not more than what one looks at."""
        area = self.window.screen().availableGeometry()
        return min(DEFAULT_SIZE[0], area.width() - 40), min(DEFAULT_SIZE[1], area.height() - 60)

    async def _look_at(self, path: Path, stack: contextlib.AsyncExitStack) -> None:
        """Show what is in a journal, and leave it as it is."""
        from watchfloor.gui.viewing import Viewing

        viewing = Viewing(self.surround, path, self._do)
        stack.push_async_callback(viewing.reader.close)
        stack.push_async_callback(self._end_tasks)
        self._journal_path = path
        await viewing.fill()
        self._journaled = viewing.count

    async def _connect(self, stack: contextlib.AsyncExitStack) -> None:
        """Start server, journal and channels; each is ended in the opposite order."""
        from watchfloor.journal.reader import Reader
        from watchfloor.journal.settings import Settings as JournalSettings
        from watchfloor.journal.writer import Writer
        from watchfloor.server.embedded import EmbeddedServer
        from watchfloor.server.scenario import paced
        from watchfloor.server.setting import Setting
        from watchfloor.services.hub import Hub
        from watchfloor.services.log_page import LogPages
        from watchfloor.services.order import Order
        from watchfloor.services.refit import keep_of

        server = EmbeddedServer(paced(Setting(scenario="demo", seed=self._options.seed)))
        await stack.enter_async_context(server)
        readers = _Readers()
        writer = Writer.open(
            self._journal_path,
            read=readers.read,
            settings=JournalSettings(keep=keep_of(self.surround.preference.settings)),
            on_commit=self._on_commit,
        )
        stack.push_async_callback(writer.close)
        reader = Reader.open(self._journal_path, read=readers.read)
        stack.push_async_callback(reader.close)
        order = Order(server.url)
        stack.push_async_callback(order.close)
        hub = Hub([writer, _SessionSink(self.session), self.surround.watcher])
        stack.push_async_callback(hub.close)
        stack.push_async_callback(self._end_tasks)
        feeds = demo_feeds(server.url)
        for feed in map(self.surround.preference.flags.apply, feeds):
            readers.add(feed)
            await writer.register(feed.name, feed.url, feed.profile)
            self.session.add_channel(feed.name, feed.profile, feed.url, feed.method)
            channel = hub.add(feed)
            channel.standing.listeners.append(self._listener(feed.name))
            self._observe(feed.name, channel.status)
        self._wire(hub, order)
        self._wire_surround(hub, writer, feeds)
        log = self.window.log
        log.remember(LogHistory())
        pages = LogPages(log.window_of_rows, writer, reader, self.window.on_rows_arrived)
        self.window.log.pages_wanted.connect(lambda: self._do(pages.fetch()))
        self.window.refresh_all()
        self.window.channels.select(next(iter(self.session.channels)))
        begun = [channel for channel in hub.channels.values() if channel.feed.profile in BEGUN_BY_SCENARIO]
        for channel in hub.channels.values():
            if channel not in begun:
                channel.start()
        self._do(self._after_curtain(order, begun))

    async def _after_curtain(self, order: Any, channels: list[Any]) -> None:
        """Start these once the scenario has begun its debate and its strategy: their streams exist then."""
        from watchfloor.server.scenario.cast import DEBATE_ID, STRATEGY_ID

        deadline_s = time.monotonic() + CURTAIN_S
        strategies = "/api/content-planning/strategies"
        for path in (f"/api/debates/{DEBATE_ID}", f"{strategies}/{STRATEGY_ID}/status"):
            while time.monotonic() < deadline_s and not await order.exists(path):  # noqa: ASYNC110 - a server
                await asyncio.sleep(0.05)
        for channel in channels:
            channel.start()

    def _wire(self, hub: Any, order: Any) -> None:
        window = self.window
        window.action_asked.connect(lambda name, action: getattr(hub.channels[name], action)())
        window.analysis_asked.connect(lambda ward: self._do(order.start_analysis(ward)))
        window.cancel_asked.connect(lambda _channel, run: self._do(order.cancel_analysis(run)))

    def _wire_surround(self, hub: Any, writer: Any, feeds: list[Feed]) -> None:
        """What alerts and settings do to the journal and to the feeds."""
        from watchfloor.services.refit import keep_of, refit

        def on_alert(alert: AlertRaised) -> None:
            if alert.channel in hub.channels:
                hub.channels[alert.channel].standing.tell(alert)

        def on_channel(channel: Any) -> None:
            channel.standing.listeners.append(self._listener(channel.feed.name))
            self._observe(channel.feed.name, channel.status)

        def on_settings(settings: Settings) -> None:
            self._do(writer.keep(keep_of(settings), time.time()))
            for feed in map(self.surround.preference.flags.apply, feeds):
                self._do(refit(hub, writer, feed, on_channel))

        self.surround.alert_raised.connect(on_alert)
        self.surround.settings_changed.connect(on_settings)

    def _listener(self, name: str) -> Any:
        return lambda status: self._observe(name, status)

    def _observe(self, name: str, status: Status) -> None:
        self.session.observe(name, status, time.time())

    def _on_commit(self, position: int) -> None:
        """Called on the writer's thread: an int is all that crosses over."""
        self._journaled = position

    # -- what the user asked for

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """Run it beside the window; what goes wrong is told at its bottom."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, KnownError):
            self.window.tell(str(error))
        elif error is not None:
            raise error

    async def _end_tasks(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # -- a picture

    async def _take_picture(self, path: Path) -> None:
        """Save what the window shows after `after_s`; closing it first ends the waiting."""
        deadline_s = time.monotonic() + self._options.after_s
        # The loop's timers are coarse and may fire early: the clock decides.
        while (left_s := deadline_s - time.monotonic()) > 0 and not self._closed.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), left_s)
        self.window.refresh_all()
        await asyncio.sleep(0.05)  # what was just said is laid out in the loop's next turn
        picture = self.window.grab()
        if not picture.save(str(path)):
            raise KnownError(
                f"The picture could not be saved as {path}. Choose a folder that exists and a name ending "
                "in .png or .jpg."
            )
