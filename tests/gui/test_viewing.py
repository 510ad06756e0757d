"""A journal that is looked at: all of its rows, what befell its channels, and the file as it was."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import GapFound
from watchfloor.core.session import Session
from watchfloor.gui import viewing
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look
from watchfloor.gui.viewing import Viewing
from watchfloor.gui.window import MainWindow
from watchfloor.journal.writer import Writer
from watchfloor.services.crash import CrashDesk

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
        self.window = MainWindow(Session(), look, clock=lambda: AT)
        qtbot.addWidget(self.window)
        surround = Surround(self.window, None, CrashDesk(None), environment={}, clock=lambda: AT)
        surround.open()
        self.notice = surround.notice
        self.window.resize(1_200, 750)
        self.window.show()
        self.tasks: list[asyncio.Task[None]] = []
        self.viewing = Viewing(surround, path, self._do)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))


async def test_everything_in_the_file_can_be_seen_and_nothing_of_it_changes(
    look: Look, qtbot: QtBot, path: Path
) -> None:
    before = path.read_bytes()
    desk = Desk(look, qtbot, path)
    await desk.viewing.fill()
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
    assert "nothing is written" in desk.notice.words
    await desk.viewing.reader.close()
    assert path.read_bytes() == before


async def test_rows_beyond_what_is_read_come_as_they_are_looked_at(
    look: Look, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewing, "READ", 10)
    desk = Desk(look, qtbot, path)
    await desk.viewing.fill()
    log = desk.window.log
    assert log.window_of_rows.count >= EVENTS
    last = log.window_of_rows.count - 1
    assert log.table.row_text(last) is None
    log.pages_wanted.emit()
    await asyncio.gather(*desk.tasks)
    oldest = log.table.row_text(last)
    assert oldest is not None
    assert oldest.summary == "Strike 1"
    await desk.viewing.reader.close()


async def test_what_a_recording_cannot_do_is_told(look: Look, qtbot: QtBot, path: Path) -> None:
    desk = Desk(look, qtbot, path)
    await desk.viewing.fill()
    desk.window.commands.run("channel.connect")
    assert "This is a recording" in desk.window.status.text
    await desk.viewing.reader.close()


async def test_an_empty_journal_is_shown_as_empty(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.watchfloor"
    await Writer.open(path).close()
    desk = Desk(look, qtbot, path)
    await desk.viewing.fill()
    assert desk.window.log.window_of_rows.count == 0
    assert not desk.window.grab().isNull()
    await desk.viewing.reader.close()
