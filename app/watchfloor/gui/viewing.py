"""A journal that is looked at: its rows, map, graphs and documents, read only and without a connection."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from watchfloor.core.event import Batch, Event
from watchfloor.core.happening import Happening
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.gui.log.log_desk import LogDesk
from watchfloor.gui.shell.surround import Surround
from watchfloor.journal.reader import Channel, Placed, Reader
from watchfloor.journal.row import Row

# So many of the newest are read for map, graphs and documents; all others are rows of the log.
READ = 5_000


class Viewing:
    """Fills a window from one file. `do` runs what the log asks for beside the window."""

    def __init__(
        self, surround: Surround, path: Path, do: Callable[[Coroutine[Any, Any, None]], None]
    ) -> None:
        self._surround = surround
        self._window = surround.window
        self._profiles: dict[str, Profile] = {}
        self._do = do
        self.path = path
        self.count = 0
        self.reader = Reader.open(path, read=self._read)

    def _read(self, event: Event) -> Reading | None:
        known = self._profiles.get(event.channel)
        return None if known is None else known.read(event)

    async def fill(self) -> None:
        """Show what is in the file."""
        window = self._window
        channels = {channel.name: channel for channel in await self.reader.channels()}
        for channel in channels.values():
            row = window.session.add_channel(channel.name, channel.profile or "generic", channel.url)
            row.totals = channel.totals
            self._profiles[channel.name] = profile(channel.profile or "generic")
        page = await self.reader.page(limit=READ)
        first = page.rows[0].position if page.rows else 1
        last = page.rows[-1].position if page.rows else 0
        befell = await self.reader.happenings(first, last)
        self.count = await self.reader.count()
        await LogDesk(window, self.reader, self._do).open(base=first - 1)
        for batch in batches(page.rows, befell, channels):
            window.session.apply(batch)
            window.session.settle()
        self._say()

    def _say(self) -> None:
        window, tr = self._window, self._surround.tr
        for name in window.session.channels:
            window.session.seen(name)
        window.refresh_all()
        if window.session.channels:
            window.channels.select(next(iter(window.session.channels)))
        window.map.bar.show_all_times()
        if window.runs.shown is None:
            window.runs.hide()
        title = tr("{name} (read only) — Watchfloor").format(name=self.path.name)
        window.setWindowTitle(title)
        words = tr("You are looking at {name}: nothing is connected, and nothing is written to it.")
        self._surround.notice.tell(words.format(name=self.path.name))
        cannot = tr("This is a recording: there is nothing to connect to.")
        window.action_asked.connect(lambda _name, _action: window.tell(cannot))
        window.analysis_asked.connect(lambda _ward: window.tell(cannot))
        window.cancel_asked.connect(lambda _channel, _run: window.tell(cannot))


def batches(rows: list[Row], befell: list[Placed], channels: dict[str, Channel]) -> list[Batch]:
    """The rows as they came, one batch for each stretch of one channel, with what befell it in between."""
    after: dict[int, list[Happening]] = {}
    for placed in befell:
        after.setdefault(placed.after, []).append(placed.happening)
    made: list[Batch] = []
    for row in rows:
        event = row.event
        if not made or made[-1].channel != event.channel or made[-1].happenings:
            made.append(_batch(event.channel, event.received_at_s, channels))
        made[-1].events.append(event)
        made[-1].received_at_s = event.received_at_s
        made[-1].last_event_id = event.id
        for happening in after.get(row.position, []):
            if happening.channel in channels:
                batch = _batch(happening.channel, happening.at_s, channels)
                batch.happenings.append(happening)
                made.append(batch)
    return made


def _batch(name: str, at_s: float, channels: dict[str, Channel]) -> Batch:
    return Batch(name, at_s, 0.0, [], "", channels[name].totals, [])
