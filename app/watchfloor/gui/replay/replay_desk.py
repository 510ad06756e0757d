"""Drives a replay: its bar, its keys and menu, and the clock that the whole window goes by."""

from datetime import UTC
from math import inf
from time import perf_counter

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.jump import EXAMPLES, moment_of
from watchfloor.core.state import Status
from watchfloor.core.text.speech import said
from watchfloor.gui.errand import Do
from watchfloor.gui.instant import clock_text, span_text
from watchfloor.gui.log.log_desk import LogDesk
from watchfloor.gui.replay.played_clock import PlayedClock
from watchfloor.gui.replay.replay_bar import ReplayBar
from watchfloor.gui.replay.scrubber import BUCKETS
from watchfloor.gui.shell.command import Command
from watchfloor.gui.window import MainWindow
from watchfloor.services.recorded.recording import Past, Recording
from watchfloor.services.recorded.replay import SPEEDS, Replay

TELL_EVERY_S = 0.25  # while it plays, ages and countdowns are told so often


class ReplayDesk(QObject):
    """Puts a window where its recording stands, and says in it that it is one."""

    def __init__(
        self,
        window: MainWindow,
        log: LogDesk,
        recording: Recording,
        clock: PlayedClock,
        do: Do,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._log = log
        self._recording = recording
        self._clock = clock
        self._do = do
        self._cleared = False
        self._told_at_s = 0.0
        self.bar = ReplayBar(window.look)
        self.replay = Replay(recording, window.session)
        self._connect()
        self._fill_commands()

    def _connect(self) -> None:
        replay, bar, window = self.replay, self.bar, self._window
        replay.on_cleared = self._on_cleared
        replay.on_moved = self._on_moved
        replay.on_stepped = self._on_stepped
        replay.on_trouble = window.tell
        bar.play_toggled.connect(self.toggle)
        bar.stepped.connect(replay.step)
        bar.hurried.connect(replay.hurry)
        bar.loop_toggled.connect(lambda looping: replay.loop(looping=looping))
        bar.scrubber.sought.connect(replay.seek)
        window.add_strip(bar)
        window.look.changed.connect(self._say_span)

    async def open(self) -> None:
        """Show the recording whole; it can be played from then on."""
        recording = self._recording
        self.bar.show_span(recording.begin_s, recording.end_s)
        self._say_span()
        await self.replay.show(recording.end_s)
        self.bar.play.setFocus()
        self._do(self.replay.run())
        self._do(self._show_density())

    async def _show_density(self) -> None:
        density = await self._recording.density(BUCKETS)
        self.bar.scrubber.show_density(density, await self._recording.troubles())

    def _say_span(self) -> None:
        """The recording's own time, in the badge and the bar; of the channels, that they are of it."""
        recording, window = self._recording, self._window
        span = span_text(recording.begin_s, recording.end_s, utc=window.look.utc)
        words = self.tr("Recording · {span}").format(span=span)
        advice = self.tr("Nothing is connected: this is what was recorded.")
        rest = Status(recorded=True, reason=said("Recorded"), advice=advice, since_s=recording.begin_s)
        self.replay.rest_as(rest)
        window.badge.show_instead(words)
        self._on_moved()

    # -- what the replay tells

    def _on_cleared(self, past: Past) -> None:
        self._cleared = True
        self._clock.at_s = self.replay.at_s
        self._log.go_to(past.base, told=past.more)

    def _on_moved(self) -> None:
        replay, window = self.replay, self._window
        self._clock.at_s = replay.at_s
        self.bar.show_state(replay.at_s, playing=replay.playing, speed=replay.speed, looping=replay.looping)
        for name in window.session.channels:
            window.session.seen(name)
        if self._cleared:
            self._cleared = False
            window.refresh_all()
        elif perf_counter() - self._told_at_s >= TELL_EVERY_S:
            self._told_at_s = perf_counter()
            window.pass_time()

    def _on_stepped(self, event: Event) -> None:
        """A step leads to an event: it is shown whole."""
        self._window.log.refresh(self._clock())
        self._window.log.reveal(event.channel, event.seq)

    # -- what the user does

    def toggle(self) -> None:
        if self.replay.playing:
            self.replay.pause()
        else:
            self.replay.play()

    def _hurry(self, step: int) -> None:
        place = SPEEDS.index(self.replay.speed) if self.replay.speed in SPEEDS else 0
        speed = SPEEDS[max(0, min(len(SPEEDS) - 1, place + step))]
        self.replay.hurry(speed)
        words = self.tr("Replay at {speed}").format(speed="max" if speed == inf else f"{speed:g}×")
        self._window.tell(words)

    def ask_for_time(self) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Jump to a time"))
        dialog.setLabelText(self.tr("A time of the recording, such as {examples}").format(examples=EXAMPLES))
        dialog.setTextValue(clock_text(self.replay.at_s, utc=self._window.look.utc))
        dialog.textValueSelected.connect(self.jump)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def jump(self, text: str) -> None:
        """Go to the moment that is written there, or say why not."""
        recording = self._recording
        try:
            zone = UTC if self._window.look.utc else None
            at_s = moment_of(text, self.replay.at_s, recording.begin_s, recording.end_s, zone)
        except KnownError as error:
            self._window.tell(str(error))
        else:
            self.replay.seek(at_s)

    @property
    def _chosen(self) -> Event | None:
        log = self._window.log
        item = None if log.table.current is None else log.window_of_rows.item(log.table.current)
        return item if isinstance(item, Event) else None

    def _from_row(self) -> None:
        event = self._chosen
        if event is not None:
            self.replay.seek(event.received_at_s)

    def _fill_commands(self) -> None:
        replay, recording, menu, tr = self.replay, self._recording, self.tr("Replay"), self.tr
        window = self._window
        window.add_commands(
            Command("replay.play", menu, tr("Play or pause"), self.toggle, "Ctrl+P"),
            Command("replay.next", menu, tr("Next event"), lambda: replay.step(1), "Ctrl+Right"),
            Command("replay.previous", menu, tr("Previous event"), lambda: replay.step(-1), "Ctrl+Left"),
            Command("replay.faster", menu, tr("Faster"), lambda: self._hurry(1), "Ctrl+Up"),
            Command("replay.slower", menu, tr("Slower"), lambda: self._hurry(-1), "Ctrl+Down"),
            Command("replay.jump", menu, tr("Jump to a time…"), self.ask_for_time, "Ctrl+G"),
            Command(
                "replay.here",
                menu,
                tr("Go to the moment of the chosen row"),
                self._from_row,
                "Ctrl+Shift+G",
                enabled=lambda: self._chosen is not None,
            ),
            Command("replay.begin", menu, tr("Go to the beginning"), lambda: replay.seek(recording.begin_s)),
            Command("replay.whole", menu, tr("Show it whole"), lambda: replay.seek(recording.end_s)),
            Command(
                "replay.loop",
                menu,
                tr("Again from the beginning, at its end"),
                lambda: replay.loop(looping=not replay.looping),
                checked=lambda: replay.looping,
            ),
        )
