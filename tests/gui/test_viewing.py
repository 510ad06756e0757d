"""A journal looked at and played: all of its rows, its own time, no connection, the file as it was."""

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT
from tests.gui.showing import showing, until
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import GapFound
from watchfloor.core.session.session import Session
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.replay.played_clock import PlayedClock
from watchfloor.gui.replay.replay_bar import ReplayBar
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.showing import Options
from watchfloor.gui.style.look import Look
from watchfloor.gui.viewing import Viewing
from watchfloor.gui.window import MainWindow
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.recorded import recording
from watchfloor.services.recorded.replay import Replay

EVENTS = 60


def event(seq: int) -> Event:
    place = {"lat": 33.5 + seq % 7, "lon": 36.3 + seq % 5, "label": f"Place {seq}"}
    body = {"title": f"Strike {seq}", "severity": 1 + seq % 5, "to": place}
    return Event(
        "Map", seq, AT.wall_s - EVENTS + seq, "map-event", msgspec.json.encode(body).decode(), str(seq)
    )


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """Sixty map events, with a gap after the fifty-fifth."""
    path = tmp_path / "night.watchfloor"
    writer = Writer.open(path)
    await writer.register("Map", "https://example.org/map", "map_stream")
    for seq in range(1, EVENTS + 1):
        gap = GapFound(channel="Map", at_s=AT.wall_s, after_seq=seq, after="55", before="58", missing=2)
        befell = [gap] if seq == 55 else []
        totals = Totals(received=seq, stored=seq, missing=2 if seq >= 55 else 0)
        await writer.put(Batch("Map", AT.wall_s, 0.0, [event(seq)], str(seq), totals, list(befell)))
    await writer.close()
    return path


class Desk:
    """A window on a journal, and what it does beside."""

    def __init__(self, look: Look, qtbot: QtBot, path: Path) -> None:
        self.clock = PlayedClock()
        self.window = MainWindow(Session(), look, clock=self.clock)
        qtbot.addWidget(self.window)
        self.surround = Surround(self.window, None, CrashDesk(None), environment={}, clock=lambda: AT)
        self.surround.open()
        self.window.resize(1_200, 750)
        self.window.show()
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.viewing = Viewing(self.surround, path, self._do, self.clock)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        if self._closed:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def replay(self) -> Replay:
        assert self.viewing.desk is not None
        return self.viewing.desk.replay

    @property
    def bar(self) -> ReplayBar:
        assert self.viewing.desk is not None
        return self.viewing.desk.bar

    @property
    def summaries(self) -> list[str]:
        rows = [self.window.log.table.row_text(row) for row in range(self.window.log.window_of_rows.count)]
        return [row.summary for row in rows if row is not None]

    async def close(self) -> None:
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.viewing.reader.close()
        self.window.close()


@contextlib.asynccontextmanager
async def viewing(look: Look, qtbot: QtBot, path: Path) -> AsyncIterator[Desk]:
    desk = Desk(look, qtbot, path)
    await desk.viewing.fill()
    try:
        yield desk
    finally:
        await desk.close()


async def test_everything_in_the_file_can_be_seen_and_nothing_of_it_changes(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    before = path.read_bytes()
    async with viewing(look, qtbot, path) as desk:
        window = desk.window
        assert window.log.window_of_rows.count == EVENTS + 1
        newest = window.log.table.row_text(0)
        assert newest is not None
        assert newest.summary == "Strike 60"
        gap = window.log.table.row_text(5)
        assert gap is not None
        assert "2 events missing" in gap.summary
        assert len(window.session.places) == EVENTS
        assert window.session.channels["Map"].totals.missing == 2
        assert window.windowTitle() == "night.watchfloor (read only) — Watchfloor"
        assert "nothing is written" in window.status.text
    assert path.read_bytes() == before


async def test_rows_beyond_what_is_read_come_as_they_are_looked_at(
    look: Look, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "BACK", 10)
    async with viewing(look, qtbot, path) as desk:
        log = desk.window.log
        assert log.window_of_rows.count >= EVENTS
        last = log.window_of_rows.count - 1
        assert log.table.row_text(last) is None
        log.pages_wanted.emit()
        await until(lambda: log.table.row_text(last))
        oldest = log.table.row_text(last)
        assert oldest is not None
        assert oldest.summary == "Strike 1"


async def test_a_recording_says_so_and_offers_nothing_that_needs_a_connection(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    async with viewing(look, qtbot, path) as desk:
        window = desk.window
        span = "Recording · 12:29:06 to 12:30:05"
        assert window.badge.words == span
        # The bar tells the span: in a narrow column it would be cut for every channel.
        assert [row.words(0) for row in window.session.channels.values()] == ["Recorded"]
        assert window.title_bar.live.isHidden()
        assert window.runs.start.isHidden()
        assert not window.banner.isVisible()
        assert remedy_of(window.session.channels["Map"].status) == ("", "")
        for key in ("channel.connect", "channel.disconnect", "channel.pause", "channel.retry"):
            assert not window.commands[key].enabled()
        window.look.choose(utc=False)
        assert window.badge.words.startswith("Recording · ")


async def test_what_only_a_connection_can_do_is_refused(look: Look, qtbot: QtBot, path: Path) -> None:
    async with viewing(look, qtbot, path) as desk:
        desk.window.action_asked.emit("Map", "start")
        assert "This is a recording" in desk.window.status.text


async def test_a_moment_that_was_asked_for_is_shown_in_every_view(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    async with viewing(look, qtbot, path) as desk:
        window = desk.window
        desk.bar.scrubber.sought.emit(AT.wall_s - EVENTS + 20)
        await until(lambda: desk.replay.at_s == AT.wall_s - EVENTS + 20)
        assert desk.summaries == [f"Strike {seq}" for seq in range(20, 0, -1)]
        assert len(window.session.places) == 20
        assert desk.clock().wall_s == AT.wall_s - EVENTS + 20
        assert window.status.text.endswith("UTC 12:29:25")
        desk.bar.scrubber.sought.emit(AT.wall_s)
        await until(lambda: desk.replay.over)
        assert len(desk.summaries) == EVENTS + 1
        assert len(window.session.places) == EVENTS


async def test_a_filter_stays_while_one_goes_through_the_recording(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    async with viewing(look, qtbot, path) as desk:
        desk.window.filter_box.setText("severity:5")
        desk.window.filter_box.apply()
        desk.replay.seek(AT.wall_s - EVENTS + 20)
        await until(lambda: desk.replay.at_s == AT.wall_s - EVENTS + 20)
        assert desk.summaries == ["Strike 19", "Strike 14", "Strike 9", "Strike 4"]


async def test_now_in_a_query_is_the_recordings_now(look: Look, qtbot: QtBot, path: Path) -> None:
    async with viewing(look, qtbot, path) as desk:
        desk.replay.seek(AT.wall_s - EVENTS + 20)
        await until(lambda: desk.replay.at_s == AT.wall_s - EVENTS + 20)
        desk.window.filter_box.setText("received:>now-3s")
        desk.window.filter_box.apply()
        assert desk.summaries == ["Strike 20", "Strike 19", "Strike 18"]


async def test_playing_goes_on_to_the_end_and_the_button_says_what_it_does(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    async with viewing(look, qtbot, path) as desk:
        assert desk.bar.play.accessibleName() == "Play the recording"
        desk.replay.hurry(math.inf)
        desk.replay.seek(0)
        await until(lambda: not desk.replay.over)
        QTest.mouseClick(desk.bar.play, Qt.MouseButton.LeftButton)
        assert desk.bar.play.accessibleName() == "Pause the replay"
        await until(lambda: desk.replay.over and not desk.replay.playing)
        assert desk.bar.play.accessibleName() == "Play the recording"
        desk.window.refresh_all()
        assert len(desk.summaries) == EVENTS + 1


async def test_keys_step_through_the_events_and_show_each(look: Look, qtbot: QtBot, path: Path) -> None:
    async with viewing(look, qtbot, path) as desk:
        commands, shown = desk.window.commands, desk.window.inspector.event_view
        commands.run("replay.begin")
        await until(lambda: desk.replay.at_s < AT.wall_s - EVENTS + 2)
        commands.run("replay.next")
        await until(lambda: isinstance(shown.item, Event) and shown.item.seq == 2)
        commands.run("replay.next")
        await until(lambda: isinstance(shown.item, Event) and shown.item.seq == 3)
        commands.run("replay.previous")
        await until(lambda: isinstance(shown.item, Event) and shown.item.seq == 2)
        assert desk.summaries == ["Strike 2", "Strike 1"]


async def test_one_goes_to_a_time_or_is_told_why_not(look: Look, qtbot: QtBot, path: Path) -> None:
    async with viewing(look, qtbot, path) as desk:
        assert desk.viewing.desk is not None
        desk.viewing.desk.jump("12:29:36")
        await until(lambda: len(desk.summaries) == 31)
        desk.viewing.desk.jump("-10s")
        await until(lambda: len(desk.summaries) == 21)
        desk.viewing.desk.jump("next Tuesday")
        assert "is no time" in desk.window.status.text
        desk.viewing.desk.jump("2020-01-01")
        assert "outside the recording" in desk.window.status.text


async def test_the_chosen_row_can_be_gone_back_to(look: Look, qtbot: QtBot, path: Path) -> None:
    async with viewing(look, qtbot, path) as desk:
        assert not desk.window.commands["replay.here"].enabled()
        assert desk.window.log.reveal("Map", 12)
        assert desk.window.commands.run("replay.here")
        await until(lambda: len(desk.summaries) == 12)


async def test_a_recording_of_a_profile_that_is_not_here_is_shown_all_the_same(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "strange.watchfloor"
    writer = Writer.open(path)
    await writer.register("Map", "https://example.org/map", "of_a_plugin")
    await writer.put(Batch("Map", AT.wall_s, 0.0, [event(1)], "1", Totals(1, 1)))
    await writer.close()
    async with viewing(look, qtbot, path) as desk:
        assert desk.summaries == ["Strike 1"]
        assert desk.window.session.channels["Map"].profile.name == "generic"


async def test_an_empty_journal_is_shown_as_empty(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.watchfloor"
    await Writer.open(path).close()
    async with viewing(look, qtbot, path) as desk:
        assert desk.window.log.window_of_rows.count == 0
        assert not desk.window.grab().isNull()
        desk.window.commands.run("replay.play")
        await until(lambda: not desk.replay.playing)


async def test_a_whole_showing_of_a_recording_plays_it_and_ends_in_good_order(path: Path, home: Path) -> None:
    before = path.read_bytes()
    async with showing(Options(journal=path, size=(1_200, 750)), home / "config") as shown:
        window = shown.window
        await until(lambda: len(window.session.places) == EVENTS)
        window.commands.run("replay.begin")
        await until(lambda: len(window.session.places) == 1)
        for _ in range(4):
            window.commands.run("replay.faster")
        assert window.status.text.count("Replay at max") == 1
        assert "60 events in the recording" in window.status.text
        window.commands.run("replay.play")
        await until(lambda: len(window.session.places) == EVENTS)
        assert not window.commands["recording.this"].enabled()
    assert path.read_bytes() == before


async def test_the_size_of_a_journal_that_is_being_written_is_told_whole(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    """Most of it may be in SQLite's own log still: it was told as 0.0 MB."""
    writer = Writer.open(path)
    totals = Totals(received=EVENTS + 1, stored=EVENTS + 1, missing=2)
    await writer.put(Batch("Map", AT.wall_s, 0.0, [event(EVENTS + 1)], "61", totals, []))
    await writer.flush()
    async with viewing(look, qtbot, path) as desk:
        assert desk.viewing.size_bytes == writer.size_bytes > 0, "as it is told where it is written"
    await writer.close()
