"""A journal looked at and played: its rows, map, graphs and documents, read only, connected to nothing."""

from math import inf
from pathlib import Path

from watchfloor.core.event import Event
from watchfloor.core.profiles.catalogue import is_known, profile
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.core.watch.alert import MOST_ALERTS
from watchfloor.gui.errand import Do
from watchfloor.gui.log.log_desk import LogDesk
from watchfloor.gui.replay.played_clock import PlayedClock
from watchfloor.gui.replay.replay_desk import ReplayDesk
from watchfloor.gui.shell.surround import Surround
from watchfloor.journal.reader.reader import Reader
from watchfloor.services.recorded.recording import Recording

GENERIC = "generic"
FIRST = 200


class Viewing:
    """Fills a window from one file. `do` runs beside the window what the log and the replay ask for."""

    def __init__(
        self,
        surround: Surround,
        path: Path,
        do: Do,
        clock: PlayedClock,
    ) -> None:
        self._surround = surround
        self._window = surround.window
        self._profiles: dict[str, Profile] = {}
        self._do = do
        self._clock = clock
        self.desk: ReplayDesk | None = None
        self.path = path
        self.count = 0
        self.size_bytes = 0
        self.reader = Reader.open(path, read=self._read, clock=lambda: clock().wall_s)

    def _read(self, event: Event) -> Reading | None:
        known = self._profiles.get(event.channel)
        return None if known is None else known.read(event)

    async def fill(self) -> None:
        """Show what is in the file, whole; from then on it can be played."""
        window = self._window
        for channel in await self.reader.channels():
            # A profile of a plugin that is not here is no reason to show nothing.
            name = channel.profile if is_known(channel.profile) else GENERIC
            row = window.session.add_channel(channel.name, name, channel.url)
            row.totals = channel.totals
            self._profiles[channel.name] = profile(name)
        await self._learn()
        self.count = await self.reader.count()
        self.size_bytes = await self.reader.size_bytes()
        recording = Recording(self.reader)
        await recording.open()
        log = LogDesk(window, self.reader, self._do)
        await log.open()
        self._surround.watcher.recall(await self.reader.alerts(MOST_ALERTS), news=False)
        window.map.bar.show_all_times()
        window.graphs.show_span(inf)
        window.inspector.connection_view.span_s = lambda: window.graphs.shown_span_s
        self.desk = ReplayDesk(window, log, recording, self._clock, self._do)
        await self.desk.open()
        self._say()

    async def _learn(self) -> None:
        """The generic profile learns from the first events, so that it reads alike from any moment on."""
        for row in (await self.reader.page(after=0, limit=FIRST)).rows:
            self._read(row.event)
            self._window.session.read(row.event)

    def _say(self) -> None:
        window, tr = self._window, self._surround.tr
        if window.session.channels:
            window.channels.select(next(iter(window.session.channels)))
        if window.runs.shown is None:
            window.runs.hide()
        window.runs.only_watch()
        window.title_bar.show_recording(self.path.stem)
        window.status.show_recording()
        title = tr("{name} (read only) — Watchfloor").format(name=self.path.name)
        window.setWindowTitle(title)
        words = tr("You are looking at {name}: nothing is connected, and nothing is written to it.")
        window.tell(words.format(name=self.path.name))
        cannot = tr("This is a recording: there is nothing to connect to.")
        window.action_asked.connect(lambda _name, _action: window.tell(cannot))
        window.analysis_asked.connect(lambda _ward: window.tell(cannot))
        window.cancel_asked.connect(lambda _channel, _run: window.tell(cannot))
